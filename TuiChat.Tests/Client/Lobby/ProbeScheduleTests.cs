using TuiChat.Lobby;
using TuiChat.Sessions;

namespace TuiChat.Tests.Client.Lobby;

public sealed class ProbeScheduleTests
{
    readonly ProbeSchedule _schedule = new(() => 0.5);

    [Fact]
    public void Take_ThousandsOfServers_AFewASecond_AndEachItsTurn()
    {
        var rows = Enumerable.Range(0, 2000).Select(Row).ToList();
        var asked = new HashSet<long>();
        var most = 0;
        for (var ms = 0; ms <= 600_000; ms += 250)
        {
            var now = TimeSpan.FromMilliseconds(ms);
            var taken = _schedule.Take(rows, now);
            most = Math.Max(most, ms == 0 ? 0 : taken.Count);
            foreach (var row in taken)
            {
                asked.Add(row.ListId);
                _schedule.Answered(row.ListId, isThere: true, now);
            }
        }
        Assert.Equal(2000, asked.Count);
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public void Answered_SoonAgain_AndNotAnswered_LessAndLessOften()
    {
        var row = Row(1);
        Assert.Single(_schedule.Take([row], At(0)));
        Assert.Empty(_schedule.Take([row], At(100))); // under way
        _schedule.Answered(1, isThere: true, At(100));
        Assert.Empty(_schedule.Take([row], At(104)));
        Assert.Single(_schedule.Take([row], At(105)));
        var now = 105.0;
        var pauses = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            _schedule.Answered(1, isThere: false, At(now));
            var start = now;
            while (_schedule.Take([row], At(now)).Count == 0) now += 1;
            pauses.Add(now - start);
        }
        Assert.Equal([10, 20, 40, 60, 60], pauses);
    }

    [Fact]
    public void Forget_IsAskedAtOnce()
    {
        var row = Row(1);
        _schedule.Take([row], At(0));
        _schedule.Answered(1, isThere: false, At(0));
        _schedule.Forget(1);
        Assert.Single(_schedule.Take([row], At(1)));
        _schedule.Answered(1, isThere: false, At(1));
        _schedule.ForgetAll();
        Assert.Single(_schedule.Take([row], At(2)));
    }

    static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);

    static LobbyRow Row(int number) => new(number, new FoundServer("k", "x", "", [new ServerAddress("192.0.2.1", 9001)], false), null, ProbeOutcome.Waiting);
}
