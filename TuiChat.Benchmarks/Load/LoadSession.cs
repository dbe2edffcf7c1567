using System.Buffers;
using System.Diagnostics;
using System.Text;

namespace TuiChat.Benchmarks.Load;

/// <summary>A server under load: the process, the connections and who is in which room. Owned by one thread.</summary>
sealed class LoadSession : IDisposable
{
    /// <summary>Clients on their way in at once: some servers let people in once a second only.</summary>
    const int MaxEntering = 1000;

    static readonly TimeSpan JoinLimit = TimeSpan.FromSeconds(60);

    readonly IDisposable _core;
    readonly ArrayBufferWriter<byte> _lines = new();
    readonly Dictionary<LoadRoom, MessageTemplate> _templates = [];
    readonly List<LoadRoom> _rooms = [];
    int _entering;
    int _greeted;
    int _entered;
    long _number;

    /// <summary>Starts the server, ours when no other is named.</summary>
    public LoadSession(Contender? contender = null)
        : this((contender ?? OwnContender.OnDisk).Start())
    {
    }

    /// <summary>With a server that runs; owned from here on.</summary>
    public LoadSession(LoadServer server)
    {
        Server = server;
        Loop = new LoadLoop();
        _core = Cores.HoldSecondCore();
    }

    /// <summary>The server.</summary>
    public LoadServer Server { get; }

    /// <summary>The connections.</summary>
    public LoadLoop Loop { get; }

    /// <summary>What is spoken.</summary>
    public Dialect Dialect => Server.Dialect;

    /// <summary>All come at once, as after a restart of the server: nobody waits for a connection to stand before the next is begun.</summary>
    public bool IsRush { get; init; }

    /// <summary>Clients that are in.</summary>
    public int Entered => _entered;

    /// <summary>The rooms, in the order they were made.</summary>
    public IReadOnlyList<LoadRoom> Rooms => _rooms;

    /// <summary>All deliveries so far.</summary>
    public long Delivered => _rooms.Sum(room => room.Delivered);

    /// <summary>Connects people and takes them into a new room; on return all are in and it is quiet.</summary>
    public LoadRoom AddRoom(string name, int members, int senders)
    {
        var room = Open(name, members);
        Settle();
        Seat(room, senders);
        return room;
    }

    /// <summary>The same for many rooms, named by their numbers, all on their way in together.</summary>
    public void AddRooms(int count, int members, int senders)
    {
        var rooms = Enumerable.Range(0, count).Select(number => Open($"room{number}", members)).ToList();
        Settle();
        foreach (var room in rooms) Seat(room, senders);
    }

    /// <summary>Connects somebody who says hello and, with a room, goes there.</summary>
    public LoadClient Enter(LoadRoom? room)
    {
        if (!IsRush) Loop.PollUntil(() => _entering - _greeted < Server.Backlog && _entering - _entered < MaxEntering, JoinLimit, "clients to get in");
        var client = Loop.Connect(Server.EndPoint, waits: !IsRush);
        var isGreeted = false;
        client.Handler = (from, line) =>
        {
            if (!isGreeted) _greeted++;
            isGreeted = true;
            AwaitEntry(from, line, room?.Name);
        };
        _entering++;
        client.Send(Encoding.UTF8.GetBytes(Dialect.Greeting(client.Key, room?.Name)));
        return client;
    }

    /// <summary>Waits until all who entered are in, and nothing moves any more.</summary>
    public void Settle()
    {
        Loop.PollUntil(() => _entered == _entering, JoinLimit, "clients to get in");
        Loop.Drain(100);
    }

    /// <summary>Waits until all who entered are in.</summary>
    public void AwaitEntered() => Loop.PollUntil(() => _entered == _entering, JoinLimit, "clients to get in");

    /// <summary>Closed loop: in each room this many messages are on their way at all times, for as long as is said.</summary>
    public void Talk(int window, TimeSpan time)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < time)
        {
            foreach (var room in _rooms) Refill(room, window);
            Loop.Poll(5);
        }
    }

    /// <summary>A sender says this much in one write.</summary>
    public void Say(LoadRoom room, LoadClient sender, int messages)
    {
        var template = _templates[room];
        _lines.ResetWrittenCount();
        for (var i = 0; i < messages; i++) _lines.Write(template.Stamp(_number++));
        room.Sent += messages;
        sender.Send(_lines.WrittenSpan);
    }

    /// <summary>Senders say a line each in turn, room by room, this many in a second, for as long as is said.</summary>
    public void SaySteadily(int perSecond, TimeSpan time)
    {
        var start = Stopwatch.GetTimestamp();
        long said = 0;
        while (Stopwatch.GetElapsedTime(start) is var passed && passed < time)
        {
            for (; said < passed.TotalSeconds * perSecond; said++)
            {
                var room = _rooms[(int)(said % _rooms.Count)];
                Say(room, room.Senders[(int)(said / _rooms.Count % room.Senders.Count)], 1);
            }
            Loop.Poll(1);
        }
        Loop.Drain(100);
    }

    /// <summary>A number that no message has had.</summary>
    public long NextNumber() => _number++;

    /// <inheritdoc/>
    public void Dispose()
    {
        Loop.Dispose();
        Server.Dispose();
        _core.Dispose();
    }

    void Refill(LoadRoom room, int window)
    {
        var underWay = (room.Missing + room.Readers - 1) / room.Readers;
        var free = window - (int)underWay;
        for (var i = 0; i < room.Senders.Count && free > 0; i++)
        {
            var share = (free + room.Senders.Count - i - 1) / (room.Senders.Count - i);
            Say(room, room.Senders[i], share);
            free -= share;
        }
    }

    LoadRoom Open(string name, int members)
    {
        var room = new LoadRoom(name) { Readers = Dialect.Hearers(members) };
        _rooms.Add(room);
        _templates.Add(room, Dialect.Message(name));
        for (var i = 0; i < members; i++) room.Members.Add(Enter(room));
        return room;
    }

    void Seat(LoadRoom room, int senders)
    {
        foreach (var member in room.Members)
        {
            member.Room = room;
            member.Handler = null;
        }
        foreach (var member in room.Members.Take(senders))
        {
            member.Handler = CountMessage; // the answers to a sender are no deliveries
            room.Senders.Add(member);
        }
    }

    void CountMessage(LoadClient client, ReadOnlySpan<byte> line)
    {
        if (Dialect.IsMessage(line)) client.Room?.Delivered += 1;
        else Check(line);
    }

    void AwaitEntry(LoadClient client, ReadOnlySpan<byte> line, string? room)
    {
        if (Dialect.IsIn(line, room, out var reply)) _entered++;
        else if (reply is not null) client.Send(Encoding.UTF8.GetBytes(reply));
        else Check(line);
    }

    void Check(ReadOnlySpan<byte> line)
    {
        if (Dialect.IsRefusal(line)) throw new ScenarioException($"The server says {Encoding.UTF8.GetString(line)}");
    }
}
