namespace TuiChat.Settings;

/// <summary>
/// Tells when a file has changed and is at rest: asked once a second, it looks at the file's stamp, and a change counts once two
/// looks have found the same. So an editor that writes in two steps is waited for. Owned by the loop.
/// </summary>
sealed class FileWatch(string path)
{
    FileStamp _known = FileStamp.Of(path);
    FileStamp _before = FileStamp.Of(path);

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>Whether it has changed since the last time this was true or <see cref="Forget"/> was called.</summary>
    public bool HasChanged()
    {
        var now = FileStamp.Of(path);
        var isAtRest = now == _before;
        _before = now;
        if (!isAtRest || now == _known) return false;
        _known = now;
        return true;
    }

    /// <summary>What stands there now is known.</summary>
    public void Forget() => _known = _before = FileStamp.Of(path);
}
