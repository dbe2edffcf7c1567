namespace TuiChat.Sessions;

/// <summary>A text that is never to be shown, logged or stored; only whoever sends it asks for it.</summary>
sealed class Secret(string text)
{
    /// <summary>The text itself.</summary>
    public string Reveal() => text;

    /// <inheritdoc/>
    public override string ToString() => "(secret)";
}
