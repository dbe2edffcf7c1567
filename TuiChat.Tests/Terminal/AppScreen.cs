using TuiChat.Terminal;

namespace TuiChat.Tests.Terminal;

/// <summary>An application on a terminal in memory, driven by keys as text and read as drawings.</summary>
sealed class AppScreen : IDisposable
{
    readonly ApplicationHarness _harness;

    public AppScreen(View root, int width, int height, ApplicationOptions? options = null, bool ambiguousIsWide = false)
    {
        Terminal = new VirtualTerminal(new TerminalSize(width, height)) { AmbiguousIsWide = ambiguousIsWide };
        Application = new Application(Terminal, root, (options ?? new ApplicationOptions { MinimumSize = default }) with { TimeProvider = Clock }) { AmbiguousIsWide = ambiguousIsWide };
        _harness = new ApplicationHarness(Application, Terminal);
    }

    public FakeClock Clock { get; } = new();

    public VirtualTerminal Terminal { get; }

    public Application Application { get; }

    public void Press(params string[] keys)
    {
        foreach (string key in keys)
            _harness.Press(key);
    }

    public void Type(string text) => _harness.Type(text);

    public void Paste(string text) => _harness.Send(new Pasted(text, IsTruncated: false));

    public void Click(int x, int y) => _harness.Send(
        new MouseInput(x, y, MouseButton.Left, MouseAction.Press, KeyModifiers.None),
        new MouseInput(x, y, MouseButton.Left, MouseAction.Release, KeyModifiers.None));

    public void Wheel(int x, int y, bool up) => _harness.Send(
        new MouseInput(x, y, up ? MouseButton.WheelUp : MouseButton.WheelDown, MouseAction.Press, KeyModifiers.None));

    public void Resize(int width, int height)
    {
        Terminal.Resize(new TerminalSize(width, height));
        _harness.Send(new Resized(new TerminalSize(width, height)));
    }

    public void Advance(TimeSpan time)
    {
        Clock.Advance(time);
        _harness.Settle();
    }

    public void Settle() => _harness.Settle();

    public bool SettleUntil(Func<bool> condition, CancellationToken cancellation) => _harness.SettleUntil(condition, cancellation);

    /// <summary>The screen equals the drawing; blanks at line ends and empty lines at its end do not count.</summary>
    public void Shows(string drawing)
    {
        string[] expected = [.. drawing.ReplaceLineEndings("\n").TrimEnd().Split('\n').Select(line => line.TrimEnd())];
        string actual = string.Join('\n', Terminal.ScreenText().TrimEnd().Split('\n'));
        Assert.Equal(string.Join('\n', expected), actual);
    }

    public void Dispose() => _harness.Dispose();
}
