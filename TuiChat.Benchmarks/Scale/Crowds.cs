using System.Diagnostics;
using TuiChat.Benchmarks.Load;

namespace TuiChat.Benchmarks.Scale;

/// <summary>Many connections in rooms of 50, of which a fifth talk as people do: a line every five seconds.</summary>
static class Crowds
{
    const int RoomSize = 50, TalkersInRoom = 10, SecondsBetweenLines = 5, AtOnce = 64, Warm = 100;

    static readonly TimeSpan Talk = TimeSpan.FromSeconds(10), Limit = TimeSpan.FromSeconds(60);

    /// <summary>Without encryption; the way of each line to one member of each room is timed.</summary>
    public static IEnumerable<Figure> Plain(int people)
    {
        using var session = new LoadSession();
        var before = session.Server.ResidentBytes;
        var entry = new Interval(session.Server);
        session.AddRooms(people / RoomSize, RoomSize, TalkersInRoom);
        entry.End();
        yield return new Figure("connected, registered and in a room", people / entry.Seconds, "/s", null, entry.Shares);
        yield return new Figure("resident memory per connection in a room", (session.Server.ResidentBytes - before) / people / 1000, "kB", null, $"{people:#,0} connections, resident {session.Server.ResidentBytes / 1e6:0} MB");
        var waits = new Samples();
        foreach (var room in session.Rooms)
        {
            room.Members[^1].Handler = (client, line) =>
            {
                if (!session.Dialect.IsMessage(line, out var age)) return;
                room.Delivered++;
                waits.Add(age.TotalMilliseconds);
            };
        }
        var interval = new Interval(session.Server);
        session.SaySteadily(people / RoomSize * TalkersInRoom / SecondsBetweenLines, Talk);
        interval.End();
        session.Loop.Drain(200);
        var (sent, delivered) = (session.Rooms.Sum(room => room.Sent), session.Delivered);
        yield return new Figure("lines delivered, of those sent", 100.0 * delivered / (sent * RoomSize), "%", Target.AtLeast(100), $"{sent:#,0} lines, {delivered:#,0} deliveries");
        yield return new Figure("server, while they talk", 100 * interval.ServerSeconds / interval.Seconds, "% of a core", null, $"{delivered / interval.Seconds:#,0} deliveries/s; {interval.Shares}");
        yield return new Figure("send to receive p50", waits.Percentile(0.5), "ms");
        yield return new Figure("send to receive p99", waits.Percentile(0.99), "ms");
        yield return new Figure("connections lost", session.Loop.Clients.Count(client => client.IsClosed), "", Target.AtMost(0));
    }

    /// <summary>With TLS.</summary>
    public static IEnumerable<Figure> Encrypted(int people)
    {
        using var server = OwnContender.OnDisk.Start();
        using var core = Cores.HoldSecondCore();
        return EncryptedAsync(server, people).GetAwaiter().GetResult(); // a scenario is a program of its own
    }

    static async Task<IReadOnlyList<Figure>> EncryptedAsync(LoadServer server, int people)
    {
        var clients = new List<StreamClient>();
        try
        {
            await EnterAsync(server, clients, Warm).ConfigureAwait(false);
            var before = server.ResidentBytes;
            var entry = new Interval(server);
            await EnterAsync(server, clients, people).ConfigureAwait(false);
            entry.End();
            var memory = (server.ResidentBytes - before) / people / 1000;
            var interval = new Interval(server);
            var (sent, delivered) = await TalkAsync(server.Dialect, clients).ConfigureAwait(false);
            interval.End();
            return
            [
                new Figure("TLS: connected, registered and in a room", people / entry.Seconds, "/s", null, entry.Shares),
                new Figure("TLS: resident memory per connection in a room", memory, "kB", null, $"{people:#,0} connections, resident {server.ResidentBytes / 1e6:0} MB"),
                new Figure("TLS: lines delivered, of those sent", 100.0 * delivered / (sent * RoomSize), "%", Target.AtLeast(100), $"{sent:#,0} lines"),
                new Figure("TLS: server, while they talk", 100 * interval.ServerSeconds / interval.Seconds, "% of a core", null, $"{delivered / interval.Seconds:#,0} deliveries/s; {interval.Shares}"),
            ];
        }
        finally
        {
            foreach (var client in clients) client.Dispose();
        }
    }

    static async Task EnterAsync(LoadServer server, List<StreamClient> clients, int count)
    {
        var end = clients.Count + count;
        while (clients.Count < end)
            clients.AddRange(await Task.WhenAll(Enumerable.Range(clients.Count, Math.Min(AtOnce, end - clients.Count)).Select(number => EnterAsync(server, number))).ConfigureAwait(false));
    }

    static async Task<StreamClient> EnterAsync(LoadServer server, int number)
    {
        var client = await StreamClient.EnterAsync(server, number, tls: true).ConfigureAwait(false);
        await client.JoinAsync($"room{number / RoomSize}").ConfigureAwait(false);
        return client;
    }

    static async Task<(long Sent, long Delivered)> TalkAsync(Dialect dialect, List<StreamClient> clients)
    {
        foreach (var client in clients) client.Start();
        for (var quiet = -1L; Delivered(clients) is var now && now != quiet; quiet = now) await Task.Delay(200).ConfigureAwait(false); // newcomers are told of
        var (before, sent, start) = (Delivered(clients), 0L, Stopwatch.GetTimestamp());
        var rooms = clients.Count / RoomSize;
        var templates = Enumerable.Range(0, rooms).Select(number => dialect.Message($"room{number}")).ToArray();
        while (Stopwatch.GetElapsedTime(start) is var passed && passed < Talk)
        {
            for (; sent < passed.TotalSeconds * rooms * TalkersInRoom / SecondsBetweenLines; sent++)
            {
                var (room, member) = ((int)(sent % rooms), (int)(sent / rooms % TalkersInRoom));
                await clients[(room * RoomSize) + member].SendAsync(templates[room].Stamp(sent).ToArray()).ConfigureAwait(false);
            }
            await Task.Delay(1).ConfigureAwait(false);
        }
        var (end, expected) = (Stopwatch.GetTimestamp(), sent * (RoomSize + dialect.Answers));
        while (Delivered(clients) - before < expected && Stopwatch.GetElapsedTime(end) < Limit) await Task.Delay(10).ConfigureAwait(false);
        return (sent, Delivered(clients) - before - (sent * dialect.Answers));
    }

    static long Delivered(List<StreamClient> clients) => clients.Sum(client => client.Delivered);
}
