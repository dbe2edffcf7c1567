using System.Net;
using TuiChat.Protocol;
using TuiChat.Server.Rooms;
using TuiChat.Server.Storage;

namespace TuiChat.Server.Commands;

/// <summary>
/// One client as the commands see it. Owned by the read loop of its connection; <see cref="Visitor"/> and what comes from it may
/// be read by anybody, and <see cref="Outbox"/> and <see cref="Pending"/> take care of themselves.
/// </summary>
sealed class Session
{
    /// <summary>100 events, people or rooms in an answer cost as much as a request; arbitrary.</summary>
    const int EntriesPerToken = 100;

    readonly ServerContext _server;
    readonly Dictionary<RoomName, Member> _rooms = [];
    volatile Visitor? _visitor;
    volatile Visitor? _before;

    /// <param name="id">The number of the connection, for logs.</param>
    /// <param name="address">The other side.</param>
    /// <param name="network">What counts as its address.</param>
    /// <param name="server">What commands work with.</param>
    /// <param name="outbox">Where answers and events go.</param>
    public Session(long id, IPAddress address, IPAddress network, ServerContext server, Outbox outbox)
    {
        Id = id;
        Address = address;
        Network = network;
        _server = server;
        Outbox = outbox;
        Requests = new TokenBucket(server.Time);
        Strikes = new TokenBucket(server.Time);
    }

    /// <summary>The number of the connection, for logs.</summary>
    public long Id { get; }

    /// <summary>The other side.</summary>
    public IPAddress Address { get; }

    /// <summary>What counts as its address: see <c>maxNewRoomsPerHour</c>.</summary>
    public IPAddress Network { get; }

    /// <summary>Where answers and events go.</summary>
    public Outbox Outbox { get; }

    /// <summary>What the client has said and what is not answered yet.</summary>
    public PendingSends Pending { get; } = new();

    /// <summary>Flood control.</summary>
    public TokenBucket Requests { get; }

    /// <summary>How often flood control had to refuse.</summary>
    public TokenBucket Strikes { get; }

    /// <summary>Lines without anything in them so far.</summary>
    public long EmptyLines { get; set; }

    /// <summary>The nickname, at the end the last one; null before the hello.</summary>
    public Nickname? Nick => (_visitor ?? _before)?.Nick;

    /// <summary>Who it is; null before the hello.</summary>
    public Visitor? Visitor => _visitor;

    /// <summary>This connection among those of <see cref="Visitor"/>; null before the hello.</summary>
    public Device? Device { get; private set; }

    /// <summary>Who speaks, beyond the nickname: see <see cref="Visitor.Author"/>; null before the hello.</summary>
    public Guid? Author => _visitor?.Author;

    /// <summary>The key of the account; null for a guest and before the hello.</summary>
    public long? Account => _visitor?.Account;

    /// <summary>What it may do on the server.</summary>
    public ServerRank Rank => _visitor?.Rank ?? ServerRank.Guest;

    /// <summary>Requests that came inside another one: they are handled behind it, each as if it had come in a line of its own.</summary>
    public Queue<Request> Brought { get; } = [];

    /// <summary>The login ended in the moment in which it was used: the connection ends once that is answered.</summary>
    public bool IsRevoked { get; set; }

    /// <summary>The rooms it is in.</summary>
    public IReadOnlyDictionary<RoomName, Member> Rooms => _rooms;

    /// <summary>Queues an answer; it goes out when the lines at hand are handled.</summary>
    public void Reply(Answer answer)
    {
        if (answer is Refused refused) _server.Meters.Refused(refused.Code);
        Outbox.Post(answer);
    }

    /// <summary>An answer had this many entries: 100 of them cost one request more, all of them half a burst at most.</summary>
    public void Charge(int entries)
    {
        var burst = _server.Settings.Current.RequestBurst;
        Requests.Charge(Math.Min(entries / EntriesPerToken, burst / 2), burst);
    }

    /// <summary>Queues a refusal.</summary>
    /// <param name="request">Of what.</param>
    /// <param name="problem">Why.</param>
    /// <param name="wait">After which time it is worth trying again, or null for what the refusal says.</param>
    public void Refuse(Request request, Refusal problem, TimeSpan? wait = null) =>
        Reply(new Refused { Re = request.Id, Code = problem.Code, Text = problem.Text, Wait = wait is { } time ? (int)Math.Ceiling(time.TotalMilliseconds) : problem.Wait });

    /// <summary>The hello was good.</summary>
    public void Enter(Visitor visitor, Device device)
    {
        Device = device;
        _visitor = visitor;
    }

    /// <summary>The draft of an event that this one makes.</summary>
    public EventDraft Draft(RoomName room, string type, string text, string? kind = null, Guid? cid = null) => new(room, type, _visitor?.Nick, text, kind, cid)
    {
        Author = _visitor?.Author,
        Sender = _visitor?.Sender,
    };

    /// <summary>Its place in a room; null where it has none, or had it taken.</summary>
    public Member? In(RoomName room) => _rooms.TryGetValue(room, out var member) && !member.IsOut ? member : null;

    /// <summary>Forgets the places that were taken from it.</summary>
    public void DropRemoved()
    {
        foreach (var member in _rooms.Values.Where(member => member.IsOut).ToList()) Leave(member);
    }

    /// <summary>A room was entered.</summary>
    public void Add(Member member) => _rooms.Add(member.Room.Name, member);

    /// <summary>A room is left.</summary>
    public void Leave(Member member)
    {
        _rooms.Remove(member.Room.Name);
        Outbox.Detach(member.Cursor);
        _server.Rooms.Leave(member, null);
    }

    /// <summary>The connection is over: all rooms are left and the name is free. The first call counts.</summary>
    /// <param name="why">What the rooms are told, or null.</param>
    public void End(string? why)
    {
        foreach (var member in _rooms.Values)
        {
            if (member.Room.Direct is not null && Pending.WhenNone() is { IsCompleted: false } said) _ = LeaveAfterAsync(member, said);
            else Leave(member, why);
        }
        _rooms.Clear();
        _server.Watches.Set(Outbox, []);
        if (_visitor is { } visitor && Device is { } device && _server.Visitors.Leave(visitor, device) && visitor.Account is { } account) _server.Accounts.NoteSeen(account);
        _before ??= _visitor;
        _visitor = null;
    }

    /// <summary>Leaves a direct room when what was said there is in it: its first line makes it last.</summary>
    async Task LeaveAfterAsync(Member member, Task said)
    {
        await said.ConfigureAwait(false);
        Leave(member, null);
    }

    void Leave(Member member, string? why)
    {
        try
        {
            _server.Rooms.Leave(member, why);
        }
        catch (Exception e) // a defect in one room: the others are left too, and the name must become free
        {
            _server.Log.Failed(e, Id, "leave");
        }
    }
}
