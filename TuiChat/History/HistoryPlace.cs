namespace TuiChat.History;

/// <summary>
/// Where the database is and which one it is: readers wait here until the writer has it ready, and open it anew when it was
/// replaced. Used by all threads of the history.
/// </summary>
sealed class HistoryPlace(string folder) : IDisposable
{
    readonly ManualResetEventSlim _isOpened = new();
    int _generation;
    volatile bool _isUsable;

    /// <summary>The data folder.</summary>
    public string Folder => folder;

    /// <summary>The database.</summary>
    public string Path { get; } = System.IO.Path.Combine(folder, HistoryFile.Name);

    /// <summary>Another number whenever the database is another one.</summary>
    public int Generation => Volatile.Read(ref _generation);

    /// <summary>Whether it may be read.</summary>
    public bool IsUsable => _isUsable;

    /// <summary>The writer has it ready, or has found that it cannot be used.</summary>
    public void SetOpened(bool isUsable)
    {
        _isUsable = isUsable;
        Interlocked.Increment(ref _generation);
        _isOpened.Set();
    }

    /// <summary>Waits until it is ready; false when the wait is given up.</summary>
    public bool WaitUntilOpened(CancellationToken cancellation)
    {
        try
        {
            _isOpened.Wait(cancellation);
            return true;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _isOpened.Dispose();
}
