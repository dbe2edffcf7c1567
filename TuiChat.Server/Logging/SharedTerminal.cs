namespace TuiChat.Server.Logging;

/// <summary>
/// A terminal on which one types while the log writes: whoever writes takes the line away first and puts it back. Touched by many threads;
/// all of it is one lock around short writes.
/// </summary>
sealed class SharedTerminal
{
    readonly Lock _gate = new();
    Action? _hide;
    Action? _show;

    /// <summary>A line is typed from now on: how it is taken away, and drawn; it is drawn at once.</summary>
    public void Guard(Action hide, Action show)
    {
        lock (_gate)
        {
            (_hide, _show) = (hide, show);
            show();
        }
    }

    /// <summary>No line is typed now.</summary>
    public void Unguard()
    {
        lock (_gate) (_hide, _show) = (null, null);
    }

    /// <summary>Does something that draws, with nobody writing in between.</summary>
    public T Lock<T>(Func<T> act)
    {
        lock (_gate) return act();
    }

    /// <summary>Writes something above the line.</summary>
    public void Write(TextWriter writer, string text)
    {
        lock (_gate)
        {
            _hide?.Invoke();
            writer.Write(text);
            _show?.Invoke();
        }
    }
}
