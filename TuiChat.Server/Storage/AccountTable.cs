using Microsoft.Data.Sqlite;
using TuiChat.Protocol;

namespace TuiChat.Server.Storage;

/// <summary>What is asked of and done to the accounts in the database and the names they had. Each on the thread that owns the connection.</summary>
static class AccountTable
{
    /// <summary>All accounts.</summary>
    public static List<StoredAccount> ReadAll(SqliteConnection connection)
    {
        using var command = Command(connection, "SELECT id, author, sender, name, hash, role, color, created, seen, renamed FROM accounts");
        using var row = command.ExecuteReader();
        var accounts = new List<StoredAccount>();
        while (row.Read())
        {
            if (!Nickname.TryParse(row.GetString(3), out var name, out var problem))
                throw new StoreException($"Account {row.GetInt64(0)} of the database has a bad name. {problem}");
            accounts.Add(new StoredAccount(
                row.GetInt64(0), Author(row, 1), row.GetString(2), name, row.GetString(4), Text(row, 5), Text(row, 6), row.GetInt64(7), row.GetInt64(8), Number(row, 9)));
        }
        return accounts;
    }

    /// <summary>The names that are kept for somebody who had them, of accounts that are gone too.</summary>
    public static List<StoredName> ReadFormer(SqliteConnection connection, long now)
    {
        using var command = Command(
            connection, "SELECT a.author, f.name, f.until FROM former_names f LEFT JOIN accounts a ON a.id = f.account WHERE f.until > $now", ("$now", now));
        using var row = command.ExecuteReader();
        var names = new List<StoredName>();
        while (row.Read())
        {
            if (Nickname.TryParse(row.GetString(1), out var name, out _)) names.Add(new StoredName(row.IsDBNull(0) ? null : Author(row, 0), name, row.GetInt64(2)));
        }
        return names;
    }

    /// <summary>The names that an account had, the newest first.</summary>
    public static List<Nickname> ReadFormerOf(SqliteConnection connection, long account)
    {
        using var command = Command(connection, "SELECT name FROM former_names WHERE account = $account ORDER BY id DESC LIMIT 20", ("$account", account));
        using var row = command.ExecuteReader();
        var names = new List<Nickname>();
        while (row.Read())
        {
            if (Nickname.TryParse(row.GetString(0), out var name, out _)) names.Add(name);
        }
        return names;
    }

    /// <summary>Makes an account, whatever its id says, and returns its key.</summary>
    public static long Insert(SqliteConnection connection, StoredAccount account)
    {
        using var command = Command(
            connection,
            """
            INSERT INTO accounts (author, sender, name, name_key, skeleton, hash, role, color, created, seen)
            VALUES ($author, $sender, $name, $key, $skeleton, $hash, $role, $color, $created, $seen) RETURNING id
            """,
            ("$author", Bytes(account.Author)),
            ("$sender", account.Sender),
            ("$name", account.Name.Value),
            ("$key", account.Name.Key),
            ("$skeleton", account.Name.Skeleton),
            ("$hash", account.Hash),
            ("$role", account.Role),
            ("$color", account.Color),
            ("$created", account.Created),
            ("$seen", account.Seen));
        return (long)command.ExecuteScalar()!; // RETURNING gives the row that was inserted
    }

    /// <summary>It was here last at that time.</summary>
    public static int SetSeen(SqliteConnection connection, long id, long at) => Execute(connection, "UPDATE accounts SET seen = $at WHERE id = $id", ("$at", at), ("$id", id));

    /// <summary>Stores what may change but the name and when it was seen.</summary>
    public static int Update(SqliteConnection connection, StoredAccount account) => Execute(
        connection,
        "UPDATE accounts SET hash = $hash, role = $role, color = $color WHERE id = $id",
        ("$hash", account.Hash),
        ("$role", account.Role),
        ("$color", account.Color),
        ("$id", account.Id));

    /// <summary>Stores the new name, and the one before as a former one.</summary>
    public static int Rename(SqliteConnection connection, StoredAccount account, Nickname before, long until)
    {
        Keep(connection, account.Id, before, until);
        return Execute(
            connection,
            "UPDATE accounts SET name = $name, name_key = $key, skeleton = $skeleton, renamed = $renamed WHERE id = $id",
            ("$name", account.Name.Value),
            ("$key", account.Name.Key),
            ("$skeleton", account.Name.Skeleton),
            ("$renamed", account.Renamed),
            ("$id", account.Id));
    }

    /// <summary>Takes the account away with all that is its own but what it said, which is noted to be taken away too.</summary>
    /// <param name="connection">The writing connection.</param>
    /// <param name="account">Which.</param>
    /// <param name="until">How long nobody else may have its name.</param>
    /// <param name="erasure">What becomes of what it said.</param>
    public static int Delete(SqliteConnection connection, StoredAccount account, long until, StoredErasure erasure)
    {
        Execute(connection, "UPDATE former_names SET account = NULL WHERE account = $id", ("$id", account.Id));
        Keep(connection, null, account.Name, until);
        Execute(connection, "DELETE FROM tokens WHERE account = $id", ("$id", account.Id));
        Execute(connection, "DELETE FROM markers WHERE author = $author", ("$author", Bytes(account.Author)));
        Execute(connection, "DELETE FROM blocks WHERE author = $author OR blocked = $author", ("$author", Bytes(account.Author)));
        Execute(connection, "DELETE FROM room_ranks WHERE author = $author", ("$author", Bytes(account.Author)));
        Execute(connection, "DELETE FROM room_passes WHERE author = $author", ("$author", Bytes(account.Author)));
        Execute(connection, "DELETE FROM sanctions WHERE author = $author", ("$author", Bytes(account.Author)));
        ErasureTable.Insert(connection, erasure);
        return Execute(connection, "DELETE FROM accounts WHERE id = $id", ("$id", account.Id));
    }

    static void Keep(SqliteConnection connection, long? account, Nickname name, long until) => Execute(
        connection,
        "INSERT INTO former_names (account, name, skeleton, until) VALUES ($account, $name, $skeleton, $until)",
        ("$account", account),
        ("$name", name.Value),
        ("$skeleton", name.Skeleton),
        ("$until", until));

    /// <summary>How an author stands in the database.</summary>
    internal static byte[] Bytes(Guid author) => author.ToByteArray(bigEndian: true);

    /// <summary>Runs a statement with these parameters and returns how many rows it changed.</summary>
    internal static int Execute(SqliteConnection connection, string text, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(connection, text, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>A statement with these parameters.</summary>
    internal static SqliteCommand Command(SqliteConnection connection, string text, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constant texts of this folder.
        command.CommandText = text;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }

    static Guid Author(SqliteDataReader row, int column) => new(row.GetFieldValue<byte[]>(column), bigEndian: true);

    static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    static long? Number(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}
