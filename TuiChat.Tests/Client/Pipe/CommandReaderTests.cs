using System.Text;
using TuiChat.Pipe;
using TuiChat.Protocol;

namespace TuiChat.Tests.Client.Pipe;

public sealed class CommandReaderTests
{
    [Theory]
    [InlineData("hello", "hello")]
    [InlineData("/quit", "/quit")]
    [InlineData(" {\"text\":1}", " {\"text\":1}")]
    [InlineData("a\tb", "a\tb")]
    [InlineData("\e[1;31mred\e[0m", "red")]
    [InlineData("\e]0;title\aafter", "after")]
    [InlineData("\e]8;;http://x\e\\link\e]8;;\e\\", "link")]
    [InlineData("\e(B\e[mplain", "plain")]
    [InlineData("bell\a\u0085\u009b1mend", "bell1mend")]
    [InlineData("cut \e[31", "cut ")]
    [InlineData("cut \e", "cut ")]
    public void PlainLine_IsSaidWithoutControls(string line, string said)
    {
        var (command, problem) = Read(line);
        Assert.Null(problem);
        Assert.Equal(said, Assert.IsType<SendRequest>(command?.Request).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \t")]
    [InlineData("\e[0m")]
    public void LineWithNothingToSay_IsPassedOver(string line) => Assert.Equal((null, null), Read(line));

    [Theory]
    [InlineData("{", "bad-json")]
    [InlineData("{}", "bad-field")]
    [InlineData("{\"text\":\"a\"} x", "bad-json")]
    [InlineData("{\"text\":\"a\",\"text\":\"b\"}", "bad-json")]
    [InlineData("{\"text\":1}", "bad-field")]
    [InlineData("{\"text\":\"\"}", "text-bad")]
    [InlineData("{\"text\":\"a\\u0007\"}", "text-bad")]
    [InlineData("{\"text\":\"\\ud800\"}", "bad-field")]
    [InlineData("{\"text\":\"a\",\"rooom\":\"b\"}", "bad-field")]
    [InlineData("{\"text\":\"a\",\"room\":\"b c\"}", "room-bad")]
    [InlineData("{\"text\":\"a\",\"reply\":0}", "bad-field")]
    [InlineData("{\"text\":\"a\",\"kind\":\"shout\"}", "bad-field")]
    [InlineData("{\"text\":\"a\",\"cid\":\"7\"}", "bad-field")]
    [InlineData("{\"t\":\"nosuch\"}", "unknown-type")]
    [InlineData("{\"t\":7}", "bad-field")]
    [InlineData("{\"t\":\"edit\",\"text\":\"a\"}", "bad-field")]
    [InlineData("{\"t\":\"react\",\"target\":1.5,\"text\":\"a\"}", "bad-field")]
    [InlineData("{\"t\":\"react\",\"target\":1,\"text\":\"a b\"}", "text-bad")]
    [InlineData("{\"t\":\"join\"}", "bad-field")]
    [InlineData("{\"text\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}", "bad-json")]
    public void WrongObject_IsAProblemWithItsCode(string line, string code)
    {
        var (command, problem) = Read(line);
        Assert.Null(command);
        Assert.Equal(code, problem?.Code);
        Assert.NotEqual("", problem?.Text);
    }

    [Fact]
    public void Problem_RepeatsTheId() => Assert.Equal("x", Read("{\"id\":\"x\",\"t\":\"nosuch\"}").Problem?.Id);

    [Fact]
    public void TooLongAText_IsAProblem() => Assert.Equal(RefusalCode.TooLong, Read(new string('a', Limits.MaxTextBytes + 1)).Problem?.Code);

    [Fact]
    public void WithoutARoom_OnlyWhatNamesOneIsDone()
    {
        Assert.Equal(RefusalCode.NotMember, CommandReader.Read("hello"u8.ToArray(), null).Problem?.Code);
        Assert.Equal(RefusalCode.NotMember, CommandReader.Read("{\"text\":\"hello\"}"u8.ToArray(), null).Problem?.Code);
        Assert.NotNull(CommandReader.Read("{\"t\":\"join\",\"room\":\"#Lounge\"}"u8.ToArray(), null).Command);
    }

    /// <summary>Whatever comes: no exception, one of the three results, and nothing is asked for that the server would not take.</summary>
    [Fact]
    public void AnyBytes_AreACommandOrAProblemOrNothing()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        string[] pieces = ["{", "}", "\"t\":", "\"text\":", "\"id\":", "\"room\":", "\"target\":", "\"cid\":", "\"send\"", "\"edit\"", "\"react\"", "\"x\"", "1", "-1", "1e99", "true", "null", "[", "]", ",", "\\ud800", "\\u0000", "\e[", "\e]", "\a", "é", "👍", " ", "\t"];
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)]));
            if (random.Next(2) == 0) text = "{" + text;
            var bytes = Encoding.UTF8.GetBytes(text);
            for (var j = random.Next(3); j > 0 && bytes.Length > 0; j--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                var (command, problem) = CommandReader.Read(bytes, Names.Room("main"));
                Assert.False(command is not null && problem is not null);
                if (problem is not null) Assert.NotEqual("", problem.Text);
                if (command is not null) Assert.NotNull(MessageCodec.Decode(MessageCodec.Encode(command.Request with { Id = "1" }).AsSpan()[..^1]).Message);
                if (command?.Request is SendRequest said) Assert.Null(TextRules.Problem(said.Text, Limits.MaxTextBytes, isMultiline: true));
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"Seed {seed}, line {i}, {Convert.ToHexString(bytes)}: {e}");
            }
        }
    }

    static (PipeCommand? Command, PipeProblem? Problem) Read(string line) => CommandReader.Read(Encoding.UTF8.GetBytes(line), Names.Room("main"));
}
