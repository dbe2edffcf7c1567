using System.Text.RegularExpressions;
using TuiChat.Scripting;

namespace TuiChat.Tests.Scripting;

/// <summary>docs/SCRIPTING.md: its table is the table of steps, and its examples do what they say.</summary>
public sealed partial class ScriptPageTests
{
    static string Page => Repository.Read("docs", "SCRIPTING.md");

    public static TheoryData<string> Examples => [.. Example().Matches(Page).Select(match => match.Groups[1].Value)];

    [Fact]
    public void Steps_AreThoseOfTheTable() => Assert.Equal(
        StepTable.All.Select(word => $"| `{word.Usage.Replace("|", "\\|", StringComparison.Ordinal)}` | {word.Help} |"),
        Page.Split('\n').Where(line => line.StartsWith("| `!", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_Runs(string script)
    {
        var (code, _, error) = ScriptTests.Run("example.chat", script);
        Assert.True(code == 0, $"{error}\n{script}");
    }

    [GeneratedRegex("^```chat\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();
}
