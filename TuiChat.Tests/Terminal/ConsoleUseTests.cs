using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace TuiChat.Tests.Terminal;

/// <summary>
/// The framework's console sets terminal modes of its own at first touch and writes settings back when the process continues, so
/// nothing in the screen kernel may use it.
/// </summary>
public sealed partial class ConsoleUseTests
{
    [Fact]
    public void Sources_OfTheKernel_DoNotUseTheConsole()
    {
        string folder = Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "TuiChat.Terminal"); // Not null: a source file has a folder.
        string[] files = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories);

        Assert.NotEmpty(files);
        Assert.Empty(files.Where(file => ConsoleUse().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName));
    }

    [GeneratedRegex(@"\bConsole\s*\.\s*\w|using\s+static\s+System\.Console|System\.Diagnostics\.Process\b|\bProcess\.Start")]
    private static partial Regex ConsoleUse();

    static string ThisFile([CallerFilePath] string path = "") => path;
}
