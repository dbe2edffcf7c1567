using TuiChat.Terminal;

namespace TuiChat.Tests.Terminal;

public sealed class TextLayoutTests
{
    [Theory]
    [InlineData("the quick brown fox", 10, "the quick|brown fox")]
    [InlineData("the quick  brown", 9, "the quick|brown")]
    [InlineData("abcdefghij", 4, "abcd|efgh|ij")]
    [InlineData("to abcdefghij", 5, "to ab|cdefg|hij")]
    [InlineData("one\ntwo", 10, "one|two")]
    [InlineData("one\n", 10, "one|")]
    [InlineData("one\n\ntwo", 10, "one||two")]
    [InlineData("", 10, "")]
    [InlineData("日本語テキスト", 6, "日本語|テキス|ト")]
    [InlineData("日本。語", 4, "日|本。|語")]
    [InlineData("日本語", 5, "日本|語")]
    [InlineData("well-known fact", 7, "well-|known|fact")]
    [InlineData("see https://example.org/path/to/page", 16, "see https://exam|ple.org/path/to/|page")]
    [InlineData("👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", 4, "👨‍👩‍👧👨‍👩‍👧|👨‍👩‍👧")]
    [InlineData("שלום עולם טוב", 9, "שלום עולם|טוב")]
    [InlineData("a e\u0301e\u0301e\u0301", 3, "a|e\u0301e\u0301e\u0301")]
    [InlineData("no\u00a0break here", 8, "no\u00a0break|here")]
    [InlineData("hello     ", 5, "hello")]
    [InlineData("   ", 2, "")]
    public void Wrap_Text_BreaksAsInTheTable(string text, int width, string rows) =>
        Assert.Equal(rows, string.Join('|', TextLayout.Wrap(text, width)));

    [Fact]
    public void Wrap_WithHangingIndent_IndentsFurtherRows()
    {
        IReadOnlyList<TextRow> rows = TextLayout.Wrap([new TextRun("one two three four")], 12, 2, 4);
        Assert.Equal(["  one two", "    three", "    four"], rows.Select(row => row.ToString()));
    }

    [Fact]
    public void Wrap_IndentTooWide_IsGivenUp() =>
        Assert.Equal(["abcdefgh", "ijkl"], TextLayout.Wrap([new TextRun("abcdefghijkl")], 8, 0, 7).Select(row => row.ToString()));

    [Fact]
    public void Wrap_StyledRuns_KeepStyleAndLinkOverTheBreak()
    {
        var bold = new Style(Color.Indexed(1), Color.Default, TextStyle.Bold);
        IReadOnlyList<TextRow> rows = TextLayout.Wrap([new TextRun("see "), new TextRun("the long link", bold, "https://example.org"), new TextRun(" now")], 8);
        Assert.Equal(["see the", "long", "link now"], rows.Select(row => row.ToString()));
        Assert.Equal(new TextRun("link", bold, "https://example.org"), rows[2].Runs[0]);
        Assert.Equal("https://example.org", rows[1].RunAt(0)?.Link);
        Assert.Null(rows[2].RunAt(6)?.Link);
        Assert.Null(rows[1].RunAt(7));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Wrap_AnyText_LosesNothingButSpacesAndKeepsTheWidth(int seed)
    {
        var random = new Random(seed);
        string[] pieces = ["word", " ", "  ", "日本", "。", "👨‍👩‍👧", "e\u0301", "-", "https://a.b/c?d=e", "\n", "שלום", "longlonglonglongword", "\u200b", "\u202e"];
        for (int i = 0; i < 1500; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => pieces[random.Next(pieces.Length)]));
            int width = random.Next(1, 30);
            IReadOnlyList<string> rows = TextLayout.Wrap(text, width);
            Assert.True(Bare(text) == Bare(string.Concat(rows)), $"seed {seed}, {i}: text was lost");
            Assert.All(rows, row => Assert.True(TextWidth.Measure(row) <= Math.Max(2, width), $"seed {seed}, {i}: a row is too wide"));
        }
    }

    static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format));
}
