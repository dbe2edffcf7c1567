using System.Buffers;
using System.Runtime.InteropServices;
using TuiChat.Protocol;
using TuiChat.Server.Storage;

namespace TuiChat.Server.Rooms;

/// <summary>
/// A room: its members, its log and the number it has delivered up to. Touched by many threads; the gate guards all of it and
/// is held for a few field updates and one copy of a line.
/// </summary>
sealed class Room
{
    /// <summary>One for each thread that delivers: no line is alive after <see cref="Deliver"/>.</summary>
    [ThreadStatic]
    static ArrayBufferWriter<byte>? _line;

    readonly Lock _gate = new();
    readonly RoomLog _log = new();
    readonly List<Member> _members = [];
    readonly Dictionary<Visitor, int> _people = [];
    readonly RoomFlusher _flusher;
    Member[]? _snapshot;
    string _topic;
    long _head;
    int _slowMs;
    bool _isClosed;

    /// <param name="name">Its name.</param>
    /// <param name="topic">Its topic, empty when it has none.</param>
    /// <param name="head">The newest number that is stored.</param>
    /// <param name="services">What all rooms share.</param>
    /// <param name="direct">Whose it is, when it is a direct room.</param>
    public Room(RoomName name, string topic, long head, RoomServices services, DirectPair? direct = null)
    {
        Name = name;
        Direct = direct;
        _topic = topic;
        _head = head;
        _flusher = new RoomFlusher(this, services);
    }

    /// <summary>Its name.</summary>
    public RoomName Name { get; }

    /// <summary>Milliseconds between two lines of one person; 0 without slow mode.</summary>
    public int SlowMs
    {
        get => Volatile.Read(ref _slowMs);
        set => Volatile.Write(ref _slowMs, value);
    }

    /// <summary>Whose it is, when it is a direct room; null when it is open to others.</summary>
    public DirectPair? Direct { get; }

    /// <summary>The newest number that was delivered.</summary>
    public long Head => Volatile.Read(ref _head);

    /// <summary>How many people are in; one on several connections counts once.</summary>
    public int People
    {
        get
        {
            lock (_gate) return _people.Count;
        }
    }

    /// <summary>Its topic, empty when it has none.</summary>
    public string Topic
    {
        get
        {
            lock (_gate) return _topic;
        }
    }

    /// <summary>The end of the log: all bytes ever written.</summary>
    public long LogPosition => _log.Position;

    /// <summary>Somebody enters; null when the room was given up in this moment, then there is a new one to be made.</summary>
    public RoomEntry? Enter(Visitor visitor, Device device)
    {
        lock (_gate)
        {
            if (_isClosed) return null;
            var member = new Member(this, visitor, device, _log.CursorAtEnd()) { Index = _members.Count };
            _members.Add(member);
            _snapshot = null;
            var before = _people.GetValueOrDefault(visitor);
            _people[visitor] = before + 1;
            return new RoomEntry(member, _topic, _head, [.. _people.Keys], IsFirst: before == 0);
        }
    }

    /// <summary>Somebody leaves.</summary>
    public Departure Leave(Member member)
    {
        lock (_gate)
        {
            if (member.Index < 0) return Departure.None;
            var moved = _members[^1];
            _members[member.Index] = moved;
            moved.Index = member.Index;
            _members.RemoveAt(_members.Count - 1);
            member.Index = -1;
            _snapshot = null;
            var isGone = --CollectionsMarshal.GetValueRefOrNullRef(_people, member.Visitor) == 0; // the member was in, and counted
            if (isGone) _people.Remove(member.Visitor);
            if (_members.Count > 0) return isGone ? Departure.Gone : Departure.None;
            _log.Release();
            _isClosed = _head == 0 && Name != RoomName.Main;
        }
        _flusher.MarkDirty(); // its run finds nobody and gives back what was counted for those who were behind
        return _isClosed ? Departure.Closed : Departure.Gone;
    }

    /// <summary>Everybody in the room, each once, in no particular order.</summary>
    public IReadOnlyList<Visitor> ListPeople()
    {
        lock (_gate) return [.. _people.Keys];
    }

    /// <summary>The members now. The array is shared: read only.</summary>
    public Member[] Snapshot()
    {
        lock (_gate) return _snapshot ??= [.. _members];
    }

    /// <summary>
    /// Writes an event to the log, from where it goes to everybody. A numbered one goes only in its turn: one that was
    /// delivered before is dropped, one that comes too early is not taken.
    /// </summary>
    public Delivery Deliver(RoomEvent roomEvent)
    {
        var line = _line ??= new ArrayBufferWriter<byte>(1024);
        line.ResetWrittenCount();
        MessageCodec.Encode(line, roomEvent);
        lock (_gate)
        {
            if (_isClosed) return Delivery.RoomClosed;
            if (roomEvent is NumberedEvent numbered)
            {
                if (numbered.Seq <= _head) return Delivery.Done;
                if (numbered.Seq > _head + 1) return Delivery.TooEarly;
                Volatile.Write(ref _head, numbered.Seq);
                if (numbered is TopicChanged topic) _topic = topic.Text;
            }
            if (_members.Count == 0) return Delivery.Done;
            _log.Append(line.WrittenSpan);
        }
        _flusher.MarkDirty();
        return Delivery.Done;
    }
}
