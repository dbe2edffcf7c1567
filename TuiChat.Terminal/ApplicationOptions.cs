namespace TuiChat.Terminal;

/// <summary>What an <see cref="Application"/> can be told at its start.</summary>
public sealed record ApplicationOptions
{
    /// <summary>The clock of timers and frame pacing. The system's by default.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Smaller terminals get a sentence instead of the views. 20x6 by default, the least in which a dialog is of use.</summary>
    public TerminalSize MinimumSize { get; init; } = new(20, 6);

    /// <summary>How long a lone ESC waits for the rest of a sequence; see <see cref="InputReader.EscapeDelay"/>.</summary>
    public TimeSpan EscapeDelay { get; init; } = InputReader.DefaultEscapeDelay;

    /// <summary>The least time between two frames; 1/60 s by default. The first frame after a pause never waits.</summary>
    public TimeSpan FrameInterval { get; init; } = TimeSpan.FromSeconds(1.0 / 60);

    /// <summary>Called on whatever thread posts something, right after; for who steps several applications, see <see cref="ApplicationGroup"/>.</summary>
    public Action? Posted { get; init; }

    /// <summary>The look at the start. The plain one by default.</summary>
    public Theme? Theme { get; init; }

    /// <summary>The key table. The toolkit's own rows by default.</summary>
    public KeyBindings? KeyBindings { get; init; }
}
