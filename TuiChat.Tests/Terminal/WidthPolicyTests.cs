using System.Text;
using TuiChat.Terminal;

namespace TuiChat.Tests.Terminal;

/// <summary>Characters whose width Unicode leaves open, on terminals that give them two columns.</summary>
public sealed class WidthPolicyTests
{
    [Theory]
    [InlineData("a", 1, 1)]
    [InlineData("§", 1, 2)]
    [InlineData("±1", 2, 3)]
    [InlineData("\u00E9", 1, 2)]
    [InlineData("e\u0301", 1, 1)]
    [InlineData("Ж", 1, 2)]
    [InlineData("α", 1, 2)]
    [InlineData("│", 1, 2)]
    [InlineData("…", 1, 2)]
    [InlineData("\u00AD\u0301", 0, 0)]
    [InlineData("世", 2, 2)]
    [InlineData("ｱ", 1, 1)]
    public void Measure_UnderBothPolicies_GivesColumns(string text, int narrow, int wide)
    {
        Assert.Equal(narrow, TextWidth.Measure(text));
        using (new WidthPolicy(ambiguousIsWide: true)) Assert.Equal(wide, TextWidth.Measure(text));
        Assert.Equal(narrow, TextWidth.Measure(text));
    }

    [Theory]
    [InlineData("hello", 4, "he…")]
    [InlineData("hello", 2, "…")]
    [InlineData("hello", 1, "")]
    public void Truncate_UnderTheWideOne_KeepsToTheColumns(string text, int columns, string expected)
    {
        using var policy = new WidthPolicy(ambiguousIsWide: true);
        Assert.Equal(expected, TextWidth.Truncate(text, columns));
    }

    [Fact]
    public void OneColumn_UnderTheWideOne_TakesOneColumn()
    {
        using var policy = new WidthPolicy(ambiguousIsWide: true);
        foreach (char sign in "│─┌┐└┘↑↓○ab") Assert.Equal(1, TextWidth.Measure(new Rune(WidthPolicy.OneColumn(sign))));
    }

    [Fact]
    public void Wrap_UnderTheWideOne_BreaksWhereTheTerminalDoes()
    {
        using var policy = new WidthPolicy(ambiguousIsWide: true);
        Assert.Equal(["ЖЖ ЖЖ", "ЖЖ"], TextLayout.Wrap("ЖЖ ЖЖ ЖЖ", 9));
    }

    [Fact]
    public void Application_OnAnEastAsianTerminal_DrawsBordersTextAndCursorWhereTheyAre()
    {
        var field = new TextField();
        using var screen = new AppScreen(new FrameView(field, "±"), 16, 3, ambiguousIsWide: true);
        screen.Type("§a");
        screen.Shows("""
            +- ± ---------+
            | §a          |
            +--------------+
            """);
        Assert.Equal((5, 1), screen.Terminal.Cursor);
        screen.Press("Backspace", "Backspace");
        Assert.Equal((2, 1), screen.Terminal.Cursor);
        Assert.Empty(screen.Terminal.Unknown);
    }

    [Fact]
    public void Application_ToldInBetween_DrawsAnew()
    {
        using var screen = new AppScreen(new FrameView(new Label("x")), 8, 3);
        screen.Settle();
        Assert.Equal("┌──────┐", screen.Terminal.Row(0));
        screen.Application.AmbiguousIsWide = true;
        screen.Press("F12");
        Assert.Equal("+------+", screen.Terminal.Row(0));
    }
}
