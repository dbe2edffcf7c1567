using System.Text;
using TuiChat.Scripting;
using TuiChat.Terminal;

namespace TuiChat.Tests.Scripting;

/// <summary>Scripts are bytes from outside: whatever they hold is a script or sentences with file and line.</summary>
public sealed class ScriptParserTests
{
    [Theory]
    [InlineData("!sever start", "There is no step !sever. Did you mean !server?")]
    [InlineData("!quit", "There is no step !quit.")]
    [InlineData("!server strat", "did you mean start?")]
    [InlineData("!server stop now", "Nothing follows !server stop")]
    [InlineData("!key Alt+Dwn", "did you mean Alt+Down?")]
    [InlineData("!key", "Say which key")]
    [InlineData("!expect", "Say what is expected")]
    [InlineData("!expect /(/", "is no regular expression")]
    [InlineData("!expect /a/ on main", "“on main” follows the pattern")]
    [InlineData("!expect x in a:b", "A room name is made of")]
    [InlineData("!expect x in @a:b", "A nickname is made of")]
    [InlineData("!expect x in @", "A text that holds “in” goes into quotes.")]
    [InlineData("!expect x within soon", "A time is written")]
    [InlineData("!wait idel", "did you mean idle?")]
    [InlineData("!wait 99999999s", "A time is written")]
    [InlineData("!resize 100x0", "A size is columns and rows")]
    [InlineData("!screen talk.png", "The file ends in .txt, .svg, .ansi")]
    [InlineData("!as a:b", "A nickname is made of")]
    [InlineData("!as \"bob", "A quote is not closed")]
    [InlineData("!exit 256", "An exit code is a number from 0 to 255")]
    [InlineData("!set 1a x", "A name has letters")]
    [InlineData("!clock noon", "The clock is set as")]
    [InlineData("hello $NAEM", "did you mean $NAME?")]
    [InlineData("!as bob $LINK", "$LINK has no value before !server start.")]
    [InlineData("!clock 2026-01-01\n!server start\n!server kill", ":3: A server that shares the clock")]
    [InlineData("a\u0007b", "control character")]
    [InlineData("\n\n# comment\n  !nosuch", "script:4: ")]
    public void Mistake_IsToldWithItsLine(string text, string problem)
    {
        Assert.Null(ScriptParser.Parse("script", text, ["NAME"], out var problems));
        Assert.Contains(problems, told => told.StartsWith("script:", StringComparison.Ordinal) && told.Contains(problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("!expect hello", "“hello”", null, null, false)]
    [InlineData("!expect hello in main", "“hello”", "main", null, false)]
    [InlineData("!expect a b  in #Main  within 5s", "“a b”", "main", 5_000, false)]
    [InlineData("!expect-not \"people in main\"", "“people in main”", null, null, true)]
    [InlineData("!expect \"a \\\"b\\\"\" within 500ms", "“a \"b\"”", null, 500, false)]
    [InlineData("!expect /^a\\/b$/i in lounge", "/^a/b$/", "lounge", null, false)]
    [InlineData("!expect psst in @Bob within 5s", "“psst”", "@Bob", 5_000, false)]
    [InlineData("!expect-not /psst/ in @bob", "/psst/", "@bob", null, true)]
    [InlineData("!expect \"hello @bob\"", "“hello @bob”", null, null, false)]
    [InlineData("!expect /cd ROOM", "“/cd ROOM”", null, null, false)]
    [InlineData("!expect in main", "“in main”", null, null, false)]
    [InlineData("!expect ada  hello", "“ada  hello”", null, null, false)]
    public void Expectation_IsTakenApart(string line, string text, string? room, int? within, bool isAbsent)
    {
        var step = Assert.IsType<ScriptStep.Expecting>(StepTable.Read(line).Step);
        Assert.Equal((text, room, (double?)within, isAbsent), (step.Text.ToString(), step.Room?.ToString(), step.Within?.TotalMilliseconds, step.IsAbsent));
    }

    [Fact]
    public void Lines_AreStepsOrTyped()
    {
        var script = ScriptParser.Parse("script", "\uFEFF# title\r\n  hello  \r\n\\!not a step\n\\\\backslash\n!type \" x \"\n/topic a # b\n!key Alt+Down a\n!as bob \"$NAME $$5\" -r x\n", ["NAME"], out var problems);
        Assert.Empty(problems);
        Assert.Equal([2, 3, 4, 5, 6, 7, 8], script?.Lines.Select(line => line.Number));
        Assert.Equal(
            [new ScriptStep.Typing("hello", true), new ScriptStep.Typing("!not a step", true), new ScriptStep.Typing("\\backslash", true), new ScriptStep.Typing(" x ", false), new ScriptStep.Typing("/topic a # b", true)],
            script?.Lines.Take(5).Select(line => line.Step));
        Assert.Equal([Key.Parse("Alt+Down"), Key.Parse("a")], Assert.IsType<ScriptStep.Pressing>(script?.Lines[5].Step).Keys);
        Assert.Null(script?.Lines[6].Step); // it depends on a name
        var values = new Dictionary<string, string> { ["NAME"] = "Max" };
        Assert.Equal(["Max $5", "-r", "x"], Assert.IsType<ScriptStep.Acting>(StepTable.Read(ScriptVariables.Expand(script?.Lines[6].Text ?? "", values)).Step).Words);
    }

    [Fact]
    public void TooMuch_IsRefused()
    {
        Assert.Null(ScriptParser.Parse("script", new string('a', ScriptParser.MaxBytes + 1), [], out var problems));
        Assert.Contains("at most 1024 KiB", Assert.Single(problems), StringComparison.Ordinal);
        Assert.Null(ScriptParser.Parse("script", new string('a', 20_000), [], out problems));
        Assert.Contains("at most 16384 characters", Assert.Single(problems), StringComparison.Ordinal);
        Assert.Null(ScriptParser.Parse("script", string.Concat(Enumerable.Repeat("!nosuch\n", 1000)), [], out problems));
        Assert.Equal(20, problems.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void AnyBytes_AreAScriptOrProblems(int seed)
    {
        var random = new Random(seed);
        string[] parts = [.. StepTable.All.Select(word => "!" + word.Name), "!", "\\", "$", "${", "}", "$$", "$A", "\"", "/", "in ", "within ", "5s", " ", "\t", "\n", "\r\n", "#", "idle", "start", "kill", "100x30", "Alt+Down", "(a+)+$", "[", "\uFEFF", "\u202E", "\0", "é🍲", "x", "99999999999999"];
        for (var round = 0; round < 2_000; round++)
        {
            var text = new StringBuilder();
            for (var i = random.Next(40); i > 0; i--) text.Append(random.Next(8) == 0 ? ((char)random.Next(char.MaxValue)).ToString() : parts[random.Next(parts.Length)]);
            var script = ScriptParser.Parse("f", text.ToString(), ["A"], out var problems);
            Assert.True(script is null == problems.Count > 0, $"seed {seed}, round {round}: {text}");
            Assert.All(problems, problem => Assert.True(problem.StartsWith("f:", StringComparison.Ordinal), $"seed {seed}, round {round}: {problem}"));
        }
    }
}
