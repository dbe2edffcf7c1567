using TuiChat.Terminal;

namespace TuiChat;

/// <summary>
/// Knows whether somebody is in the middle of typing, so that nothing that comes up by itself is answered by a key that was meant for
/// something else. Lives on the loop.
/// </summary>
sealed class TypingPause
{
    /// <summary>1 s without a key: who sees what came up has stopped typing.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(1);

    readonly Application _application;
    long? _touched;

    /// <summary>Begins to look at the typing.</summary>
    /// <param name="application">Where it happens.</param>
    /// <param name="counts">Whether what is done at this moment counts; all of it unless given.</param>
    public TypingPause(Application application, Func<bool>? counts = null)
    {
        _application = application;
        application.Touched += () =>
        {
            if (counts?.Invoke() != false) _touched = application.TimeProvider.GetTimestamp();
        };
    }

    /// <summary>How long it takes until there is a pause, if nobody goes on; zero or less when there is one.</summary>
    public TimeSpan Rest => _touched is { } touched ? Length - _application.TimeProvider.GetElapsedTime(touched) : TimeSpan.Zero;
}
