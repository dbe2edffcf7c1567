using TuiChat.Protocol;

namespace TuiChat.Tests.Protocol;

public sealed class TextRulesTests
{
    [Theory]
    [InlineData("👍")]
    [InlineData("👩🏽‍❤️‍💋‍👨🏿")]
    [InlineData("🏴󠁧󠁢󠁳󠁣󠁴󠁿")]
    [InlineData("❤️")]
    [InlineData("+1")]
    [InlineData("本当")]
    public void ReactionProblem_EmojiAndShortWords_AreAllowed(string text) => Assert.Null(TextRules.ReactionProblem(text));

    [Theory]
    [InlineData(null, RefusalCode.TextBad)]
    [InlineData("", RefusalCode.TextBad)]
    [InlineData("a b", RefusalCode.TextBad)]
    [InlineData("a\n", RefusalCode.TextBad)]
    [InlineData("\u001b[2J", RefusalCode.TextBad)]
    [InlineData("\u202eabc", RefusalCode.TextBad)]
    [InlineData("a\u200b", RefusalCode.TextBad)]
    [InlineData("\u200d\ufe0f", RefusalCode.TextBad)]
    [InlineData("\ue000", RefusalCode.TextBad)]
    [InlineData("abcdefghijklmnopqrstuvwxyzabcdefghijklmno", RefusalCode.TooLong)]
    public void ReactionProblem_OtherTexts_AreRefused(string? text, string code) => Assert.Equal(code, TextRules.ReactionProblem(text)?.Code);

    [Theory]
    [InlineData("hi", true, null)]
    [InlineData("a\n\tb", true, null)]
    [InlineData("a\nb", false, RefusalCode.TextBad)]
    [InlineData("👋", false, null)]
    [InlineData("\u001b[31m", true, RefusalCode.TextBad)]
    [InlineData("\u0000", true, RefusalCode.TextBad)]
    [InlineData("\u009b", true, RefusalCode.TextBad)]
    [InlineData("éééééé", true, RefusalCode.TooLong)]
    public void Problem_Text_IsJudged(string text, bool multiline, string? code) =>
        Assert.Equal(code, TextRules.Problem(text, 10, multiline)?.Code);

    [Fact]
    public void Problem_LoneSurrogate_IsRefused()
    {
        // Not as inline data: an attribute cannot hold half of a pair.
        string[] halves = ["\ud800x", "x\udc00", "\ud800"];
        Assert.All(halves, text => Assert.Equal(RefusalCode.TextBad, TextRules.Problem(text, 10, true)?.Code));
    }
}
