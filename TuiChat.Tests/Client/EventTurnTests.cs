using System.Threading.Channels;
using TuiChat.Tests.Terminal;

namespace TuiChat.Tests.Client;

/// <summary>A flood of events leaves the loop in time, and loses nothing by it.</summary>
public sealed class EventTurnTests
{
    readonly FakeClock _clock = new();
    readonly Channel<int> _events = Channel.CreateUnbounded<int>();
    readonly List<int> _taken = [];

    [Fact]
    public void Take_SlowEvents_EndsByTime()
    {
        Fill(100);

        new EventTurn(_clock).Take(_events.Reader, Slowly);
        Assert.Equal([0, 1, 2, 3], _taken);
        new EventTurn(_clock).Take(_events.Reader, Slowly);
        Assert.Equal(Enumerable.Range(0, 8), _taken);
    }

    [Fact]
    public void Take_OneVerySlowEvent_TakesIt()
    {
        Fill(2);

        new EventTurn(_clock).Take(_events.Reader, happened =>
        {
            _taken.Add(happened);
            _clock.Advance(TimeSpan.FromSeconds(1));
        });
        Assert.Equal([0], _taken);
    }

    [Fact]
    public void Take_ClockThatStandsStill_EndsByCount()
    {
        Fill(EventTurn.MaxEvents + 5);

        new EventTurn(_clock).Take(_events.Reader, _taken.Add);
        Assert.Equal(EventTurn.MaxEvents, _taken.Count);
        new EventTurn(_clock).Take(_events.Reader, _taken.Add);
        Assert.Equal(Enumerable.Range(0, EventTurn.MaxEvents + 5), _taken);
    }

    void Slowly(int happened)
    {
        _taken.Add(happened);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
    }

    void Fill(int count)
    {
        for (var i = 0; i < count; i++) Assert.True(_events.Writer.TryWrite(i));
    }
}
