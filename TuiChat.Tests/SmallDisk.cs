using System.Diagnostics;

namespace TuiChat.Tests;

/// <summary>A file system in memory of a fixed size, to be full or read-only; needs root.</summary>
sealed class SmallDisk : IDisposable
{
    public SmallDisk(string size) => Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", Path);

    public string Path { get; } = Directory.CreateTempSubdirectory("tuichat-disk-").FullName;

    string Filler => System.IO.Path.Combine(Path, "filler");

    public void Remount(string mode) => Run("mount", "-o", $"remount,{mode}", Path);

    /// <summary>Takes all that is free.</summary>
    public void Fill()
    {
        try
        {
            using var stream = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
            while (true) stream.Write(new byte[4096]);
        }
        catch (IOException)
        {
            Assert.Equal(0, new DriveInfo(Path).AvailableFreeSpace / 4096);
        }
    }

    /// <summary>Gives it back.</summary>
    public void Empty() => File.Delete(Filler);

    public void Dispose()
    {
        Run("umount", Path);
        Directory.Delete(Path);
    }

    static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!; // started or thrown
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
    }
}
