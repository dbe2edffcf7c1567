using System.Globalization;
using System.Text;
using TuiChat.Protocol;

namespace TuiChat.Server.Rooms;

/// <summary>
/// Everybody who is here, and every name that somebody has, here or not. A name is taken when its look is: equal names look
/// equal. One gate for all of it, so that of two who want one name at the same moment exactly one gets it. Touched by many threads.
/// </summary>
sealed class Visitors(TimeProvider time)
{
    /// <summary>10,000, arbitrary.</summary>
    const int MostRenamed = 10_000;

    readonly Lock _gate = new();
    readonly Dictionary<string, Visitor> _bySkeleton = [];
    readonly Dictionary<Guid, Visitor> _byAuthor = [];
    readonly Dictionary<string, HeldName> _held = [];
    // By what the repeats of guests are known who have another name now, so that they are known again after the next hello.
    readonly RecentMap<Guid, string> _renamed = new(MostRenamed);
    readonly RecentMap<string, Guid> _former = new(MostRenamed);

    /// <summary>Told of each name that came (true) or went, outside of the gate; set once, before anybody enters. Must not block.</summary>
    public Action<Nickname, bool> Changed { get; set; } = static (_, _) => { };

    /// <summary>How many people are here.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _byAuthor.Count;
        }
    }

    /// <summary>Everybody who is here at this moment, in no order.</summary>
    public IReadOnlyList<Visitor> All
    {
        get
        {
            lock (_gate) return [.. _byAuthor.Values];
        }
    }

    /// <summary>Who is here under this name, or null; one that only looks like it is somebody else.</summary>
    public Visitor? Find(Nickname nick)
    {
        var skeleton = nick.Skeleton;
        lock (_gate) return _bySkeleton.GetValueOrDefault(skeleton) is { } found && found.Nick.Key == nick.Key ? found : null;
    }

    /// <summary>Who is here as this author, or null.</summary>
    public Visitor? Find(Guid author)
    {
        lock (_gate) return _byAuthor.GetValueOrDefault(author);
    }

    /// <summary>The author who had this name last and has another one by now, or null when that is not remembered.</summary>
    public Guid? FindFormer(Nickname nick)
    {
        lock (_gate) return _former.TryFind(nick.Key, out var author) ? author : null;
    }

    /// <summary>By what the store knows the repeats of a guest.</summary>
    public string SenderOf(Guid guest, Nickname nick)
    {
        lock (_gate) return _renamed.TryFind(guest, out var sender) ? sender : nick.Key;
    }

    /// <summary>
    /// Lets a connection in. An account that is here already keeps its <see cref="Visitor"/>, and <paramref name="visitor"/> becomes that one.
    /// </summary>
    /// <returns>Null when it is in, otherwise who has the name.</returns>
    public NameConflict? Enter(ref Visitor visitor, Device device)
    {
        var skeleton = visitor.Nick.Skeleton;
        lock (_gate)
        {
            if (_byAuthor.TryGetValue(visitor.Author, out var known))
            {
                if (known.IsGuest || visitor.IsGuest) return new NameConflict(known.Nick, known, known.IsGuest ? NameKind.Guest : NameKind.Account);
                known.Add(device);
                visitor = known;
                return null;
            }
            if (Conflict(skeleton, visitor.Author) is { } conflict) return conflict;
            visitor.Add(device);
            _bySkeleton.Add(skeleton, visitor);
            _byAuthor.Add(visitor.Author, visitor);
        }
        Changed(visitor.Nick, true);
        return null;
    }

    /// <summary>A connection is gone; true when it was the last one, and the name of a guest is free.</summary>
    public bool Leave(Visitor visitor, Device device)
    {
        bool isLast;
        lock (_gate)
        {
            isLast = visitor.Remove(device);
            if (isLast)
            {
                _bySkeleton.Remove(visitor.Nick.Skeleton);
                _byAuthor.Remove(visitor.Author);
            }
        }
        device.End();
        if (isLast) Changed(visitor.Nick, false);
        return isLast;
    }

    /// <summary>Gives one who is here another name; null when that is done, otherwise who has it.</summary>
    public NameConflict? Rename(Visitor visitor, Nickname nick)
    {
        var skeleton = nick.Skeleton;
        var before = visitor.Nick;
        lock (_gate)
        {
            if (!_byAuthor.ContainsKey(visitor.Author)) return null; // left in this moment, and has no name any more
            if (Conflict(skeleton, visitor.Author) is { } conflict) return conflict;
            _bySkeleton.Remove(visitor.Nick.Skeleton);
            _bySkeleton.Add(skeleton, visitor);
            visitor.Change(profile => profile with { Nick = nick });
            if (visitor.IsGuest) _renamed.TryAdd(visitor.Author, visitor.Sender);
            _former.Set(before.Key, visitor.Author);
        }
        Changed(before, false);
        Changed(nick, true);
        return null;
    }

    /// <summary>Keeps a name for somebody, whether here or not; null when that is done, otherwise who has it.</summary>
    public NameConflict? Hold(HeldName name)
    {
        var skeleton = name.Nick.Skeleton;
        lock (_gate)
        {
            if (Conflict(skeleton, name.Author) is { } conflict) return conflict;
            _held[skeleton] = name;
            if (name.Until is not null) _former.Set(name.Nick.Key, name.Author);
            return null;
        }
    }

    /// <summary>The name is kept for nobody any more.</summary>
    public void Release(Nickname nick, Guid author)
    {
        var skeleton = nick.Skeleton;
        lock (_gate)
        {
            if (_held.GetValueOrDefault(skeleton)?.Author == author) _held.Remove(skeleton);
        }
    }

    /// <summary>A free name near this one: with a number at its end, shortened where it would be too long.</summary>
    public Nickname? Suggest(Nickname nick)
    {
        for (var number = 2; number <= 99; number++)
        {
            var ending = number.ToString(CultureInfo.InvariantCulture);
            if (!Nickname.TryParse(Shorten(nick.Value, Limits.MaxNicknameRunes - ending.Length) + ending, out var candidate, out _)) continue;
            var skeleton = candidate.Skeleton;
            lock (_gate)
            {
                if (Conflict(skeleton, Guid.Empty) is null) return candidate;
            }
        }
        return null;
    }

    /// <summary>Who but this author has a name of this look, or null; under the gate.</summary>
    NameConflict? Conflict(string skeleton, Guid author)
    {
        if (GoneName.IsLike(skeleton)) return new NameConflict(GoneName.Kind, null, NameKind.Former);
        if (_bySkeleton.TryGetValue(skeleton, out var here) && here.Author != author)
            return new NameConflict(here.Nick, here, here.IsGuest ? NameKind.Guest : NameKind.Account);
        if (!_held.TryGetValue(skeleton, out var held) || held.Author == author) return null;
        if (held.Until is not { } until) return new NameConflict(held.Nick, null, NameKind.Account);
        if (until > time.GetUtcNow().ToUnixTimeMilliseconds()) return new NameConflict(held.Nick, null, NameKind.Former);
        _held.Remove(skeleton);
        return null;
    }

    static string Shorten(string name, int runes)
    {
        var result = new StringBuilder();
        foreach (var rune in name.EnumerateRunes().Take(runes)) result.Append(rune.ToString());
        return result.ToString();
    }
}
