using TuiChat.Protocol;
using TuiChat.Server.Storage;

namespace TuiChat.Server.Rooms;

/// <summary>
/// Fills holes in what the backplane brought, from the store, where every numbered event is before it is published. One reader
/// per room at a time. Touched by many threads.
/// </summary>
sealed class GapFiller(Func<HistoryQuery, Task<IReadOnlyList<NumberedEvent>?>> read)
{
    readonly Lock _gate = new();
    readonly Dictionary<Room, long> _wanted = [];
    readonly Dictionary<Room, Task> _running = [];

    /// <summary>The room shall be delivered up to this number.</summary>
    public void Fill(Room room, long upTo)
    {
        lock (_gate)
        {
            _wanted[room] = Math.Max(upTo, _wanted.GetValueOrDefault(room));
            if (!_running.ContainsKey(room)) _running[room] = Task.Run(() => FillAsync(room));
        }
    }

    /// <summary>Completes when the holes known now are filled.</summary>
    public Task WhenIdle()
    {
        lock (_gate) return Task.WhenAll(_running.Values);
    }

    async Task FillAsync(Room room)
    {
        while (IsWanted(room))
        {
            var events = await read(new HistoryQuery(room.Name, room.Head, null, Limits.MaxPageEvents)).ConfigureAwait(false);
            if (events is null or []) break; // too busy or not to be read: the room's next event tries again
            foreach (var missing in events) room.Deliver(missing);
        }
        lock (_gate)
        {
            _running.Remove(room);
            _wanted.Remove(room);
        }
    }

    bool IsWanted(Room room)
    {
        lock (_gate) return room.Head < _wanted.GetValueOrDefault(room);
    }
}
