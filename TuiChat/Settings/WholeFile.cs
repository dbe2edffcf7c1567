namespace TuiChat.Settings;

/// <summary>
/// Replaces files in one step: written to a neighbour, brought to the disk and moved over. Whoever reads finds one version or the
/// other, also after a crash or a power cut. Not a lock: of two that write at once the last one stays.
/// </summary>
static class WholeFile
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>
    /// Writes a file in place of what is there; its folder is made when it is missing. A link stays one, and what it leads to is replaced.
    /// A file that is there keeps its permissions; a new one is its owner's alone.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="content">All that it is to hold.</param>
    /// <param name="isSecret">It becomes its owner's alone, whatever its permissions were.</param>
    /// <exception cref="IOException">It cannot be written; the former file is untouched.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> content, bool isSecret = false)
    {
        var file = new FileInfo(path);
        var target = file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName;
        if (Path.GetDirectoryName(target) is { } folder) Directory.CreateDirectory(folder);
        var draft = $"{target}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}.new";
        try
        {
            Write(draft, content, isSecret ? null : target);
            File.Move(draft, target, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    static void Write(string draft, ReadOnlySpan<byte> content, string? model)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using var file = new FileStream(draft, options);
        if (!OperatingSystem.IsWindows() && File.Exists(model)) File.SetUnixFileMode(file.SafeFileHandle, File.GetUnixFileMode(model));
        file.Write(content);
        file.Flush(flushToDisk: true);
    }
}
