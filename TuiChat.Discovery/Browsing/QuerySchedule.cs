using TuiChat.Discovery.Links;

namespace TuiChat.Discovery.Browsing;

/// <summary>When one link asks for the service type, by multicast and by one-shot query (RFC 6762 §5.1, §5.2).</summary>
sealed class QuerySchedule
{
    TimeSpan _interval;

    /// <summary>When to ask by multicast.</summary>
    public TimeSpan? Next { get; private set; }

    /// <summary>When to ask from the ephemeral port, or to consider doing so.</summary>
    public TimeSpan? NextOneShot { get; private set; }

    /// <summary>The id of the last one-shot query.</summary>
    public ushort OneShotId { get; private set; }

    /// <summary>When the last one-shot query was sent; null before the first.</summary>
    public TimeSpan? OneShotSent { get; private set; }

    /// <summary>True when the next one-shot query goes out only if it is needed.</summary>
    public bool IsRepeat { get; private set; }

    /// <summary>The earlier of the two times.</summary>
    public TimeSpan? NextDeadline => MdnsTiming.Earlier(Next, NextOneShot);

    /// <summary>Starts over: somebody looks now, or the link is new.</summary>
    public void Restart(TimeSpan delay, TimeSpan oneShotDelay, TimeSpan now)
    {
        _interval = MdnsTiming.OneSecond;
        Next = now + delay;
        NextOneShot = now + oneShotDelay;
        IsRepeat = false;
    }

    /// <summary>After a multicast query: 1 s, 2 s, 4 s and so on up to an hour.</summary>
    public void Asked(TimeSpan now)
    {
        Next = now + _interval;
        _interval = TimeSpan.FromTicks(Math.Min(_interval.Ticks * 2, BrowserLimits.MaxQueryInterval.Ticks));
    }

    /// <summary>After a one-shot query.</summary>
    public void AskedOneShot(ushort id, TimeSpan now)
    {
        OneShotId = id;
        OneShotSent = now;
        NextOneShot = now + BrowserLimits.OneShotInterval;
        IsRepeat = true;
    }

    /// <summary>No further one-shot query until the next restart.</summary>
    public void EndOneShots() => NextOneShot = null;

    /// <summary>True when a reply with this id answers our last one-shot query.</summary>
    public bool Expects(ushort id, TimeSpan now) =>
        OneShotSent is { } sent && id == OneShotId && now - sent <= BrowserLimits.OneShotWindow;
}
