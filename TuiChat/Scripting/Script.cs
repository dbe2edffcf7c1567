namespace TuiChat.Scripting;

/// <summary>A script that was read and is good.</summary>
/// <param name="Name">Its file, for people.</param>
/// <param name="Lines">What it does, in order.</param>
sealed record Script(string Name, IReadOnlyList<ScriptLine> Lines)
{
    /// <summary>It sets the clock, and so stands outside of time and zone of this machine.</summary>
    public bool HasClock { get; init; }
}
