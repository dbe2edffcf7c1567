namespace TuiChat.History;

/// <summary>The ids of events: time in the upper bits, so that their order is the order of time.</summary>
static class EventIds
{
    /// <summary>20 bits to tell events of one millisecond apart, filled with the number in the room first.</summary>
    const int SpareBits = 20;

    /// <summary>42 bits of milliseconds: until the year 2109; what claims to be later is put there.</summary>
    const long MaxTime = (1L << 42) - 1;

    /// <summary>The first id that an event of this time may have; the next free one is taken.</summary>
    public static long For(long at, long seq) => FirstOf(at) | (seq & ((1 << SpareBits) - 1));

    /// <summary>The time that an id begins with.</summary>
    public static DateTimeOffset TimeOf(long id) => DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(id >> SpareBits, 0, MaxTime));

    /// <summary>The smallest id of a time.</summary>
    public static long FirstOf(long at) => Math.Clamp(at, 0, MaxTime) << SpareBits;
}
