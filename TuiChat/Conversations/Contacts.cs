using TuiChat.Protocol;

namespace TuiChat.Conversations;

/// <summary>Whom one listens for on this server: who of them is connected, and who has written directly. Owned by the loop.</summary>
sealed class Contacts
{
    readonly Dictionary<string, (Nickname Nick, bool IsOnline, DateTimeOffset? Since)> _presence = new(StringComparer.Ordinal);
    readonly Dictionary<RoomName, DirectSummary> _directs = [];

    /// <summary>Whether somebody is connected, and since when, as far as the server has told; null when it has not.</summary>
    public (bool IsOnline, DateTimeOffset? Since)? Presence(Nickname nick) =>
        _presence.TryGetValue(nick.Key, out var entry) ? (entry.IsOnline, entry.Since) : null;

    /// <summary>The room of the two of us, if the server has told of it.</summary>
    public RoomName? RoomWith(Nickname nick)
    {
        foreach (var direct in _directs.Values)
        {
            if (direct.With.Key == nick.Key) return direct.Room;
        }
        return null;
    }

    /// <summary>The other one of a direct room, and how far it was read; null when it was not told of.</summary>
    public DirectSummary? Direct(RoomName room) => _directs.GetValueOrDefault(room);

    /// <summary>All direct rooms that were told of, the one with the newest line first.</summary>
    public IReadOnlyList<DirectSummary> Directs => [.. _directs.Values.OrderByDescending(direct => direct.At ?? 0)];

    /// <summary>A direct room exists.</summary>
    public void Put(DirectSummary direct)
    {
        if (direct.Room.IsDirect) _directs[direct.Room] = direct;
    }

    /// <summary>A direct room is no more.</summary>
    public void Remove(RoomName room) => _directs.Remove(room);

    /// <summary>Somebody came or went. True when that is a change of what was known, and not the first that is told.</summary>
    public bool Take(PresenceNote note)
    {
        var key = note.Nick.Key;
        var isChange = _presence.TryGetValue(key, out var before) && before.IsOnline != note.Online;
        _presence[key] = (note.Nick, note.Online, note.At is { } at ? PastItems.Time(at) : null);
        return isChange;
    }

    /// <summary>Somebody has another name.</summary>
    public void Rename(Nickname from, Nickname to)
    {
        if (_presence.Remove(from.Key, out var entry)) _presence[to.Key] = (to, true, null); // only who is here takes another name; of the old one it may have been told that it is gone
        foreach (var direct in _directs.Values.Where(direct => direct.With.Key == from.Key).ToList()) _directs[direct.Room] = direct with { With = to };
    }

    /// <summary>A connection begins: what was told before may not hold any more.</summary>
    public void ForgetPresence() => _presence.Clear();
}
