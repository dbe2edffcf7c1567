using TuiChat.Scripting;

namespace TuiChat.Tests.Scripting;

/// <summary>
/// The files of the folder <c>Scripts</c>, each with clients, server and folders of its own: what people do, as they would type it.
/// </summary>
public sealed class ScriptTests
{
    /// <summary>The files.</summary>
    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.chat").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    internal static string Folder => Repository.PathOf("TuiChat.Tests", "Scripts");

    [Theory]
    [MemberData(nameof(Files))]
    public void Script_RunsToItsEnd(string file)
    {
        var (code, _, error) = Run(Path.Combine(Folder, file));
        Assert.True(code == 0, error);
        Assert.Equal("", error);
    }

    /// <summary>Runs a file, or the text given in its place.</summary>
    internal static (int Code, string Output, string Error) Run(string file, string? text = null, ScriptOptions? options = null)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = ScriptProgram.Run(file, text ?? File.ReadAllText(file), options ?? new ScriptOptions(), output, error, CancellationToken.None);
        return (code, output.ToString(), error.ToString());
    }
}
