using TuiChat.Protocol;

namespace TuiChat.Server.Rooms;

/// <summary>
/// Somebody who is here: a guest on one connection, or an account on any number of them. Everything that belongs to a person
/// hangs on <see cref="Author"/>, never on the name. Touched by many threads; its devices belong to <see cref="Visitors"/>.
/// </summary>
/// <param name="author">Who it is, beyond the name.</param>
/// <param name="sender">By what repeats are known.</param>
/// <param name="profile">How it stands now.</param>
sealed class Visitor(Guid author, string sender, Profile profile)
{
    volatile Profile _profile = profile;
    volatile Device[] _devices = [];

    /// <summary>Who it is, beyond the name; the same for all time for an account, for a session of a guest otherwise.</summary>
    public Guid Author => author;

    /// <summary>By what the store knows a repeat of what this one says; stays the same when the name changes.</summary>
    public string Sender => sender;

    /// <summary>How it stands now.</summary>
    public Profile Profile => _profile;

    /// <summary>The name now.</summary>
    public Nickname Nick => _profile.Nick;

    /// <summary>The key of the account; null for a guest.</summary>
    public long? Account => _profile.Account;

    /// <summary>Whether it has no account.</summary>
    public bool IsGuest => _profile.Account is null;

    /// <summary>What it may do on the server.</summary>
    public ServerRank Rank => _profile.Rank;

    /// <summary>Whether it became host as a guest, by the code of the server's operator.</summary>
    public bool HasClaimed { get; set; }

    /// <summary>Its connections. The array is shared: read only.</summary>
    public Device[] Devices => _devices;

    /// <summary>The rooms that it is in on any of its connections, each once.</summary>
    public IEnumerable<Room> Rooms => _devices is [var only] ? only.Rooms : _devices.SelectMany(device => device.Rooms).Distinct();

    /// <summary>Changes how it stands; the function is given the newest profile, and asked again when another change came in between.</summary>
    public Profile Change(Func<Profile, Profile> change)
    {
        while (true)
        {
            var before = _profile;
            var after = change(before);
            if (Interlocked.CompareExchange(ref _profile, after, before) == before) return after;
        }
    }

    /// <summary>Tells every connection of it.</summary>
    public void Tell(Message note)
    {
        foreach (var device in _devices)
        {
            device.Outbox.Post(note);
            device.Outbox.Pump();
        }
    }

    /// <summary>Ends its connections with this last line, those excepted that the function does not name.</summary>
    public void Cut(Bye last, Func<Device, bool>? which = null)
    {
        foreach (var device in _devices)
        {
            if (which is null || which(device)) device.Cut(last);
        }
    }

    /// <summary>One more connection; under the gate of <see cref="Visitors"/>.</summary>
    internal void Add(Device device) => _devices = [.. _devices, device];

    /// <summary>One connection less; under the gate of <see cref="Visitors"/>. True when none is left.</summary>
    internal bool Remove(Device device)
    {
        _devices = [.. _devices.Where(other => other != device)];
        return _devices.Length == 0;
    }
}
