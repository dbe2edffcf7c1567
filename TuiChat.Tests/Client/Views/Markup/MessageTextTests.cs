using System.Text;
using TuiChat.Views.Markup;

namespace TuiChat.Tests.Client.Views.Markup;

public sealed class MessageTextTests
{
    [Theory]
    [InlineData("hello", "hello")]
    [InlineData("a **bold** and *italic* or _italic_ `code` word", "a b{bold} and i{italic} or i{italic} c{code} word")]
    [InlineData("**bold *both***", "b{bold }bi{both}")]
    [InlineData("## A heading", "b{A heading}")]
    [InlineData("#channel", "#channel")]
    [InlineData("||who did it|| is a secret", "s{who did it} is a secret")]
    [InlineData("a || b || c", "a || b || c")]
    [InlineData("one\ntwo", "one⏎two")]
    [InlineData("one\n\n\n\ntwo", "one⏎⏎two")]
    public void Parse_Marks_AreUnderstood(string text, string expected) => Assert.Equal(expected, Show(text));

    [Theory]
    [InlineData("2*3*4 = 24")]
    [InlineData("snake_case_name and __init__x")]
    [InlineData("¯\\_(ツ)_/¯")]
    [InlineData(">_< and >:(")]
    [InlineData("+ 1")]
    [InlineData("C:\\new\\table")]
    [InlineData("<b>html</b> &amp; &#65;")]
    [InlineData("[a]: http-is-no-address")]
    [InlineData("[x] done, [ ] open, a[i][j]")]
    [InlineData("**not closed")]
    [InlineData("---")]
    [InlineData("a | b | c")]
    [InlineData("~~no~~")]
    [InlineData("   three spaces")]
    [InlineData("[go](javascript:alert(1))")]
    [InlineData("[go](/etc/passwd)")]
    [InlineData("[go](file:///etc/passwd)")]
    public void Parse_WhatIsNoMarkup_StaysAsTyped(string text) => Assert.Equal(text, Show(text).Replace('\u00A0', ' '));

    [Theory]
    [InlineData("> said\nanswer", "q[said]¶answer")]
    [InlineData("> one\n> two", "q[one⏎two]")]
    [InlineData("> > twice", "q[q[twice]]")]
    [InlineData("- milk\n- bread\nthanks", "#{•}[milk]¶#{•}[bread]¶thanks")]
    [InlineData("buy:\n- milk\n  - fresh", "buy:¶#{•}[milk¶#{•}[fresh]]")]
    [InlineData("3) c\n4) d", "#{3)}[c]¶#{4)}[d]")]
    [InlineData("007. Bond", "#{007.}[Bond]")]
    [InlineData("```c\nint  x;\n  y\n```", "code(c)[int  x;⏎  y]")]
    [InlineData("```int x = 1;\ny\n```", "code()[int x = 1;⏎y]")]
    [InlineData("```\nnever closed", "code()[never closed]")]
    [InlineData("```\n**not bold** [x](http://y.org)\n```", "code()[**not bold** [x](http://y.org)]")]
    public void Parse_Blocks_AreUnderstood(string text, string expected) => Assert.Equal(expected, Show(text));

    [Theory]
    [InlineData("see https://example.org/a_b_c*d*.", "see l{https://example.org/a_b_c*d}*.", "https://example.org/a_b_c*d")]
    [InlineData("(http://example.org/x_(y))", "(l{http://example.org/x_(y)})", "http://example.org/x_(y)")]
    [InlineData("<https://example.org>", "<l{https://example.org}>", "https://example.org/")]
    [InlineData("mailto:ada@example.org", "l{mailto:ada@example.org}", "mailto:ada@example.org")]
    [InlineData("[the docs](https://example.org/docs)", "l{the docs}lh{ (example.org)}", "https://example.org/docs")]
    [InlineData("[https://bank.example](https://evil.example/)", "l{https://bank.example}lh{ (evil.example)}", "https://evil.example/")]
    [InlineData("[https://example.org](https://example.org/)", "l{https://example.org}", "https://example.org/")]
    [InlineData("https://bank.example@evil.example/", "l{https://bank.example@evil.example/}lh{ (evil.example)}", "https://bank.example@evil.example/")]
    [InlineData("https://аpple.example/", "l{https://аpple.example/}lh{ (xn--pple-43d.example)}", "https://xn--pple-43d.example/")]
    [InlineData("![cat](https://example.org/cat.png)", "!l{cat}lh{ (example.org)}", "https://example.org/cat.png")]
    public void Parse_Addresses_BecomeLinksThatTellWhereTheyLead(string text, string expected, string link)
    {
        Assert.Equal(expected, Show(text));
        Assert.Equal([link], MessageText.Parse(text).Links);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("ftp://example.org")]
    [InlineData("https://")]
    [InlineData("xhttps://example.org")]
    public void Parse_OtherAddresses_AreText(string text) => Assert.Empty(MessageText.Parse(text).Links);

    [Fact]
    public void Parse_AnEndlessAddress_IsText() => Assert.Empty(MessageText.Parse("https://example.org/" + new string('x', LinkRules.MaxLength)).Links);

    [Theory]
    [InlineData("**bold** `code` and ||the gardener||, really", "bold code and #, really")]
    [InlineData("||the *gardener* did|| it", "# it")]
    [InlineData("it was ||the gard…", "it was #")]
    [InlineData("it was ||the gardener|| who…", "it was # who…")]
    [InlineData("# Title - one - two", "Title - one - two")]
    [InlineData("- one\n- two\n> three", "• one • two three")]
    [InlineData("a || b", "a || b")]
    [InlineData("plain", "plain")]
    public void InOneRow_HidesMarksAndSpoilers(string text, string expected) => Assert.Equal(expected, MessageText.InOneRow(text, "#"));

    [Fact]
    public void Parse_AnyText_KeepsEveryLetterAndDigit()
    {
        string[] parts = ["*", "**", "_", "__", "`", "```", "||", "|", "[", "]", "(", ")", "> ", ">", "- ", "1. ", "\n", "\n\n", " ", "  ", "    ", "# ", "\\", "~", "!", "<b>", "&", "é", "漢", "a", "b7", "word", "\t", ":"];
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => parts[random.Next(parts.Length)]));
            var shown = Letters(Show(text, isBare: true));
            Assert.True(Letters(text) == shown, $"seed {seed}: {text} became {shown}");
        }
    }

    [Theory]
    [InlineData("*a ")]
    [InlineData("*a_ ")]
    [InlineData("[")]
    [InlineData("[a](")]
    [InlineData("> ")]
    [InlineData(">")]
    [InlineData("- ")]
    [InlineData("`")]
    [InlineData("``a`")]
    [InlineData("||")]
    [InlineData("**_")]
    [InlineData("\\")]
    [InlineData("https://a.b/(")]
    [InlineData("h")]
    [InlineData("\n")]
    [InlineData("1. \n")]
    [InlineData("> - ")]
    public void Parse_HostileText_CostsNoMoreThanItsLength(string part)
    {
        long Cost(int length)
        {
            var text = string.Concat(Enumerable.Repeat(part, length / part.Length));
            MessageText.Parse(text);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var parsed = MessageText.Parse(text);
            var cost = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.InRange(Show(parsed, isBare: true).Length, 0, (text.Length * 3) + 100);
            return cost;
        }
        Assert.InRange(Cost(8192), 0, (4 * Cost(4096)) + 4096);
        Assert.InRange(Cost(8192), 0, 4_000_000);
    }

    static string Letters(string text) => new([.. text.Normalize(NormalizationForm.FormC).Where(char.IsLetterOrDigit)]);

    static string Show(string text, bool isBare = false) => Show(MessageText.Parse(text), isBare);

    static string Show(MessageText text, bool isBare) => Show(text.Blocks, isBare);

    /// <summary>Blocks as text: looks as letters before braces, line breaks as ⏎, blocks set apart by ¶.</summary>
    static string Show(IEnumerable<MarkupBlock> blocks, bool isBare)
    {
        var text = new StringBuilder();
        foreach (var block in blocks)
        {
            if (text.Length > 0) text.Append(block.HasGap ? "¶¶" : "¶");
            text.Append(block switch
            {
                MarkupBlock.Paragraph paragraph => string.Concat(paragraph.Spans.Select(span => isBare ? span.Text : Show(span))),
                MarkupBlock.Code code => isBare ? code.Label + code.Text : $"code({code.Label})[{code.Text}]",
                MarkupBlock.Quote quote => $"{(isBare ? "" : "q")}[{Show(quote.Blocks, isBare)}]",
                MarkupBlock.Item item => isBare ? item.Marker + Show(item.Blocks, isBare) : $"#{{{item.Marker}}}[{Show(item.Blocks, isBare)}]",
                _ => throw new InvalidOperationException(),
            });
        }
        return text.Replace("\n", isBare ? "\n" : "⏎").ToString();
    }

    static string Show(MarkupSpan span)
    {
        var mark = (span.Link is null ? "" : "l") + ((span.Look & SpanLook.Bold) != 0 ? "b" : "") + ((span.Look & SpanLook.Italic) != 0 ? "i" : "")
            + ((span.Look & SpanLook.Code) != 0 ? "c" : "") + ((span.Look & SpanLook.Spoiler) != 0 ? "s" : "") + ((span.Look & SpanLook.Host) != 0 ? "h" : "");
        return mark.Length == 0 ? span.Text : $"{mark}{{{span.Text}}}";
    }
}
