using System.Collections.Concurrent;
using System.Net;
using TuiChat.Protocol;
using TuiChat.Server.Backplanes;
using TuiChat.Server.Metrics;
using TuiChat.Server.Storage;

namespace TuiChat.Server.Rooms;

/// <summary>
/// All rooms of this node: <c>main</c>, those with stored events, and those with people. Receives what the backplane delivers.
/// Touched by many threads.
/// </summary>
sealed class RoomDirectory
{
    readonly ConcurrentDictionary<RoomName, Room> _rooms = [];
    readonly Backplane _backplane;
    readonly RoomServices _services;
    readonly GapFiller _gaps;
    readonly NewRooms _new;

    /// <param name="stored">Rooms that the store knows.</param>
    /// <param name="read">Reads stored events, to fill holes; see <see cref="MessageStore.ReadAsync"/>.</param>
    /// <param name="backplane">Where comings and goings are told.</param>
    /// <param name="services">What all rooms share.</param>
    public RoomDirectory(
        IEnumerable<StoredRoom> stored, Func<HistoryQuery, Task<IReadOnlyList<NumberedEvent>?>> read, Backplane backplane, RoomServices services)
    {
        _gaps = new GapFiller(read);
        _backplane = backplane;
        _services = services;
        _new = new NewRooms(services.Settings, services.Time);
        foreach (var room in stored) _rooms[room.Name] = new Room(room.Name, room.Topic, room.Head, services, room.Direct);
        _rooms.GetOrAdd(RoomName.Main, name => new Room(name, "", 0, services));
    }

    /// <summary>How many rooms there are, direct ones apart.</summary>
    public int Count => _rooms.Count(pair => pair.Value.Direct is null);

    /// <summary>Room events brought to members.</summary>
    public Counter Deliveries => _services.Deliveries;

    /// <summary>All rooms but the direct ones, in no order.</summary>
    public IEnumerable<Room> All => _rooms.Values.Where(room => room.Direct is null);

    /// <summary>The room, direct or not, or null.</summary>
    public Room? Find(RoomName name) => _rooms.GetValueOrDefault(name);

    /// <summary>Whether somebody of this address may make the room, if it does not exist; counts as if it is made.</summary>
    public bool MayMake(RoomName name, IPAddress network) => _rooms.ContainsKey(name) || _new.TryCount(network);

    /// <summary>
    /// Enters a room, which is made if need be, and tells everybody in it of a person who was not there on another connection. Null when there may not be one more room with people;
    /// <c>main</c> may always be entered.
    /// </summary>
    public RoomEntry? Enter(RoomName name, Visitor visitor, Device device)
    {
        while (true)
        {
            var room = _rooms.GetValueOrDefault(name);
            if ((room is null || room.People == 0) && name != RoomName.Main && IsFull) return null;
            room ??= _rooms.GetOrAdd(name, missing => new Room(missing, "", 0, _services));
            if (TryEnter(room, visitor, device) is not { } entry) continue;
            if (entry.IsFirst) _backplane.Publish(MemberJoined.Of(name, Now, Describe(visitor, name)));
            return entry;
        }
    }

    /// <summary>Enters the room of two people, which is made if need be. Nobody is told: it is theirs whether they are in it or not.</summary>
    public RoomEntry EnterDirect(DirectPair pair, Visitor visitor, Device device)
    {
        while (true)
        {
            var room = _rooms.GetOrAdd(pair.Name, missing => new Room(missing, "", 0, _services, pair));
            if (TryEnter(room, visitor, device) is { } entry) return entry;
        }
    }

    /// <summary>Leaves a room and tells everybody in it when the person is gone.</summary>
    /// <param name="member">Who and where.</param>
    /// <param name="why">Last words or a cause, or null.</param>
    public void Leave(Member member, string? why)
    {
        var room = member.Room;
        member.Device.Remove(room);
        var departure = room.Leave(member);
        if (departure == Departure.Closed) Remove(room);
        else if (departure == Departure.Gone && room.Direct is null) _backplane.Publish(new MemberLeft { Room = room.Name, Nick = member.Visitor.Nick, Why = why, At = Now });
    }

    /// <summary>Takes a member out of a room, from any thread: tells it, and everybody when the person is gone.</summary>
    /// <param name="member">Who and where.</param>
    /// <param name="note">What it is told.</param>
    /// <param name="why">What the others are told.</param>
    public void PutOut(Member member, Removed note, string why)
    {
        member.Removed = note;
        member.Outbox.Post(note);
        member.Outbox.Detach(member.Cursor);
        Leave(member, why);
        member.Outbox.Pump();
    }

    /// <summary>Tells everybody in a room of something that is not stored.</summary>
    public void Tell(RoomEvent roomEvent) => _backplane.Publish(roomEvent);

    /// <summary>Somebody as the others in a room see it.</summary>
    public Person Describe(Visitor visitor, RoomName room)
    {
        var profile = visitor.Profile;
        return new Person
        {
            Nick = profile.Nick,
            Guest = profile.Account is null,
            Role = profile.Rank.Word(),
            Rank = _services.RankOf(room, visitor.Author),
            State = profile.State,
            Note = profile.Note,
            Color = profile.Color,
        };
    }

    /// <summary>Something about somebody has changed: tells the rooms that it is in.</summary>
    public void TellChange(Visitor visitor)
    {
        foreach (var room in visitor.Rooms) _backplane.Publish(PersonChanged.Of(room.Name, Now, Describe(visitor, room.Name)));
    }

    /// <summary>Something about somebody has changed in one room: tells it.</summary>
    public void TellChange(Visitor visitor, RoomName room)
    {
        if (visitor.Rooms.Any(place => place.Name == room)) _backplane.Publish(PersonChanged.Of(room, Now, Describe(visitor, room)));
    }

    /// <summary>Somebody has another name: tells the rooms that it is in.</summary>
    public void TellRename(Visitor visitor, Nickname before)
    {
        foreach (var room in visitor.Rooms) _backplane.Publish(new PersonRenamed { Room = room.Name, At = Now, Nick = before, To = visitor.Nick });
    }

    /// <summary>
    /// What came from the backplane goes to the members on this node, numbered events in their order without a hole: what is
    /// missing is read from the store.
    /// </summary>
    public void Deliver(RoomEvent roomEvent)
    {
        while (true)
        {
            if (!_rooms.TryGetValue(roomEvent.Room, out var room))
            {
                if (roomEvent is not NumberedEvent) return; // nobody of the room is here
                room = _rooms.GetOrAdd(roomEvent.Room, name => new Room(name, "", 0, _services));
            }
            var delivery = room.Deliver(roomEvent);
            if (delivery == Delivery.TooEarly && roomEvent is NumberedEvent early) _gaps.Fill(room, early.Seq);
            if (delivery == Delivery.Done && room.Direct is { } pair && roomEvent is NumberedEvent said) TellAbsent(room, pair, said.Seq);
            if (delivery != Delivery.RoomClosed) return;
            Remove(room);
        }
    }

    /// <summary>Something was said in a direct room: those connections of the two that are not in it learn of it.</summary>
    void TellAbsent(Room room, DirectPair pair, long head)
    {
        var members = room.Snapshot();
        TellAbsent(pair.A, pair.B);
        if (pair.A.Author != pair.B.Author) TellAbsent(pair.B, pair.A);
        void TellAbsent(DirectParty party, DirectParty with)
        {
            foreach (var device in _services.Find(party.Author)?.Devices ?? [])
            {
                if (Array.Exists(members, member => member.Device == device)) continue;
                device.Outbox.Post(new DirectRoom { Room = room.Name, With = _services.Find(with.Author)?.Nick ?? with.Nick, Head = head });
                device.Outbox.Pump();
            }
        }
    }

    /// <summary>Null when the room was given up in this moment; the next try makes it anew.</summary>
    RoomEntry? TryEnter(Room room, Visitor visitor, Device device)
    {
        if (room.Enter(visitor, device) is not { } entry)
        {
            Remove(room);
            return null;
        }
        device.Add(room);
        device.Outbox.Attach(entry.Member.Cursor);
        return entry;
    }

    /// <summary>Completes when no hole is being filled.</summary>
    public Task WhenFilled() => _gaps.WhenIdle();

    /// <summary>A room that was given up makes place for a new one of its name. Whoever sees it first does it, so that nobody waits.</summary>
    void Remove(Room room) => _rooms.TryRemove(KeyValuePair.Create(room.Name, room));

    /// <summary>Rooms that nobody is in cost nothing but their place on the disk: only the others are limited.</summary>
    bool IsFull
    {
        get
        {
            var most = _services.Settings.Current.MaxRooms;
            return _rooms.Count >= most && All.Count(room => room.People > 0) >= most;
        }
    }

    long Now => _services.Time.GetUtcNow().ToUnixTimeMilliseconds();
}
