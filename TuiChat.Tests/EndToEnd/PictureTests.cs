using TuiChat.Scripting;
using TuiChat.Tests.Scripting;

namespace TuiChat.Tests.EndToEnd;

/// <summary>
/// The pictures of the documents are what the real client shows, by the scripts beside them. With TUICHAT_UPDATE_PICTURES=1 they are
/// written, otherwise compared, so that they can never show something that is not so.
/// </summary>
public sealed class PictureTests
{
    [Theory]
    [InlineData("talk", "dark")]
    [InlineData("talk", "light")]
    public async Task Picture_IsWhatTheClientShows(string name, string theme)
    {
        var pictures = Repository.PathOf("docs", "pictures");
        var made = Directory.CreateTempSubdirectory("tuichat-pictures-").FullName;
        var values = new Dictionary<string, string> { ["THEME"] = theme, ["OUT"] = made };
        var (code, _, error) = ScriptTests.Run(Path.Combine(pictures, $"{name}.chat"), options: new ScriptOptions { Variables = values });
        Assert.True(code == 0, error);

        var file = $"{name}-{theme}.svg";
        var picture = await File.ReadAllTextAsync(Path.Combine(made, file));
        Directory.Delete(made, recursive: true);
        if (Environment.GetEnvironmentVariable("TUICHAT_UPDATE_PICTURES") == "1") await File.WriteAllTextAsync(Path.Combine(pictures, file), picture);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(pictures, file)), picture);
    }
}
