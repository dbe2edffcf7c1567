using System.Diagnostics;
using TuiChat.Benchmarks.Load;
using TuiChat.Terminal;

namespace TuiChat.Benchmarks.Screens;

/// <summary>A room of 100,000 lines: whatever one does in it, a frame costs what is in sight.</summary>
static class LongList
{
    const int Lines = 100_000, WarmUp = 200, Measured = 300;

    static readonly TerminalSize Wide = new(200, 50), Narrower = new(180, 50);

    static readonly Target MostTime = Target.AtMost(5);

    /// <summary>The worst frame of each kind.</summary>
    public static IEnumerable<Figure> Run()
    {
        using var chat = new BusyChat(rooms: 2, Lines);
        // Filling the rooms in one go leaves them young. A client's lines come one by one and are old long before there are so many.
        GC.Collect();
        GC.Collect();
        var (next, pageUp) = (new KeyPressed(Key.Parse("Ctrl+N")), new KeyPressed(Key.Parse("PageUp")));
        yield return Measure("room opened", _ => { }, () => Press(chat, next));
        yield return Measure("line far above shown", i => chat.View.ShowLine((Lines / 2) + (i * 97 % 40_000)), chat.Draw);
        yield return Measure("page up", _ => { }, () => Press(chat, pageUp));
        yield return Measure("new line while scrolled up", _ => chat.Client.Apply(chat.NextMessage()), chat.Draw);
        yield return Measure("resized", i => chat.Terminal.Size = i % 2 == 0 ? Narrower : Wide, () => Resize(chat));
    }

    static Figure Measure(string name, Action<int> prepare, Action frame)
    {
        var (times, ownTimes) = (new Samples(), new Samples());
        var collections = 0;
        for (var i = 0; i < WarmUp + Measured; i++)
        {
            prepare(i);
            var (start, ownStart) = (Stopwatch.GetTimestamp(), ThreadTime.Milliseconds);
            frame();
            if (i == WarmUp) collections = GC.CollectionCount(0);
            if (i < WarmUp) continue;
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            ownTimes.Add(ThreadTime.Milliseconds - ownStart);
        }
        return new Figure($"{name}: worst", times.Percentile(1), "ms", MostTime, $"{Measured} frames; p50 {times.Percentile(0.5):0.###}, p99 {times.Percentile(0.99):0.###}; processor time p50 {ownTimes.Percentile(0.5):0.###}, worst {ownTimes.Percentile(1):0.###}; {GC.CollectionCount(0) - collections} collections");
    }

    static void Press(BusyChat chat, KeyPressed key)
    {
        chat.Application.Handle(key);
        chat.Draw();
    }

    static void Resize(BusyChat chat)
    {
        chat.Application.Handle(new Resized(chat.Terminal.Size));
        chat.Draw();
    }
}
