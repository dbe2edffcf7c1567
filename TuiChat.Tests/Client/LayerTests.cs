using System.Text.RegularExpressions;

namespace TuiChat.Tests.Client;

/// <summary>Inside the client the folders have an order: a folder uses those below it and nothing above.</summary>
public sealed partial class LayerTests
{
    /// <summary>From the lowest to the highest. The root composes and may use all.</summary>
    static readonly string[] Order = ["Settings", "History", "Inputs", "Sessions", "Conversations", "Commands", "Suggestions", "Views", "Lobby", "Linear", "Pipe", "Scripting"];

    [Fact]
    public void Folders_UseOnlyWhatIsBelowThem()
    {
        var breaches = from folder in Order
                       from file in Directory.EnumerateFiles(Repository.PathOf("TuiChat", folder), "*.cs", SearchOption.AllDirectories)
                       from Match use in Using().Matches(File.ReadAllText(file))
                       where Array.IndexOf(Order, use.Groups[1].Value) > Array.IndexOf(Order, folder)
                       select $"{Path.GetFileName(file)} in {folder} uses {use.Groups[1].Value}";
        Assert.Empty(breaches);
    }

    [Fact]
    public void Folders_AreAllInTheOrder() =>
        Assert.Equal(Order.Order(), Directory.EnumerateDirectories(Repository.PathOf("TuiChat")).Select(path => Path.GetFileName(path)!).Where(name => name is not ("bin" or "obj")).Order());

    /// <summary>The framework's console would set modes of its own on the terminal (and there must be no fire and forget).</summary>
    [Theory]
    [InlineData(@"\bConsole\.")]
    [InlineData(@"\basync void\b")]
    [InlineData(@"\.Result\b")]
    [InlineData(@"\.Wait\(\)")]
    public void Sources_HaveNo(string pattern)
    {
        var found = from file in Directory.EnumerateFiles(Repository.PathOf("TuiChat"), "*.cs", SearchOption.AllDirectories)
                    where Regex.IsMatch(File.ReadAllText(file), pattern)
                    select Path.GetFileName(file);
        Assert.Empty(found);
    }

    [GeneratedRegex(@"^using TuiChat\.(\w+);", RegexOptions.Multiline)]
    private static partial Regex Using();
}
