using System.Globalization;
using Microsoft.Data.Sqlite;
using TuiChat.History.Search;
using TuiChat.Server.Storage;
using TuiChat.Settings;

namespace TuiChat.History;

/// <summary>Opens connections to the one database file and knows what its errors mean for people.</summary>
static class HistoryFile
{
    /// <summary>The file inside the data folder.</summary>
    public const string Name = "history.db";

    /// <summary>10 s: how long a client waits for another one that writes, before it counts as a failure.</summary>
    const int BusySeconds = 10;

    /// <summary>The primary result codes that are answered apart, see https://sqlite.org/rescode.html.</summary>
    const int Permission = 3, Busy = 5, ReadOnly = 8, IoError = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;

    /// <summary>Opens or makes the database and brings it up to date.</summary>
    /// <exception cref="HistoryException">It cannot be used; the message says why and what to do.</exception>
    public static SqliteConnection OpenWriter(string path)
    {
        MakeForOwner(path);
        // A commit survives the end of this program however it comes; for a typed line the disk is waited for as well.
        var connection = Open(path, SqliteOpenMode.ReadWriteCreate, "PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = FAST; PRAGMA foreign_keys = ON; PRAGMA cache_size = -8000;");
        try
        {
            connection.CreateFunction("character_pairs", (string text) => CharacterPairs.OfText(text), isDeterministic: true);
            HistoryMigrations.Apply(connection);
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw Explained(e, path);
        }
        catch (HistoryException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A connection that only reads; it sees what was committed before each query.</summary>
    /// <exception cref="HistoryException">It cannot be used.</exception>
    public static SqliteConnection OpenReader(string path) => Open(path, SqliteOpenMode.ReadWrite, "PRAGMA query_only = ON; PRAGMA cache_size = -8000; PRAGMA mmap_size = 268435456;");

    /// <summary>Whether the database itself is broken.</summary>
    public static bool IsDamage(Exception e) => e is HistoryException { IsDamaged: true } or SqliteException { SqliteErrorCode: Corrupt or NotADatabase };

    /// <summary>Whether the database is there and sound, asked on a fresh connection.</summary>
    public static bool IsSound(string path)
    {
        try
        {
            using var connection = Open(path, SqliteOpenMode.ReadWrite, "");
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA quick_check(1)";
            return command.ExecuteScalar() is "ok";
        }
        catch (Exception e) when (e is SqliteException or HistoryException)
        {
            return !IsDamage(e);
        }
    }

    /// <summary>Moves a broken database with what belongs to it out of the way; returns where it is now.</summary>
    public static string MoveAside(string path, DateTimeOffset now)
    {
        var aside = $"{path}.damaged-{now.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{Environment.ProcessId}";
        foreach (var part in (string[])["", "-wal", "-shm"])
        {
            if (File.Exists(path + part)) File.Move(path + part, aside + part, overwrite: true);
        }
        return aside;
    }

    /// <summary>A sentence that says what is wrong, without what to do.</summary>
    public static string Explain(Exception e) => e switch
    {
        SqliteException { SqliteErrorCode: Full } or IOException { HResult: FileTrouble.NoSpace } => "The disk is full",
        SqliteException { SqliteErrorCode: ReadOnly or Permission } or UnauthorizedAccessException or IOException { HResult: FileTrouble.ReadOnlyFileSystem } => "The data folder is read-only",
        SqliteException { SqliteErrorCode: IoError } or IOException => "The disk reports an error",
        SqliteException { SqliteErrorCode: Corrupt or NotADatabase } => "The local history is damaged",
        SqliteException { SqliteErrorCode: CannotOpen } => "The local history cannot be opened",
        SqliteException { SqliteErrorCode: Busy } => "Another program holds the local history",
        _ => "The local history reports an error",
    };

    /// <summary>What was said alone is in it: nobody else reads along. The files beside it get the rights of this one from SQLite.</summary>
    static void MakeForOwner(string path)
    {
        if (OperatingSystem.IsWindows() || File.Exists(path)) return;
        try
        {
            // Never one that is there: closing it would take the locks away that SQLite has on it.
            new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.ReadWrite, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }).Dispose();
        }
        catch (Exception e) when (e is IOException && File.Exists(path))
        {
            return; // another client was faster
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HistoryException(Sentence(Explain(e), path), isDamaged: false, e);
        }
    }

    static SqliteConnection Open(string path, SqliteOpenMode mode, string pragmas)
    {
        SqliteLibrary.Load();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = BusySeconds }.ConnectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constant texts of this file.
            command.CommandText = $"PRAGMA busy_timeout = {BusySeconds * 1000}; {pragmas}";
#pragma warning restore CA2100
            command.ExecuteNonQuery();
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw Explained(e, path);
        }
    }

    static HistoryException Explained(SqliteException e, string path) =>
        new(Sentence(Explain(e), path), IsDamage(e), e);

    static string Sentence(string reason, string path) => $"{reason} ({path}), so no history is kept now. Check the folder and its rights, or choose another with --data.";
}
