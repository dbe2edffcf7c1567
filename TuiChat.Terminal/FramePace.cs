namespace TuiChat.Terminal;

/// <summary>
/// When the next frame may be drawn. What a key has changed is drawn at once, also in a flood of other things. Those then wait the longer, so
/// that there are no more frames in all; and so do keys when many come at once. Owned by the UI thread.
/// </summary>
sealed class FramePace(TimeProvider time, TimeSpan interval)
{
    /// <summary>2 frames for keys may be drawn before it is time for one.</summary>
    const int UrgentFrames = 2;

    readonly long _interval = (long)(interval.TotalSeconds * time.TimestampFrequency) + 1;
    // A timestamp: each drawn frame puts it off by the least time between two.
    long _next = time.GetTimestamp();
    bool _isUrgent;

    /// <summary>The next frame shows what a key has changed.</summary>
    internal void KeyPressed() => _isUrgent = true;

    /// <summary>A frame was drawn.</summary>
    internal void Drawn()
    {
        _next = Math.Max(_next, time.GetTimestamp()) + _interval;
        _isUrgent = false;
    }

    /// <summary>Time until the next frame may be drawn; zero when that is now.</summary>
    internal TimeSpan UntilFrame()
    {
        long due = _isUrgent ? _next - (UrgentFrames * _interval) : _next;
        long now = time.GetTimestamp();
        return due <= now ? TimeSpan.Zero : time.GetElapsedTime(now, due);
    }
}
