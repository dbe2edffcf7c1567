using TuiChat.Protocol;

namespace TuiChat.Server.Rooms;

/// <summary>Who wants to know when whom comes and goes. Touched by many threads; the gate guards both directions.</summary>
sealed class Watches(TimeProvider time)
{
    readonly Lock _gate = new();
    readonly Dictionary<string, HashSet<Outbox>> _byName = [];
    readonly Dictionary<Outbox, IReadOnlyList<Nickname>> _byWatcher = [];

    /// <summary>Whom one connection watches from now on; empty for nobody.</summary>
    public void Set(Outbox watcher, IReadOnlyList<Nickname> nicks)
    {
        lock (_gate)
        {
            foreach (var before in _byWatcher.GetValueOrDefault(watcher) ?? [])
            {
                if (_byName.GetValueOrDefault(before.Key) is { } watchers && watchers.Remove(watcher) && watchers.Count == 0) _byName.Remove(before.Key);
            }
            _byWatcher.Remove(watcher);
            if (nicks.Count == 0) return;
            _byWatcher.Add(watcher, nicks);
            foreach (var nick in nicks)
            {
                if (!_byName.TryGetValue(nick.Key, out var watchers)) _byName.Add(nick.Key, watchers = []);
                watchers.Add(watcher);
            }
        }
    }

    /// <summary>Somebody came or went: tells those who watch.</summary>
    public void Tell(Nickname nick, bool isOnline)
    {
        Outbox[] watchers;
        lock (_gate)
        {
            if (!_byName.TryGetValue(nick.Key, out var found)) return;
            watchers = [.. found];
        }
        var note = new PresenceNote { Nick = nick, Online = isOnline, At = time.GetUtcNow().ToUnixTimeMilliseconds() };
        foreach (var watcher in watchers)
        {
            watcher.Post(note);
            watcher.Pump();
        }
    }
}
