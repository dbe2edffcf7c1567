using System.Diagnostics;
using TuiChat.Benchmarks.Load;

namespace TuiChat.Benchmarks.Scale;

/// <summary>The server dies and starts again, and all who were there are back at the same moment: no jitter, no waiting in between.</summary>
static class Reconnects
{
    const int RoomSize = 50;

    static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>From the start of the server until the last one is in its room again.</summary>
    public static IEnumerable<Figure> Run(int people)
    {
        using var folder = new TemporaryFolder();
        var data = Path.Combine(folder.Path, "data");
        int port;
        using (var session = new LoadSession(new ServerProcess(data: data)))
        {
            port = session.Server.EndPoint.Port;
            session.AddRooms(people / RoomSize, RoomSize, senders: 1);
            foreach (var room in session.Rooms) session.Say(room, room.Senders[0], 1);
            session.Loop.Drain(200);
        }
        var start = Stopwatch.GetTimestamp();
        using var again = new LoadSession(new ServerProcess(port: port, data: data)) { IsRush = true };
        var ready = Stopwatch.GetElapsedTime(start);
        var interval = new Interval(again.Server);
        for (var i = 0; i < people; i++) again.Enter(new LoadRoom($"room{i / RoomSize}"));
        again.Loop.PollUntil(() => again.Entered + again.Loop.Clients.Count(client => client.IsClosed) >= people, Limit, "people to be back");
        interval.End();
        yield return new Figure("all back in their rooms", Stopwatch.GetElapsedTime(start).TotalSeconds, "s", Target.AtMost(10), $"{people:#,0} at once; the server was ready after {ready.TotalSeconds:0.0} s; {interval.Shares}");
        yield return new Figure("refused or cut", again.Loop.Clients.Count(client => client.IsClosed), "", Target.AtMost(0));
    }
}
