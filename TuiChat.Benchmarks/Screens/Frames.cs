using System.Diagnostics;
using System.Text;
using TuiChat.Terminal;

namespace TuiChat.Benchmarks.Screens;

/// <summary>What a frame costs: from the event to the finished bytes, in time, bytes and memory.</summary>
static class Frames
{
    const int WarmUp = 4000, Measured = 2000, TypedPerLine = 100;

    static readonly Target MostTime = Target.AtMost(1000);

    /// <summary>All kinds of frames, at 200x50.</summary>
    public static IEnumerable<Figure> Run()
    {
        using var chat = new BusyChat();
        var letter = new KeyPressed(Key.Of(new Rune('a')));
        var clear = new KeyPressed(Key.Parse("Ctrl+U"));
        var next = new KeyPressed(Key.Parse("Ctrl+N"));
        Sessions.SessionEvent? message = null;
        foreach (var figure in Measure(chat, "unchanged", _ => { }, chat.Application.Draw, bytes: 0, allocated: 0)) yield return figure;
        foreach (var figure in Measure(chat, "typed character", i => Clear(chat, i, clear), () => Press(chat, letter), bytes: 64, allocated: 1000)) yield return figure;
        foreach (var figure in Measure(chat, "new message", _ => message = chat.NextMessage(), () => Receive(chat, message), bytes: 1500, allocated: 4000))
            yield return figure;
        // Without margins the whole width scrolls, and what stands beside the conversation is drawn again: 46 names in their colours.
        var people = new KeyPressed(Key.Parse("F8"));
        Press(chat, people);
        foreach (var figure in Measure(chat, "new message beside no list of people", _ => message = chat.NextMessage(), () => Receive(chat, message), bytes: 1500, allocated: 4000))
            yield return figure;
        Press(chat, people);
        chat.Terminal.Capabilities = chat.Terminal.Capabilities with { HasMargins = true };
        foreach (var figure in Measure(chat, "new message between margins", _ => message = chat.NextMessage(), () => Receive(chat, message), bytes: 1500, allocated: 4000))
            yield return figure;
        foreach (var figure in Measure(chat, "room switch", _ => { }, () => Press(chat, next), bytes: null, allocated: null)) yield return figure;
        foreach (var figure in Measure(chat, "full redraw", _ => chat.Application.Redraw(), chat.Application.Draw, bytes: 20_000, allocated: null)) yield return figure;
    }

    static IEnumerable<Figure> Measure(BusyChat chat, string name, Action<int> prepare, Action frame, double? bytes, double? allocated)
    {
        for (var i = 0; i < WarmUp; i++)
        {
            prepare(i);
            frame();
        }
        var times = new Samples();
        var (firstByte, firstWrite, memory) = (chat.Terminal.Bytes, chat.Terminal.Writes, 0L);
        for (var i = 0; i < Measured; i++)
        {
            prepare(i);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            frame();
            var time = Stopwatch.GetElapsedTime(start);
            memory += GC.GetAllocatedBytesForCurrentThread() - before;
            times.Add(time.TotalMicroseconds);
        }
        yield return new Figure($"{name}: p50", times.Percentile(0.5), "µs", MostTime);
        yield return new Figure($"{name}: p99", times.Percentile(0.99), "µs", MostTime);
        yield return new Figure(
            $"{name}: bytes", (chat.Terminal.Bytes - firstByte) / (double)Measured, "bytes", Bound(bytes), $"{(chat.Terminal.Writes - firstWrite) / (double)Measured:0.##} writes per frame");
        yield return new Figure($"{name}: allocated", memory / (double)Measured, "bytes", Bound(allocated));
    }

    static Target? Bound(double? most) => most is { } bound ? Target.AtMost(bound) : null;

    /// <summary>Keeps the line short enough for one row.</summary>
    static void Clear(BusyChat chat, int typed, KeyPressed clear)
    {
        if (typed % TypedPerLine == 0) Press(chat, clear);
    }

    static void Press(BusyChat chat, KeyPressed key)
    {
        chat.Application.Handle(key);
        chat.Draw();
    }

    static void Receive(BusyChat chat, Sessions.SessionEvent? message)
    {
        if (message is not null) chat.Client.Apply(message);
        chat.Draw();
    }
}
