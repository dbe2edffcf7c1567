using Microsoft.Data.Sqlite;

namespace TuiChat.Server.Storage;

/// <summary>What is asked of and done to the logins in the database. Each on the thread that owns the connection.</summary>
static class LoginTable
{
    /// <summary>All logins that have not ended.</summary>
    public static List<StoredLogin> ReadAll(SqliteConnection connection, long now)
    {
        using var command = AccountTable.Command(
            connection, "SELECT id, account, digest, client, address, created, used, expires FROM tokens WHERE expires > $now", ("$now", now));
        using var row = command.ExecuteReader();
        var logins = new List<StoredLogin>();
        while (row.Read())
        {
            logins.Add(new StoredLogin(
                row.GetInt64(0),
                row.GetInt64(1),
                Convert.ToHexStringLower(row.GetFieldValue<byte[]>(2)),
                row.IsDBNull(3) ? null : row.GetString(3),
                row.GetString(4),
                row.GetInt64(5),
                row.GetInt64(6),
                row.GetInt64(7)));
        }
        return logins;
    }

    /// <summary>Makes a login, whatever its id says, and returns its key; null when the account is gone.</summary>
    public static long? Insert(SqliteConnection connection, StoredLogin login)
    {
        using var command = AccountTable.Command(
            connection,
            """
            INSERT INTO tokens (account, digest, client, address, created, used, expires)
            SELECT $account, $digest, $client, $address, $created, $used, $expires WHERE EXISTS (SELECT 1 FROM accounts WHERE id = $account)
            RETURNING id
            """,
            ("$account", login.Account),
            ("$digest", Convert.FromHexString(login.Digest)),
            ("$client", login.Client),
            ("$address", login.Address),
            ("$created", login.Created),
            ("$used", login.Used),
            ("$expires", login.Expires));
        return (long?)command.ExecuteScalar();
    }

    /// <summary>It was used.</summary>
    public static int Use(SqliteConnection connection, StoredLogin login) => AccountTable.Execute(
        connection,
        "UPDATE tokens SET client = $client, address = $address, used = $used, expires = $expires WHERE id = $id",
        ("$client", login.Client),
        ("$address", login.Address),
        ("$used", login.Used),
        ("$expires", login.Expires),
        ("$id", login.Id));

    /// <summary>Ends logins.</summary>
    public static int Delete(SqliteConnection connection, IEnumerable<long> logins) =>
        logins.Sum(login => AccountTable.Execute(connection, "DELETE FROM tokens WHERE id = $id", ("$id", login)));

    /// <summary>Takes away those that have ended by themselves.</summary>
    public static int DeleteEnded(SqliteConnection connection, long now) => AccountTable.Execute(connection, "DELETE FROM tokens WHERE expires <= $now", ("$now", now));
}
