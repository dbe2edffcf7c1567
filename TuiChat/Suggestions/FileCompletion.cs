using TuiChat.Terminal;

namespace TuiChat.Suggestions;

/// <summary>
/// Finds files and folders by a path from the current folder, the root or <c>~</c>. Folders are read beside the loop, since a disk
/// may be slow; what was read is kept for a moment. Hidden ones are only shown when the dot is typed.
/// </summary>
sealed class FileCompletion(string current, string home, TimeProvider time)
{
    /// <summary>2,000 entries of a folder: more are not looked through.</summary>
    const int MaxEntries = 2_000;

    /// <summary>5 s: how long a folder that was read is believed.</summary>
    static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(5);

    string? _wanted;
    string? _folder;
    long _readAt;
    IReadOnlyList<(string Name, bool IsFolder)> _entries = [];
    Task _reading = Task.CompletedTask;

    /// <summary>A folder has been read: there is more to offer.</summary>
    public event Action? Changed;

    /// <summary>The reading that goes on, for tests.</summary>
    internal Task Reading => _reading;

    /// <summary>What is known of the folder that the path names; begins to read it when nothing is.</summary>
    public IReadOnlyList<Completion> Find(string typed)
    {
        if (typed == "~") return [new Completion("~/", Suffix: "")];
        var slash = typed.LastIndexOf('/');
        var (folder, name) = (typed[..(slash + 1)], typed[(slash + 1)..]);
        Look(Path.GetFullPath(Path.Combine(current, Expand(folder))));
        var best = new BestMatches<(string Name, bool IsFolder)>();
        foreach (var entry in _folder == _wanted ? _entries : [])
        {
            if (entry.Name.StartsWith('.') && !name.StartsWith('.')) continue;
            if (entry.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase)) best.Offer(entry.IsFolder ? 1 : 0, entry);
        }
        return [.. best.Items.Select(entry => new Completion(folder + entry.Name + (entry.IsFolder ? "/" : ""), entry.IsFolder ? "folder" : "", Suffix: ""))];
    }

    /// <summary>A path with <c>~</c> replaced by the home folder.</summary>
    public string Expand(string path) => path == "~" ? home : path.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(home, path[2..]) : path;

    void Look(string folder)
    {
        _wanted = folder;
        if (folder == _folder && time.GetElapsedTime(_readAt) < MaxAge) return;
        if (_reading.IsCompleted) _reading = ReadAsync(folder); // otherwise the one that is slow first
    }

    /// <summary>Reads on until what was typed last is read: whoever types quickly names several folders meanwhile.</summary>
    async Task ReadAsync(string folder)
    {
        var entries = await Task.Run(() => Read(folder)); // and back on the loop
        for (; _wanted is { } wanted && wanted != folder; folder = wanted) entries = await Task.Run(() => Read(wanted));
        var isKnown = folder == _folder && entries.SequenceEqual(_entries);
        (_folder, _readAt, _entries) = (folder, time.GetTimestamp(), entries);
        if (!isKnown) Changed?.Invoke();
    }

    static List<(string Name, bool IsFolder)> Read(string folder)
    {
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateFileSystemInfos().Take(MaxEntries)
                .Where(entry => !entry.Name.Any(char.IsControl))
                .Select(entry => (entry.Name, (entry.Attributes & FileAttributes.Directory) != 0))
                .OrderBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // No such folder, or not ours: there is nothing to offer.
            return [];
        }
    }
}
