namespace TuiChat.History;

/// <summary>
/// Tells the clients on one data folder apart, and the living from the dead: each holds a file locked as long as it runs, however
/// it ends.
/// </summary>
sealed class ClientPresence : IDisposable
{
    readonly string _folder;
    readonly FileStream _held;

    /// <summary>Enters the folder of clients.</summary>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    /// <exception cref="UnauthorizedAccessException">Nor may it be.</exception>
    public ClientPresence(string data)
    {
        _folder = Directory.CreateDirectory(Path.Combine(data, "clients")).FullName;
        _held = new FileStream(PathOf(Id), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
    }

    /// <summary>The name of this client in the folder, new with every start.</summary>
    public string Id { get; } = Guid.CreateVersion7().ToString("N");

    /// <summary>Whether a client still runs; what a dead one left behind here is cleared away.</summary>
    public bool IsAlive(string id)
    {
        if (id == Id) return true;
        if (!Guid.TryParseExact(id, "N", out _)) return false;
        try
        {
            using var held = new FileStream(PathOf(id), FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
            return false;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true; // held by it, or not ours to judge
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _held.Dispose();

    string PathOf(string id) => Path.Combine(_folder, id + ".lock");
}
