using Microsoft.Data.Sqlite;
using TuiChat.History;

namespace TuiChat.Tests.EndToEnd;

/// <summary>Looks again whenever something has changed in a folder.</summary>
sealed class FolderChanges : IDisposable
{
    readonly FileSystemWatcher _watcher;
    readonly SemaphoreSlim _changed = new(0);

    public FolderChanges(string folder)
    {
        _watcher = new FileSystemWatcher(folder) { NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size };
        _watcher.Changed += (_, _) => _changed.Release();
        _watcher.Created += (_, _) => _changed.Release();
        _watcher.Renamed += (_, _) => _changed.Release();
        _watcher.EnableRaisingEvents = true;
    }

    /// <summary>Lines that wait in the history of a data folder.</summary>
    public static long WaitingLines(string data)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, HistoryFile.Name)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM outbox";
        return (long)(command.ExecuteScalar() ?? 0L);
    }

    public async Task UntilAsync(Func<bool> condition, TimeSpan deadline)
    {
        while (!condition()) Assert.True(await _changed.WaitAsync(deadline), "Waited in vain for the files to say so.");
    }

    public void Dispose()
    {
        _watcher.Dispose();
        _changed.Dispose();
    }
}
