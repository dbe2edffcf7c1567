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
    public void Take_CrowdOfOneHost_TrueServersOfOthersAndRememberedOnesComeFirst()
    {
        var rows = Enumerable.Range(0, 200).Select(Row).ToList();
        Assert.Equal(12, _schedule.Take(rows, At(0)).Count);
        for (var i = 0; i < 12; i++) _schedule.Answered(i, isThere: false, At(1.5));
        var remembered = Row(300, "192.0.2.1") with { Known = new KnownServer("id", "Castle", "192.0.2.1:9001", "ada", "main", [], DateTimeOffset.UnixEpoch) };
        var taken = _schedule.Take([.. rows, Row(200, "192.0.2.2"), remembered], At(1.75));
        Assert.Equal([300, 200], taken.Take(2).Select(row => row.ListId));
    }

    [Fact]
    public void Take_ThoseThatDidNotAnswer_AreFourAtATime()
    {
        var rows = Enumerable.Range(0, 12).Select(Row).ToList();
        _schedule.Take(rows, At(0));
        for (var i = 0; i < 12; i++) _schedule.Answered(i, isThere: i == 11, At(0));
        Assert.Equal([11], _schedule.Take(rows, At(5)).Select(row => row.ListId));
        Assert.Equal(4, _schedule.Take(rows, At(100)).Count);
        Assert.Empty(_schedule.Take(rows, At(200)));
        Assert.Equal(12, _schedule.Take([.. rows, .. Enumerable.Range(20, 20).Select(Row)], At(300)).Count);
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

    static LobbyRow Row(int number) => Row(number, "192.0.2.1");

    static LobbyRow Row(int number, string host) => new(number, new FoundServer("k", "x", "", [new ServerAddress(host, 9001)], false), null, ProbeOutcome.Waiting);
}
