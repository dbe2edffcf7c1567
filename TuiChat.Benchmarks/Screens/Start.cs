using System.Diagnostics;
using TuiChat.Benchmarks.Load;

namespace TuiChat.Benchmarks.Screens;

/// <summary>From starting the program to its first complete frame, before any network.</summary>
static class Start
{
    const int Runs = 15;

    static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>The built client and, when it is named, the published one.</summary>
    public static IEnumerable<Figure> Run()
    {
        foreach (var figure in Measure("built (JIT)", ClientProgram.Built, Target.AtMost(200))) yield return figure;
        if (ClientProgram.Published is not { } published) yield break;
        foreach (var figure in Measure("published (TUICHAT_CLIENT)", published, Target.AtMost(120))) yield return figure;
    }

    static IEnumerable<Figure> Measure(string name, string program, Target target)
    {
        using var folder = new TemporaryFolder();
        var times = new Samples();
        for (var i = 0; i <= Runs; i++)
        {
            using var terminal = new PseudoTerminal(program, "--no-discovery", "--data", folder.Path);
            terminal.AwaitFrame("\e[?2026h"u8, Limit);
            if (i > 0) times.Add(Stopwatch.GetElapsedTime(terminal.Started).TotalMilliseconds); // the first run warms the disk cache
        }
        yield return new Figure($"{name}: p50", times.Percentile(0.5), "ms", target, $"{Runs} runs, setsid and sh included");
        yield return new Figure($"{name}: fastest", times.Percentile(0), "ms");
    }
}
