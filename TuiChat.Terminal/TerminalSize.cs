namespace TuiChat.Terminal;

/// <summary>A size in character cells.</summary>
public readonly record struct TerminalSize(int Width, int Height)
{
    /// <summary>The form 80x24.</summary>
    public override string ToString() => $"{Width}x{Height}";
}
