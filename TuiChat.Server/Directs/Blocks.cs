using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using TuiChat.Protocol;
using TuiChat.Server.Storage;

namespace TuiChat.Server.Directs;

/// <summary>Who takes no direct messages of whom: in memory for the asking, in the store for the next start. Touched by many threads.</summary>
sealed class Blocks
{
    /// <summary>1,000 people that one account may block.</summary>
    public const int Most = 1000;

    readonly ConcurrentDictionary<Guid, ConcurrentDictionary<Guid, Nickname>> _byOwner = [];
    readonly MessageStore _store;

    Blocks(MessageStore store) => _store = store;

    /// <summary>Reads what the store holds.</summary>
    public static async Task<Blocks> LoadAsync(MessageStore store)
    {
        var blocks = new Blocks(store);
        foreach (var (owner, party) in await store.QueryAsync(ReadAll).ConfigureAwait(false)) blocks.Of(owner)[party.Author] = party.Nick;
        return blocks;
    }

    /// <summary>Whether the one has blocked the other.</summary>
    public bool Has(Guid owner, Guid other) => _byOwner.TryGetValue(owner, out var blocked) && blocked.ContainsKey(other);

    /// <summary>Everybody whom this one has blocked, with the name of that time.</summary>
    public IReadOnlyList<DirectParty> List(Guid owner) =>
        _byOwner.TryGetValue(owner, out var blocked) ? [.. blocked.Select(pair => new DirectParty(pair.Key, pair.Value))] : [];

    /// <summary>Blocks somebody, and keeps it; false when there are too many already.</summary>
    public async Task<bool> AddAsync(Guid owner, DirectParty other)
    {
        var blocked = Of(owner);
        if (blocked.Count >= Most && !blocked.ContainsKey(other.Author)) return false;
        await _store.WriteAsync(connection => Write(
            connection,
            "INSERT INTO blocks (author, blocked, name) VALUES ($author, $blocked, $name) ON CONFLICT (author, blocked) DO UPDATE SET name = excluded.name",
            owner,
            other)).ConfigureAwait(false);
        blocked[other.Author] = other.Nick;
        return true;
    }

    /// <summary>Takes a block back; nothing happens when there is none.</summary>
    public async Task RemoveAsync(Guid owner, DirectParty other)
    {
        await _store.WriteAsync(connection => Write(connection, "DELETE FROM blocks WHERE author = $author AND blocked = $blocked", owner, other)).ConfigureAwait(false);
        Of(owner).TryRemove(other.Author, out _);
    }

    ConcurrentDictionary<Guid, Nickname> Of(Guid owner) => _byOwner.GetOrAdd(owner, _ => []);

    static int Write(SqliteConnection connection, string statement, Guid owner, DirectParty other)
    {
        using var command = StoreFile.Prepare(connection, statement, "$author", "$blocked", "$name");
        command.Parameters[0].Value = owner.ToByteArray(bigEndian: true);
        command.Parameters[1].Value = other.Author.ToByteArray(bigEndian: true);
        command.Parameters[2].Value = other.Nick.Value;
        return command.ExecuteNonQuery();
    }

    static List<(Guid Owner, DirectParty Other)> ReadAll(SqliteConnection connection)
    {
        using var command = StoreFile.Prepare(connection, "SELECT author, blocked, name FROM blocks");
        using var row = command.ExecuteReader();
        var all = new List<(Guid, DirectParty)>();
        while (row.Read())
        {
            if (Nickname.TryParse(row.GetString(2), out var nick, out _)) all.Add((Author(row, 0), new DirectParty(Author(row, 1), nick)));
        }
        return all;
    }

    static Guid Author(SqliteDataReader row, int column) => new(row.GetFieldValue<byte[]>(column), bigEndian: true);
}
