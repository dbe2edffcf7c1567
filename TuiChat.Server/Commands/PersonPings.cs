using TuiChat.Protocol;
using TuiChat.Server.Rooms;

namespace TuiChat.Server.Commands;

/// <summary>
/// Lets one person measure the way to another one and back: passes a ping on to the other's client, and its answer back. One ping a
/// second goes to a client, so that nobody uses up by this what another may ask. One per server; touched by many threads.
/// </summary>
sealed class PersonPings(TimeProvider time)
{
    /// <summary>10 s: whoever has not answered by then is as good as gone.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>1 s between two pings to one client.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    readonly Lock _gate = new();
    readonly Dictionary<Device, (Waiting? Waiting, long At)> _devices = [];
    long _last;

    /// <summary>Passes a ping on; it is answered later, in any case.</summary>
    public void Ask(Session asker, PingRequest ping, Visitor whom)
    {
        // The client that somebody sits at, as far as that is known.
        if ((whom.Devices.LastOrDefault(device => !device.IsIdle) ?? whom.Devices.LastOrDefault()) is not { } device)
        {
            asker.Refuse(ping, Refusals.NoPerson(whom.Nick));
            return;
        }
        if (Begin(asker, ping, whom.Nick, device) is not { } id)
        {
            asker.Refuse(ping, Refusals.PingedLately(whom.Nick), Pause);
            return;
        }
        device.Outbox.Post(new PingRequest { Id = id });
        device.Outbox.Pump();
    }

    /// <summary>A client has answered a ping; those that nobody waits for are none of ours.</summary>
    public void Answer(Device device, string? id)
    {
        if (End(device, id) is not { } waiting) return;
        waiting.Asker.Reply(new Pong { Re = waiting.Ping.Id });
        waiting.Asker.Outbox.Pump();
    }

    string? Begin(Session asker, PingRequest ping, Nickname nick, Device device)
    {
        lock (_gate)
        {
            foreach (var (old, (waits, at)) in _devices)
            {
                if (waits is null && time.GetElapsedTime(at) >= Pause) _devices.Remove(old);
            }
            if (_devices.ContainsKey(device)) return null;
            var waiting = new Waiting(asker, ping, $"ping-{++_last}");
            waiting.Deadline = time.CreateTimer(_ => GiveUp(device, waiting.Id, nick), null, Patience, Timeout.InfiniteTimeSpan);
            _devices.Add(device, (waiting, time.GetTimestamp()));
            return waiting.Id;
        }
    }

    Waiting? End(Device device, string? id)
    {
        lock (_gate)
        {
            if (!_devices.TryGetValue(device, out var entry) || entry.Waiting is not { } waiting || waiting.Id != id) return null;
            _devices[device] = (null, entry.At);
            waiting.Deadline?.Dispose();
            return waiting;
        }
    }

    void GiveUp(Device device, string id, Nickname nick)
    {
        if (End(device, id) is not { } waiting) return;
        waiting.Asker.Refuse(waiting.Ping, Refusals.NoAnswer(nick, Patience));
        waiting.Asker.Outbox.Pump();
    }

    sealed class Waiting(Session asker, PingRequest ping, string id)
    {
        public Session Asker => asker;

        public PingRequest Ping => ping;

        public string Id => id;

        public ITimer? Deadline { get; set; }
    }
}
