namespace TuiChat.Server.Metrics;

/// <summary>Something that is counted, by any thread, from 0 at the start of the server.</summary>
sealed class Counter
{
    long _value;

    /// <summary>How much by now.</summary>
    public long Value => Volatile.Read(ref _value);

    /// <summary>So much more; less below zero.</summary>
    public void Add(long more = 1) => Interlocked.Add(ref _value, more);
}
