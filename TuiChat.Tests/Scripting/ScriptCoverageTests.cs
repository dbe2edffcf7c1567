using System.Text.RegularExpressions;
using TuiChat.Commands;

namespace TuiChat.Tests.Scripting;

/// <summary>Every command is used by a script, and every sentence with which a command can fail is expected by one.</summary>
public sealed partial class ScriptCoverageTests
{
    /// <summary>Sentences that no script can bring about, as they begin; each with the reason.</summary>
    static readonly string[] Unreachable =
    [
        "No history is kept here", // the full-screen client always has a history
        "There are no servers to go to here", // the full-screen client always has doors
        "That is no name of a file", // needs a NUL byte, which no line can hold
        "A room is being saved right now", // needs two in one moment; ChatSaving alone decides it
        "You are in no room", // a client on a server is always in one
        "You are on no server.", // said before by /invite itself
        "This server has no address that others could use", // only link-local ones
        "You host ", // needs a hosted server while one is on another, which HostTest of the lobby tests does
        "That line is on its way", // a matter of milliseconds; WaitingLineTests holds the moment
        "You are not connected.", // before the first welcome there is no input line
        "This server cannot tell them", // an older server, as which no script's server appears
        "This server cannot do that", // the same
        "There is no such person, and no servers", // the full-screen client always has servers
        "You are not connected, so no room can be entered", // before the first welcome there is no input line
        "PASSWORD is missing", // the full-screen client always asks for it in a form
        "CODE is missing", // the same
        "Connect to a server first", // the full-screen client always has a lobby
    ];

    static string Scripts => string.Join('\n', Directory.EnumerateFiles(ScriptTests.Folder, "*.chat").Select(File.ReadAllText));

    [Fact]
    public void Commands_AreAllUsed()
    {
        var typed = Scripts.Split('\n').Where(line => line.StartsWith('/')).ToList();
        var table = new CommandTable();
        var used = typed.Select(table.Parse).OfType<ParsedLine>().Select(parsed => parsed.Command.Name).ToHashSet();
        var unused = table.All.Select(command => command.Name).Where(name => !used.Contains(name)).Order().ToList();
        Assert.True(unused.Count == 0, "Not used by any script: " + string.Join(", ", unused));
    }

    [Fact]
    public void Failures_AreAllExpected()
    {
        var expected = Scripts;
        var files = Directory.EnumerateFiles(Repository.PathOf("TuiChat", "Commands"), "*.cs").Concat(Directory.EnumerateFiles(Repository.PathOf("TuiChat"), "*.cs"));
        var missing = from file in files
                      from Match failure in Failure().Matches(File.ReadAllText(file))
                      let sentence = failure.Groups[1].Value
                      // The longest part that is the same whatever is put in.
                      let part = Hole().Split(sentence).MaxBy(part => part.Length)?.Trim() ?? ""
                      where part.Length > 3 && !expected.Contains(part[..Math.Min(part.Length, 24)], StringComparison.Ordinal)
                      where !Unreachable.Any(known => sentence.StartsWith(known, StringComparison.Ordinal))
                      select $"{Path.GetFileName(file)}: {sentence}";
        Assert.Empty(missing);
    }

    [GeneratedRegex("""CommandResult\.Failed\(\$?"((?:[^"\\]|\\.)*)["]""")]
    private static partial Regex Failure();

    [GeneratedRegex(@"\{[^{}]*\}?")]
    private static partial Regex Hole();
}
