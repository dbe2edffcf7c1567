namespace TuiChat.Settings;

/// <summary>Why a file cannot be written, in words for people: the framework's own name temporary files, of which nobody knows.</summary>
static class FileTrouble
{
    /// <summary>ENOSPC and EROFS, as an <see cref="IOException"/> carries them on Unix.</summary>
    public const int NoSpace = 28, ReadOnlyFileSystem = 30;

    /// <summary>ERROR_DISK_FULL of Windows.</summary>
    const int DiskFull = unchecked((int)0x80070070);

    /// <summary>The end of a sentence, with its full stop.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <param name="folder">Where the file was to be.</param>
    public static string Explain(Exception failure, string folder) => failure switch
    {
        DirectoryNotFoundException => $"there is no folder {folder}.",
        UnauthorizedAccessException => $"you may not write in {folder}.",
        IOException { HResult: NoSpace or DiskFull } => "the disk is full.",
        IOException { HResult: ReadOnlyFileSystem } => "the disk is read-only.",
        _ => failure.Message,
    };
}
