using System.Buffers;
using System.Diagnostics;
using System.Text;

namespace TuiChat.Benchmarks.Load;

/// <summary>A server under load: the process, the connections and who is in which room. Owned by one thread.</summary>
sealed class LoadSession : IDisposable
{
    /// <summary>Clients that may be on their way in at once.</summary>
    const int MaxJoining = 128;

    static readonly TimeSpan JoinLimit = TimeSpan.FromSeconds(60);

    readonly IDisposable _core = Cores.HoldSecondCore();
    readonly ArrayBufferWriter<byte> _lines = new();
    readonly Dictionary<LoadRoom, MessageTemplate> _templates = [];
    readonly List<LoadRoom> _rooms = [];
    int _entering;
    int _entered;
    long _number;

    /// <summary>The server.</summary>
    public ServerProcess Server { get; } = new();

    /// <summary>The connections.</summary>
    public LoadLoop Loop { get; } = new();

    /// <summary>The rooms, in the order they were made.</summary>
    public IReadOnlyList<LoadRoom> Rooms => _rooms;

    /// <summary>All deliveries so far.</summary>
    public long Delivered => _rooms.Sum(room => room.Delivered);

    /// <summary>Connects people and takes them into a new room; on return all are in and it is quiet.</summary>
    public LoadRoom AddRoom(string name, int members, int senders)
    {
        var room = new LoadRoom(name) { Readers = members };
        _rooms.Add(room);
        _templates.Add(room, new MessageTemplate(name));
        for (var i = 0; i < members; i++) room.Members.Add(Enter(room));
        Settle();
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
        return room;
    }

    /// <summary>Connects somebody who says hello and, with a room, goes there.</summary>
    public LoadClient Enter(LoadRoom? room)
    {
        Loop.PollUntil(() => _entering - _entered < MaxJoining, JoinLimit, "clients to get in");
        var client = Loop.Connect(Server.EndPoint);
        client.Handler = room is null ? AwaitWelcome : AwaitPage;
        var join = room is null ? "" : $$"""{"t":"join","room":"{{room.Name}}","lines":0}""" + "\n";
        _entering++;
        client.Send(Encoding.UTF8.GetBytes($$"""{"t":"hello","v":1,"nick":"n{{client.Key}}","caps":["history","idempotent"]}""" + "\n" + join));
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

    static void CountMessage(LoadClient client, ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("{\"t\":\"msg\""u8)) client.Room?.Delivered += 1;
        else Check(line);
    }

    void AwaitWelcome(LoadClient client, ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("{\"t\":\"welcome\""u8)) _entered++;
        else Check(line);
    }

    void AwaitPage(LoadClient client, ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("{\"t\":\"page\""u8) && line.IndexOf("\"more\":true"u8) < 0) _entered++;
        else Check(line);
    }

    static void Check(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("{\"t\":\"refused\""u8) || line.StartsWith("{\"t\":\"bye\""u8))
            throw new ScenarioException($"The server says {Encoding.UTF8.GetString(line)}");
    }
}
