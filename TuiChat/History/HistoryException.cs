namespace TuiChat.History;

/// <summary>The history cannot be used. The message is a sentence for a person.</summary>
/// <param name="message">The sentence.</param>
/// <param name="isDamaged">The database itself is broken, not its surroundings.</param>
/// <param name="inner">What SQLite said, or null.</param>
sealed class HistoryException(string message, bool isDamaged = false, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The database is broken and can only be moved aside.</summary>
    public bool IsDamaged { get; } = isDamaged;
}
