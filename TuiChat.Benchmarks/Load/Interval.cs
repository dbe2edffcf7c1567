using System.Diagnostics;

namespace TuiChat.Benchmarks.Load;

/// <summary>A stretch of time and what server and generator used in it.</summary>
sealed class Interval(LoadServer server)
{
    /// <summary>From this share of a core on, a program counts as busy.</summary>
    const double Busy = 0.9;

    readonly long _start = Stopwatch.GetTimestamp();
    readonly double _server = server.CpuSeconds;
    readonly TimeSpan _generator = Environment.CpuUsage.TotalTime;

    /// <summary>How long it was.</summary>
    public double Seconds { get; private set; }

    /// <summary>Processor time of the server in it.</summary>
    public double ServerSeconds { get; private set; }

    /// <summary>Who worked how much, and who held the other up.</summary>
    public string Shares { get; private set; } = "";

    /// <summary>The generator had no time left: a faster server would not have shown.</summary>
    public bool IsGeneratorBound { get; private set; }

    /// <summary>Ends it.</summary>
    public void End()
    {
        Seconds = Stopwatch.GetElapsedTime(_start).TotalSeconds;
        ServerSeconds = server.CpuSeconds - _server;
        var (serverShare, generatorShare) = (ServerSeconds / Seconds, (Environment.CpuUsage.TotalTime - _generator).TotalSeconds / Seconds);
        IsGeneratorBound = generatorShare >= Busy;
        var verdict = (serverShare >= Busy, generatorShare >= Busy) switch
        {
            (false, true) => ": the generator is the bottleneck",
            (false, false) => ": neither is the bottleneck, they wait for each other, the disk or other programs",
            _ => "",
        };
        Shares = $"server {serverShare:P0} of a core, generator {generatorShare:P0}{verdict}";
    }
}
