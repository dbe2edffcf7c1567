using System.Threading.Channels;

namespace TuiChat;

/// <summary>One turn of the loop's share of what came from elsewhere: as much as leaves a flood room for keys and frames.</summary>
/// <param name="time">The clock the turn is measured by.</param>
sealed class EventTurn(TimeProvider time)
{
    /// <summary>1,024 events at most, also where the clock stands still.</summary>
    public const int MaxEvents = 1024;

    /// <summary>4 ms at most: with a frame behind it, a key waits less than half of a frame at 60 a second.</summary>
    public static readonly TimeSpan MostTime = TimeSpan.FromMilliseconds(4);

    /// <summary>Takes events in their order until none waits or the turn is over. At least one, if there is one.</summary>
    public void Take<T>(ChannelReader<T> events, Action<T> apply)
    {
        var start = time.GetTimestamp();
        for (var i = 0; i < MaxEvents && events.TryRead(out var happened); i++)
        {
            apply(happened);
            if (time.GetElapsedTime(start) >= MostTime) return;
        }
    }
}
