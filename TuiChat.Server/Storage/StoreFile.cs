using Microsoft.Data.Sqlite;

namespace TuiChat.Server.Storage;

/// <summary>Opens connections to the one database file and knows what its errors mean for people.</summary>
static class StoreFile
{
    /// <summary>The primary result codes that are answered apart, see https://sqlite.org/rescode.html.</summary>
    const int ReadOnly = 8, IoError = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;

    /// <summary>The connection that writes: write-ahead log, every commit on disk before it returns, what is taken away overwritten.</summary>
    /// <exception cref="StoreException">The file cannot be used; the message says why.</exception>
    public static SqliteConnection OpenWriter(string path) => Open(
        path, SqliteOpenMode.ReadWriteCreate, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000;");

    /// <summary>A connection that only reads; it sees what was committed before each query.</summary>
    /// <inheritdoc cref="OpenWriter" path="/exception"/>
    public static SqliteConnection OpenReader(string path) => Open(path, SqliteOpenMode.ReadWrite, "PRAGMA query_only = ON; PRAGMA cache_size = -16000;");

    /// <summary>A sentence that says what is wrong with the storage.</summary>
    public static string Explain(Exception e) => (e as SqliteException)?.SqliteErrorCode switch
    {
        Full => "The server's disk is full",
        ReadOnly => "The server's data folder is read-only",
        IoError => "The server's disk reports an error",
        Corrupt or NotADatabase => "The server's database is damaged",
        CannotOpen => "The server's database cannot be opened",
        _ => "The server's database reports an error",
    };

    /// <summary>A prepared statement with parameters of these names, in this order.</summary>
    public static SqliteCommand Prepare(SqliteConnection connection, string text, params string[] parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constant texts of this folder.
        command.CommandText = text;
#pragma warning restore CA2100
        foreach (var name in parameters) command.Parameters.Add(new SqliteParameter { ParameterName = name });
        command.Prepare();
        return command;
    }

    static SqliteConnection Open(string path, SqliteOpenMode mode, string pragmas)
    {
        SqliteLibrary.Load();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ConnectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constant texts of this file.
            command.CommandText = pragmas;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new StoreException($"{Explain(e)} ({path}). Check the folder and its rights, or choose another with --data.", e);
        }
    }
}
