using TuiChat.Protocol;

namespace TuiChat.Conversations;

/// <summary>Refusals that pass: the server has no time now, and the same request may be answered later.</summary>
static class NotNow
{
    /// <summary>1 s: when a server that says no other time is asked again.</summary>
    const int DefaultWait = 1000;

    /// <summary>60 s: the longest that a server may put a request off.</summary>
    const int MaxWait = 60_000;

    /// <summary>Whether it is worth asking again.</summary>
    public static bool IsPassing(this Refused refused) => refused.Code is RefusalCode.Flood or RefusalCode.Busy or RefusalCode.Slow;

    /// <summary>After which time, from 0 to 60 s.</summary>
    public static TimeSpan Pause(this Refused refused) => TimeSpan.FromMilliseconds(Math.Clamp(refused.Wait ?? DefaultWait, 0, MaxWait));
}
