namespace TuiChat.Settings;

/// <summary>When a file was written last and how long it is; tells whether somebody has changed it.</summary>
readonly record struct FileStamp(DateTime Written, long Length)
{
    /// <summary>The stamp now; default when there is no such file or it cannot be looked at.</summary>
    public static FileStamp Of(string path)
    {
        try
        {
            var target = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? new FileInfo(path);
            return target.Exists ? new FileStamp(target.LastWriteTimeUtc, target.Length) : default;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }
}
