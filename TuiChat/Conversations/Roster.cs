using TuiChat.Protocol;

namespace TuiChat.Conversations;

/// <summary>The people of one room as they are known, and who of them is writing. Owned by the loop.</summary>
sealed class Roster(TimeProvider time)
{
    /// <summary>100 people: more who write at once are not told apart.</summary>
    const int MaxWriting = 100;

    /// <summary>Twice as long as a client waits before it says again that somebody writes.</summary>
    static readonly TimeSpan WritingFor = TimeSpan.FromMilliseconds(2 * Limits.TypingMilliseconds);

    readonly SortedList<string, Nickname> _people = new(StringComparer.Ordinal);
    readonly Dictionary<string, Person> _details = new(StringComparer.Ordinal);
    readonly Dictionary<string, (Nickname Nick, long Since)> _writing = new(StringComparer.Ordinal);

    /// <summary>Who is here, in the order of their names; not to be changed.</summary>
    public IList<Nickname> Names => _people.Values;

    /// <summary>What is known of the person at this place beyond the name; null for an ordinary one.</summary>
    public Person? DetailsAt(int index) => _details.Count == 0 ? null : _details.GetValueOrDefault(_people.Keys[index]);

    /// <summary>What is known of a person beyond the name; null for an ordinary one and for whoever is not here.</summary>
    public Person? Details(Nickname nick) => _details.Count == 0 ? null : _details.GetValueOrDefault(nick.Key);

    /// <summary>Another number whenever a colour that somebody chose is another.</summary>
    public int ColorVersion { get; private set; }

    /// <summary>The colour that a person chose, or null.</summary>
    public string? ColorOf(Nickname nick) => ColorVersion == 0 ? null : Details(nick)?.Color;

    /// <summary>Whether the person is here.</summary>
    public bool Has(Nickname nick) => _people.ContainsKey(nick.Key);

    /// <summary>The list comes anew.</summary>
    public void Clear()
    {
        _people.Clear();
        _details.Clear();
        _writing.Clear();
    }

    /// <summary>Somebody is here, or is another now. False when that was known already.</summary>
    public bool Put(Person person)
    {
        var key = person.Nick.Key;
        var isNew = !_people.ContainsKey(key);
        _people[key] = person.Nick;
        var clean = Clean(person);
        if (_details.GetValueOrDefault(key)?.Color != clean.Color) ColorVersion++;
        if (IsOrdinary(clean)) _details.Remove(key);
        else _details[key] = clean;
        return isNew;
    }

    /// <summary>Somebody is here no more. False when nobody of this name was.</summary>
    public bool Remove(Nickname nick)
    {
        var key = nick.Key;
        _details.Remove(key);
        _writing.Remove(key);
        return _people.Remove(key);
    }

    /// <summary>Somebody has another name. False when nobody of the old name was here.</summary>
    public bool Rename(Nickname from, Nickname to)
    {
        var key = from.Key;
        if (!_people.ContainsKey(key)) return false;
        var person = _details.GetValueOrDefault(key) ?? new Person { Nick = from };
        Remove(from);
        Put(person with { Nick = to });
        return true;
    }

    /// <summary>Somebody is writing.</summary>
    public void Write(Nickname nick)
    {
        if (_people.ContainsKey(nick.Key) && (_writing.Count < MaxWriting || _writing.ContainsKey(nick.Key))) _writing[nick.Key] = (nick, time.GetTimestamp());
    }

    /// <summary>A line of theirs has come.</summary>
    public void StopWriting(Nickname nick)
    {
        if (_writing.Count > 0) _writing.Remove(nick.Key);
    }

    /// <summary>Whether somebody was said to write, lately or not; asking takes no time.</summary>
    public bool MayWrite => _writing.Count > 0;

    /// <summary>Who is writing now; forgets whoever has stopped.</summary>
    public IReadOnlyList<Nickname> Writing()
    {
        if (_writing.Count == 0) return [];
        foreach (var (key, _) in _writing.Where(entry => time.GetElapsedTime(entry.Value.Since) >= WritingFor).ToList()) _writing.Remove(key);
        return [.. _writing.Values.OrderBy(entry => entry.Since).Select(entry => entry.Nick)];
    }

    static bool IsOrdinary(Person person) => person is { Guest: false, Role: null, Rank: null, State: null, Note: null, Color: null };

    /// <summary>What a server says may be anything: words that are not known count as nothing, and a note is one line.</summary>
    static Person Clean(Person person) => person with
    {
        Role = person.Role is ServerRole.Host or ServerRole.Moderator ? person.Role : null,
        Rank = person.Rank is RoomRank.Owner or RoomRank.Moderator ? person.Rank : null,
        State = person.State is PersonState.Away or PersonState.Idle ? person.State : null,
        Note = TextRules.Problem(person.Note, Limits.MaxShortTextBytes, isMultiline: false) is null && person.Note?.Length > 0 ? person.Note : null,
        Color = TextRules.IsColor(person.Color) ? person.Color : null,
    };
}
