using System.Globalization;

namespace TuiChat.Server;

/// <summary>The data folder, held by one server at a time through a lock file that the system frees when the process ends.</summary>
sealed class DataFolder : IDisposable
{
    /// <summary>The lock cannot be read by others while it is held, so the process id stands beside it.</summary>
    const string LockFile = "server.lock", ProcessFile = "server.pid";

    /// <summary>ENOSPC and EROFS, as an <see cref="IOException"/> carries them on Unix.</summary>
    const int NoSpace = 28, ReadOnlyFileSystem = 30;

    readonly FileStream _lock;

    DataFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>The folder, as an absolute path.</summary>
    public string Path { get; }

    /// <summary>The user's own place for data.</summary>
    public static string Default => System.IO.Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "tuichat", "server");

    /// <summary>Makes the folder if need be, for its owner only, and takes it.</summary>
    /// <param name="path">The folder, or empty for <see cref="Default"/>.</param>
    /// <exception cref="StartException">It cannot be made or written, or another server has it.</exception>
    public static DataFolder Open(string path)
    {
        var folder = System.IO.Path.GetFullPath(path.Length > 0 ? path : Default);
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException(ExitCodes.Unusable, $"The data folder {folder} cannot be made. Choose another with --data.", e);
        }
        return new DataFolder(folder, Hold(folder));
    }

    /// <summary>Frees the folder.</summary>
    public void Dispose() => _lock.Dispose();

    static FileStream Hold(string folder)
    {
        var path = System.IO.Path.Combine(folder, LockFile);
        FileStream? held = null;
        try
        {
            held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(System.IO.Path.Combine(folder, ProcessFile), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return held;
        }
        catch (UnauthorizedAccessException e)
        {
            held?.Dispose();
            throw new StartException(ExitCodes.Unusable, $"The data folder {folder} is not writable. Change its rights or choose another with --data.", e);
        }
        catch (IOException e)
        {
            held?.Dispose();
            throw new StartException(ExitCodes.Unusable, Explain(folder, e), e);
        }
    }

    static string Explain(string folder, IOException problem)
    {
        if (problem.HResult == ReadOnlyFileSystem) return $"The data folder {folder} is read-only. Change that or choose another with --data.";
        if (problem.HResult == NoSpace) return $"The disk of the data folder {folder} is full. Make room or choose another with --data.";
        try
        {
            if (int.TryParse(File.ReadAllText(System.IO.Path.Combine(folder, ProcessFile)), NumberStyles.None, CultureInfo.InvariantCulture, out var process))
                return $"The data folder {folder} is in use by the server with process id {process}. Stop that one or choose another with --data.";
        }
        catch (IOException)
        {
            // Held by one that has not come to write it: the sentence below says what is known.
        }
        return $"The data folder {folder} is in use by another server, or cannot be written. Choose another with --data.";
    }
}
