namespace TuiChat.Sessions;

/// <summary>Carries the reason to end from where it is found to the one place that ends a session.</summary>
sealed class SessionEndException(SessionEnd end, Exception? inner = null) : Exception(end.Text, inner)
{
    /// <summary>The reason.</summary>
    public SessionEnd End { get; } = end;
}
