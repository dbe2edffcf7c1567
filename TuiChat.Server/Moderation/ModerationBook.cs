using System.Collections.Concurrent;
using System.Net;
using TuiChat.Protocol;
using TuiChat.Server.Storage;

namespace TuiChat.Server.Moderation;

/// <summary>
/// Bans, mutes, what is set of rooms, and the log of who did what. The database is the truth, and what is asked often is answered from
/// memory. Asking may be done by any thread at any time; what writes is called by one at a time (<c>Desk</c>), and
/// holds in memory once it is on disk.
/// </summary>
sealed class ModerationBook
{
    /// <summary>
    /// 10,000 bans and mutes on the server, as many in all rooms together, 500 in one room; arbitrary, each hello looks through them. Rooms have
    /// their own share, so that whoever has a room cannot keep the server from banning.
    /// </summary>
    const int MaxSanctions = 10_000, MaxInRoom = 500;

    readonly MessageStore _store;
    readonly TimeProvider _time;
    readonly ConcurrentDictionary<RoomName, RoomRules> _rooms;
    volatile Sanction[] _sanctions;
    volatile HashSet<Guid>? _insiders;

    ModerationBook(MessageStore store, TimeProvider time, IEnumerable<Sanction> sanctions, IDictionary<RoomName, RoomRules> rooms)
    {
        _store = store;
        _time = time;
        _sanctions = [.. sanctions];
        _rooms = new ConcurrentDictionary<RoomName, RoomRules>(rooms);
    }

    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    public long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Whether the server lets nobody new in.</summary>
    public bool IsLocked => _insiders is not null;

    /// <summary>Reads what the store holds.</summary>
    /// <exception cref="StoreException">The database cannot be used.</exception>
    public static async Task<ModerationBook> OpenAsync(MessageStore store, TimeProvider time)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var sanctions = await store.QueryAsync(connection => ModerationTables.ReadSanctions(connection, now)).ConfigureAwait(false);
        var rooms = await store.QueryAsync(ModerationTables.ReadRooms).ConfigureAwait(false);
        return new ModerationBook(store, time, sanctions, rooms);
    }

    /// <summary>The ban that keeps every client of this address out, or null.</summary>
    public Sanction? BanOf(IPAddress address)
    {
        var sanctions = _sanctions;
        if (sanctions.Length == 0) return null;
        var plain = AddressRange.Plain(address);
        var now = Now;
        foreach (var sanction in sanctions)
        {
            if (sanction is { Kind: SanctionKind.Ban, Author: null, Room: null } && sanction.Holds(now) && sanction.Network?.Contains(plain) == true) return sanction;
        }
        return null;
    }

    /// <summary>The sanction of this kind that holds somebody in a room, or on the server when there is no room; of several the one that ends last.</summary>
    public Sanction? Find(SanctionKind kind, Guid author, bool isGuest, IPAddress address, RoomName? room)
    {
        var sanctions = _sanctions;
        if (sanctions.Length == 0) return null;
        var plain = AddressRange.Plain(address);
        var now = Now;
        Sanction? last = null;
        foreach (var sanction in sanctions)
        {
            if (sanction.Kind != kind || sanction.Room != room || !sanction.Holds(now) || !sanction.IsUpon(author, isGuest, plain)) continue;
            if (last is null || (sanction.Until ?? long.MaxValue) > (last.Until ?? long.MaxValue)) last = sanction;
        }
        return last;
    }

    /// <summary>Those in force of one kind in one place, oldest first.</summary>
    public IEnumerable<Sanction> List(SanctionKind kind, RoomName? room)
    {
        var now = Now;
        return _sanctions.Where(sanction => sanction.Kind == kind && sanction.Room == room && sanction.Holds(now));
    }

    /// <summary>Whether no more bans and mutes are taken in a room, or on the server when there is no room.</summary>
    public bool IsFull(RoomName? room)
    {
        var sanctions = _sanctions;
        return room is null
            ? sanctions.Count(sanction => sanction.Room is null) >= MaxSanctions
            : sanctions.Count(sanction => sanction.Room == room) >= MaxInRoom || sanctions.Count(sanction => sanction.Room is not null) >= MaxSanctions;
    }

    /// <summary>What is set of a room.</summary>
    public RoomRules RulesOf(RoomName room) => _rooms.GetValueOrDefault(room) ?? RoomRules.Default;

    /// <summary>Takes a ban or mute into force in place of those it goes over, and notes it.</summary>
    public async Task AddAsync(Sanction sanction, LogEntry entry)
    {
        var replaced = _sanctions.Where(other => other.Kind == sanction.Kind && other.Room == sanction.Room
            && (sanction.Author is { } author ? other.Author == author : other.Author is null && Equals(other.Network, sanction.Network))).ToList();
        var now = Now;
        var id = await _store.WriteAsync(connection =>
        {
            ModerationTables.Remove(connection, replaced, now);
            ModerationTables.Log(connection, entry);
            return ModerationTables.Insert(connection, sanction);
        }).ConfigureAwait(false);
        _sanctions = [.. _sanctions.Except(replaced).Where(other => other.Holds(now)), sanction with { Id = id }];
    }

    /// <summary>Ends bans or mutes and notes it.</summary>
    public async Task RemoveAsync(IReadOnlyCollection<Sanction> sanctions, LogEntry entry)
    {
        var now = Now;
        await _store.WriteAsync(connection =>
        {
            ModerationTables.Remove(connection, sanctions, now);
            ModerationTables.Log(connection, entry);
            return true;
        }).ConfigureAwait(false);
        _sanctions = [.. _sanctions.Except(sanctions).Where(other => other.Holds(now))];
    }

    /// <summary>Sets what is set of a room, and notes it unless there is nothing to note.</summary>
    public async Task SetRoomAsync(RoomName room, RoomRules rules, LogEntry? entry)
    {
        var before = RulesOf(room);
        await _store.WriteAsync(connection =>
        {
            ModerationTables.Write(connection, room, before, rules);
            if (entry is not null) ModerationTables.Log(connection, entry);
            return true;
        }).ConfigureAwait(false);
        _rooms[room] = rules;
    }

    /// <summary>Locks the server, or unlocks it when nobody is said to be inside.</summary>
    /// <param name="insiders">Those who are here, and may come back when their connection breaks; null to unlock. Not changed any more.</param>
    public void Lock(HashSet<Guid>? insiders) => _insiders = insiders;

    /// <summary>Whether the lock of the server does not concern this one.</summary>
    public bool IsInside(Guid author) => _insiders is not { } insiders || insiders.Contains(author);

    /// <summary>Keeps something about the server, or forgets it, and notes it.</summary>
    public Task SetServerAsync(IReadOnlyDictionary<string, string?> values, LogEntry entry) => _store.WriteAsync(connection =>
    {
        foreach (var (key, value) in values) ModerationTables.WriteServer(connection, key, value);
        ModerationTables.Log(connection, entry);
        return true;
    });

    /// <summary>Nobody is this any more: what the store has forgotten is forgotten in memory too.</summary>
    public void Forget(Guid author)
    {
        _sanctions = [.. _sanctions.Where(sanction => sanction.Author != author)];
        foreach (var (room, rules) in _rooms.Where(entry => entry.Value.Ranks.ContainsKey(author) || entry.Value.Passes.Contains(author)))
            _rooms[room] = rules with { Ranks = rules.Ranks.Remove(author), Passes = rules.Passes.Remove(author) };
    }

    /// <summary>Notes what was done elsewhere.</summary>
    public Task LogAsync(LogEntry entry) => _store.WriteAsync(connection =>
    {
        ModerationTables.Log(connection, entry);
        return true;
    });

    /// <inheritdoc cref="ModerationTables.ReadLog"/>
    public Task<List<LogEntry>> ReadLogAsync(long? before, int limit, RoomName? room) =>
        _store.QueryAsync(connection => ModerationTables.ReadLog(connection, before, limit, room));
}
