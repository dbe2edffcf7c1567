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

    /// <summary>Completes when the holes known now are filled or given up. Never fails: a filling that did is no reason not to stop.</summary>
    public async Task WhenIdle()
    {
        Task all;
        lock (_gate) all = Task.WhenAll(_running.Values);
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>
    /// Reads until all is there. What cannot be read now or fails (the store has told the operator) is given up: the room's next
    /// event tries again.
    /// </summary>
    async Task FillAsync(Room room)
    {
        var isGivenUp = true;
        try
        {
            while (IsWanted(room))
            {
                var head = room.Head;
                var events = await read(new HistoryQuery(room.Name, head, null, Limits.MaxPageEvents)).ConfigureAwait(false);
                foreach (var missing in events ?? []) room.Deliver(missing);
                if (room.Head == head) return;
            }
            isGivenUp = false; // and taken out already
        }
        finally
        {
            if (isGivenUp) Forget(room);
        }
    }

    /// <summary>Whether more is to be read; if not, the reader is taken out in the same moment, so that no wish is lost.</summary>
    bool IsWanted(Room room)
    {
        lock (_gate)
        {
            if (room.Head < _wanted.GetValueOrDefault(room)) return true;
            _wanted.Remove(room);
            _running.Remove(room);
            return false;
        }
    }

    void Forget(Room room)
    {
        lock (_gate)
        {
            _wanted.Remove(room);
            _running.Remove(room);
        }
    }
}
