using TuiChat.Terminal;

namespace TuiChat.Tests.Terminal;

public sealed class ColorTests
{
    [Theory]
    [InlineData("#ff8000", "#ff8000")]
    [InlineData("#F80", "#ff8800")]
    [InlineData("Red", "red")]
    [InlineData("bright-blue", "bright-blue")]
    [InlineData("gray", "bright-black")]
    [InlineData("default", "default")]
    [InlineData("203", "203")]
    [InlineData("12", "bright-blue")]
    [InlineData("Orange", "#ffa500")]
    [InlineData("rebeccapurple", "#663399")]
    [InlineData("aliceblue", "#f0f8ff")]
    [InlineData("yellowgreen", "#9acd32")]
    public void TryParse_Color_IsUnderstood(string text, string expected)
    {
        Assert.True(Color.TryParse(text, out Color color));

        Assert.Equal(expected, color.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("#ff80")]
    [InlineData("#gg0000")]
    [InlineData("256")]
    [InlineData("-1")]
    [InlineData("reddish")]
    [InlineData("bright-orange")]
    [InlineData("bright-")]
    public void TryParse_Nonsense_IsRefused(string? text)
        => Assert.False(Color.TryParse(text, out _));

    [Theory]
    [InlineData("#ff0000", ColorDepth.TrueColor, "#ff0000")]
    [InlineData("#ff0000", ColorDepth.Ansi256, "196")]
    [InlineData("#808080", ColorDepth.Ansi256, "244")]
    [InlineData("#5f87af", ColorDepth.Ansi256, "67")]
    [InlineData("#ff0000", ColorDepth.Ansi16, "bright-red")]
    [InlineData("#c00000", ColorDepth.Ansi16, "red")]
    [InlineData("196", ColorDepth.Ansi16, "bright-red")]
    [InlineData("231", ColorDepth.Ansi16, "bright-white")]
    [InlineData("red", ColorDepth.Ansi16, "red")]
    [InlineData("red", ColorDepth.None, "default")]
    [InlineData("default", ColorDepth.Ansi16, "default")]
    public void Downgrade_ToDepth_GivesTheNearest(string text, ColorDepth depth, string expected)
    {
        Assert.True(Color.TryParse(text, out Color color));

        Assert.Equal(expected, color.Downgrade(depth).ToString());
    }

    [Theory]
    [InlineData("xterm-256color", null, null, null, ColorDepth.Ansi256)]
    [InlineData("xterm-256color", "truecolor", null, null, ColorDepth.TrueColor)]
    [InlineData("xterm-256color", "truecolor", "1", null, ColorDepth.None)]
    [InlineData("xterm-256color", null, "", null, ColorDepth.Ansi256)]
    [InlineData("xterm", null, null, "guid", ColorDepth.TrueColor)]
    [InlineData("linux", null, null, null, ColorDepth.Ansi16)]
    [InlineData("xterm-kitty", null, null, null, ColorDepth.TrueColor)]
    [InlineData("vt100", "truecolor", null, null, ColorDepth.None)]
    [InlineData(null, null, null, null, ColorDepth.Ansi16)]
    public void DetectDepth_Environment_Decides(string? term, string? colorTerm, string? noColor, string? session, ColorDepth expected)
    {
        ColorDepth depth = Color.DetectDepth(name => name switch
        {
            "TERM" => term,
            "COLORTERM" => colorTerm,
            "NO_COLOR" => noColor,
            "WT_SESSION" => session,
            _ => null,
        });

        Assert.Equal(expected, depth);
    }

    [Fact]
    public void KnownNames_EachIsReadAndNamedOnce()
    {
        Assert.All(Color.KnownNames, name => Assert.True(Color.TryParse(name, out _), name));
        Assert.Equal(Color.KnownNames.Count, Color.KnownNames.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(Color.KnownNames.Skip(17).Order(StringComparer.Ordinal), Color.KnownNames.Skip(17));
    }
}
