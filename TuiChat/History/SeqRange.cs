namespace TuiChat.History;

/// <summary>Numbers of a room that follow each other.</summary>
/// <param name="First">The first one, included.</param>
/// <param name="Last">The last one, included.</param>
readonly record struct SeqRange(long First, long Last)
{
    /// <summary>Whether a number is among them.</summary>
    public bool Contains(long seq) => seq >= First && seq <= Last;
}
