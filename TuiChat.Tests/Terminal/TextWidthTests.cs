using System.Globalization;
using System.Text;
using TuiChat.Terminal;

namespace TuiChat.Tests.Terminal;

public sealed class TextWidthTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("hello", 5)]
    [InlineData("é", 1)]
    [InlineData("e\u0301", 1)]
    [InlineData("世界", 4)]
    [InlineData("ｱ", 1)]
    [InlineData("Ａ", 2)]
    [InlineData("한", 2)]
    [InlineData("\u1112\u1161\u11AB", 2)]
    [InlineData("😀", 2)]
    [InlineData("👍🏽", 2)]
    [InlineData("👨‍👩‍👧", 2)]
    [InlineData("🇩🇪", 2)]
    [InlineData("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2)]
    [InlineData("❤", 1)]
    [InlineData("❤\uFE0F", 2)]
    [InlineData("⌚\uFE0E", 1)]
    [InlineData("1\uFE0F\u20E3", 2)]
    [InlineData("─│┌", 3)]
    [InlineData("\t\r\n\e\x7F\u009B", 0)]
    [InlineData("\u200B\u200D\uFEFF\u00AD\u202E\u2066\u2028", 0)]
    [InlineData("\u0301", 0)]
    public void Measure_Text_GivesColumns(string text, int columns)
        => Assert.Equal(columns, TextWidth.Measure(text));

    [Theory]
    [InlineData("hello", 5, "hello")]
    [InlineData("hello", 4, "hel…")]
    [InlineData("世界人", 5, "世界…")]
    [InlineData("世界人", 4, "世…")]
    [InlineData("hello", 1, "…")]
    [InlineData("hello", 0, "")]
    public void Truncate_Text_FitsTheColumns(string text, int columns, string expected)
        => Assert.Equal(expected, TextWidth.Truncate(text, columns));

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("\e[31mred\e[0m", "[31mred[0m")]
    [InlineData("a\0b\u007Fc\u009Bd", "abcd")]
    [InlineData("a\r\nb\nc\rd\u2028e\u2029f\u0085g", "a b c d e f g")]
    [InlineData("a\tb", "a b")]
    [InlineData("evil\u202Etxt.exe", "eviltxt.exe")]
    [InlineData("\u2066a\u2069\u200F\u200E\u061C", "a")]
    [InlineData("a\u200Db\u200Cc\u200Bd\uFEFFe", "abcde")]
    [InlineData("👨‍👩‍👧 ❤️ 👍🏽", "👨‍👩‍👧 ❤️ 👍🏽")]
    [InlineData("\u0301a", "a")]
    [InlineData("\uFFFE", "")]
    public void Sanitize_UntrustedText_KeepsWhatCanBeShown(string text, string expected)
        => Assert.Equal(expected, TextWidth.Sanitize(text));

    [Fact]
    public void Sanitize_BrokenSurrogates_BecomeReplacementCharacters()
        => Assert.Equal("a\uFFFDb\uFFFD", TextWidth.Sanitize("a\uD800b\uDC00"));

    [Fact]
    public void Sanitize_WithLineBreaks_KeepsThemAsLineFeeds()
        => Assert.Equal("a\nb\nc\nd", TextWidth.Sanitize("a\r\nb\nc\u2028d", keepLineBreaks: true));

    [Fact]
    public void Sanitize_TowerOfMarks_IsCutToItsBase()
        => Assert.Equal("ab", TextWidth.Sanitize("a" + new string('\u0301', 500) + "b"));

    [Fact]
    public void Sanitize_CleanText_IsTheSameInstance()
    {
        string text = "hello 世界 👨‍👩‍👧 " + "e\u0301";

        Assert.Same(text, TextWidth.Sanitize(text));
    }

    [Fact]
    public void Sanitize_RandomText_IsIdempotentAndWithoutControls()
    {
        const int Seed = 99;
        var random = new Random(Seed);
        char[] likely = [.. "a 世\e\u0301\u200D\uFE0F\u202E\uD83D\uDE00\uD83C\uDDE9\u2028\t\r\n\u00AD\u1160"];
        for (int round = 0; round < 5000; round++)
        {
            string text = string.Create(random.Next(20), random, (span, source) =>
            {
                foreach (ref char c in span) c = source.Next(3) == 0 ? (char)source.Next(0x10000) : likely[source.Next(likely.Length)];
            });

            string clean = TextWidth.Sanitize(text);

            Assert.True(clean == TextWidth.Sanitize(clean), $"seed {Seed}, round {round}");
            foreach (Rune rune in clean.EnumerateRunes())
            {
                UnicodeCategory category = Rune.GetUnicodeCategory(rune);
                bool isForbidden = category is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                    || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200E or 0x200F;
                Assert.False(isForbidden, $"seed {Seed}, round {round}: U+{rune.Value:X4}");
            }
        }
    }

    [Fact]
    public void WideTable_Ranges_AreAscendingAndApart()
    {
        int[] ranges = WideTable.Wide.ToArray();

        for (int i = 1; i < ranges.Length; i++) Assert.True(i % 2 == 0 ? ranges[i] > ranges[i - 1] + 1 : ranges[i] >= ranges[i - 1]);
    }
}
