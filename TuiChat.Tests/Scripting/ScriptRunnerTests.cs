using TuiChat.Scripting;

namespace TuiChat.Tests.Scripting;

/// <summary>What a script does beyond what its files in <c>Scripts</c> show: how it fails, what it prints and writes.</summary>
public sealed class ScriptRunnerTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("tuichat-script-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Failure_PrintsLineExpectationLastLinesAndScreen()
    {
        var (code, output, error) = Run("!server start\n!as ada\n!resize 40x12\nhello\n!wait idle\n\n!expect goodbye within 10ms\nnever typed\n");
        Assert.Equal((ExitCodes.Failed, ""), (code, output));
        Assert.StartsWith("test.chat:7: “goodbye” was not on the screen of ada within 10 ms.\n  !expect goodbye within 10ms\nThe last lines in main:\n  ada: hello\nThe screen of ada, 40x12:\n+", error, StringComparison.Ordinal);
        Assert.Contains("hello ✓", error, StringComparison.Ordinal);
        Assert.DoesNotContain("never typed", error, StringComparison.Ordinal);
    }

    /// <summary>Typed, pasted, in parts or said in the script itself: a failure shows nothing of what a form hides.</summary>
    [Theory]
    [InlineData("$SECRET\n!expect never within 10ms")]
    [InlineData("!type correct\n!key Space h o r s e\n!expect never within 10ms")]
    [InlineData("!paste $OUT/secret.txt\n!key Tab\n!expect correct horse within 10ms")]
    [InlineData("correct horse\ncorrect horse\n!expect ada is your account now.\n/me correct horse\n!wait idle\n!expect never within 10ms")]
    [InlineData("!key Escape\n!server stop\n/quit\ncorrect horse")]
    [InlineData("!key Escape\n/claim $CLAIM\n!wait idle\n/me $CLAIM\n!wait idle\n!expect $CLAIM\n!expect never within 10ms")]
    public void Failure_PrintsNoSecret(string lines)
    {
        File.WriteAllText(Path.Combine(_folder, "secret.txt"), "correct horse");
        var variables = new Dictionary<string, string>(Options.Variables) { ["SECRET"] = "correct horse" };
        var (code, _, error) = ScriptTests.Run("test.chat", $"!server start\n!as ada\n/register\n!expect Make ada yours\n{lines}\n", Options with { Variables = variables });
        Assert.Equal(ExitCodes.Failed, code);
        Assert.DoesNotContain("horse", error, StringComparison.Ordinal);
        Assert.DoesNotMatch("[a-z2-9]{4}(-[a-z2-9]{4}){3}", error); // a claim code
    }

    [Theory]
    [InlineData("!expect-not ada within 10ms", 1, "“ada” was still on the screen of ada after 10 ms.")]
    [InlineData("!expect x in lounge within 10ms", 1, "ada is not in lounge.")]
    [InlineData("!expect x in @bob within 10ms", 1, "“x” was not in @bob for ada within 10 ms. ada is in no conversation with bob.")]
    [InlineData("!click nowhere", 1, "“nowhere” is not on the screen of ada")]
    [InlineData("!paste $HERE/nosuch.txt", 1, "nosuch.txt")]
    [InlineData("!screen $HERE/no/such/folder.txt", 1, "folder.txt")]
    [InlineData("/quit\nhello", 1, "ada has left the program; !as ada starts it again.")]
    [InlineData("!server start", 2, "The server runs already")]
    [InlineData("!server stop\n!server kill", 2, "There is no server that runs")]
    [InlineData("!as ada -r lounge", 2, "ada runs already")]
    [InlineData("!as bob --nosuch", 2, "--nosuch")]
    [InlineData("!set SIZE 5\n!resize $SIZE", 2, "A size is columns and rows")]
    [InlineData("!exit 7", 7, "")]
    public void WhatCannotBeDone_EndsTheScript(string lines, int code, string problem)
    {
        var result = Run($"!server start\n!as ada\n{lines}\n!expect never seen\n");
        Assert.Equal(code, result.Code);
        Assert.Contains(problem, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ServerThatCannotStart_IsTold()
    {
        var (code, _, error) = Run("!server start --config $FOLDER/nosuch.json\n");
        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains("The server did not start", error, StringComparison.Ordinal);
        Assert.Contains("nosuch.json", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Screen_IsWrittenByItsEnding()
    {
        var (code, output, error) = Run("!clock 2026-02-17T18:00\n!server start\n!as ada --theme dark\n!resize 50x10\nhello *you*\n!wait idle\n!screen $OUT/a.txt\n!screen $OUT/a.svg\n!screen $OUT/a.ansi\n!screen -\n");
        Assert.True(code == 0, error);
        var text = File.ReadAllText(Path.Combine(_folder, "a.txt"));
        Assert.Contains("hello you ✓", text, StringComparison.Ordinal);
        Assert.Equal(text, output);
        var ansi = File.ReadAllText(Path.Combine(_folder, "a.ansi"));
        Assert.Contains("\e[0;3;38;2;", ansi, StringComparison.Ordinal);
        Assert.All(ansi.TrimEnd('\n').Split('\n'), row => Assert.EndsWith("\e[m", row, StringComparison.Ordinal));
        var picture = System.Xml.Linq.XDocument.Load(Path.Combine(_folder, "a.svg"));
        Assert.Contains(picture.Descendants(), element => element.Value == "you" && (string?)element.Attribute("font-style") == "italic");
    }

    [Fact]
    public void Paste_ComesAsOnePiece()
    {
        File.WriteAllText(Path.Combine(_folder, "poem.txt"), "one\ntwo\n");
        var (code, _, error) = Run("!server start\n!as ada\n!paste $OUT/poem.txt\n!expect two\n!expect-not (waiting) in main\n!key Enter\n!wait idle\n!expect one in main\n");
        Assert.True(code == 0, error);
    }

    [Fact]
    public void Data_IsKeptWhereTheCommandLineSays()
    {
        var options = Options with { Client = new ClientOptions { Data = Path.Combine(_folder, "data") } };
        var (code, _, error) = ScriptTests.Run("test.chat", "!server start\n!as ada\nremember me\n!wait idle\n", options);
        Assert.True(code == 0, error);
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(_folder, "data", "ada")));
    }

    ScriptOptions Options => new() { Variables = new Dictionary<string, string> { ["OUT"] = _folder } };

    (int Code, string Output, string Error) Run(string text) => ScriptTests.Run("test.chat", text, Options);
}
