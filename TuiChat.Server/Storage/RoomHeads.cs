using TuiChat.Protocol;

namespace TuiChat.Server.Storage;

/// <summary>
/// The next number of every room, with the changes of the running transaction kept apart until they are on disk. Owned by the
/// writer's thread.
/// </summary>
sealed class RoomHeads
{
    readonly Dictionary<RoomName, Entry> _rooms;
    readonly HashSet<Entry> _touched = [];

    /// <param name="rooms">What the store holds.</param>
    public RoomHeads(IEnumerable<StoredRoom> rooms) => _rooms = rooms.ToDictionary(room => room.Name, room => new Entry(room.Id, room.Name, room.Head));

    /// <summary>The room, or null when it is not in the store.</summary>
    public Entry? Find(RoomName name) => _rooms.GetValueOrDefault(name);

    /// <summary>A room that this transaction made.</summary>
    public Entry Add(RoomName name, long id)
    {
        var entry = new Entry(id, name, null);
        _rooms.Add(name, entry);
        _touched.Add(entry);
        return entry;
    }

    /// <summary>The next number is taken.</summary>
    public void Advance(Entry entry)
    {
        entry.Next++;
        _touched.Add(entry);
    }

    /// <summary>The transaction is on disk.</summary>
    public void Keep()
    {
        foreach (var entry in _touched) entry.Kept = entry.Next - 1;
        _touched.Clear();
    }

    /// <summary>The transaction never was.</summary>
    public void Drop()
    {
        foreach (var entry in _touched)
        {
            if (entry.Kept is { } head) entry.Next = head + 1;
            else _rooms.Remove(entry.Name);
        }
        _touched.Clear();
    }

    /// <summary>One room: <see cref="Kept"/> is its head on disk (null when the room itself is not there yet).</summary>
    public sealed class Entry(long id, RoomName name, long? head)
    {
        /// <summary>Its key in the database.</summary>
        public long Id => id;

        /// <summary>Its name.</summary>
        public RoomName Name => name;

        /// <summary>The newest number on disk.</summary>
        public long? Kept { get; set; } = head;

        /// <summary>The number for the next event.</summary>
        public long Next { get; set; } = (head ?? 0) + 1;
    }
}
