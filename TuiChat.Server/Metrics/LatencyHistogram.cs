namespace TuiChat.Server.Metrics;

/// <summary>How long something took, counted in buckets. Added to by one thread at a time, read by any.</summary>
sealed class LatencyHistogram
{
    /// <summary>Upper ends in seconds, included; one bucket more is for what took longer.</summary>
    public static IReadOnlyList<double> Bounds { get; } = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

    readonly long[] _counts = new long[Bounds.Count + 1];
    double _sum;

    /// <summary>Seconds in all.</summary>
    public double Sum => Volatile.Read(ref _sum);

    /// <summary>It took this long.</summary>
    public void Add(TimeSpan time)
    {
        var seconds = time.TotalSeconds;
        var bucket = 0;
        while (bucket < Bounds.Count && seconds > Bounds[bucket]) bucket++;
        Volatile.Write(ref _counts[bucket], _counts[bucket] + 1);
        Volatile.Write(ref _sum, _sum + seconds);
    }

    /// <summary>How many took at most each of <see cref="Bounds"/>, and last how many there were.</summary>
    public long[] Cumulative()
    {
        var result = new long[_counts.Length];
        long sum = 0;
        for (var i = 0; i < result.Length; i++) result[i] = sum += Volatile.Read(ref _counts[i]);
        return result;
    }
}
