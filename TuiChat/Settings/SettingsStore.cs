using System.Text;

namespace TuiChat.Settings;

/// <summary>
/// The settings in force and their file. A change is in force at once and written at once, into the text as it stands; a file with
/// a mistake in it is never written. Owned by the loop.
/// </summary>
sealed class SettingsStore
{
    /// <summary>1 MiB: a file above that is no settings.</summary>
    const int MaxFileBytes = 1 << 20;

    const string EmptyFile = "{\n  // What there is to set: /set in the client, or docs/SETTINGS.md.\n}\n";

    readonly string? _path;
    readonly FileWatch? _watch;

    /// <summary>Reads the file; one that is not there is no problem.</summary>
    /// <param name="path">The file, or null to keep everything in memory only.</param>
    public SettingsStore(string? path = null)
    {
        _path = path;
        if (path is null) return;
        _watch = new FileWatch(path);
        (Current, Problems) = Read();
    }

    /// <summary>What is in force.</summary>
    public ClientSettings Current { get; private set; } = new();

    /// <summary>What is wrong with the file, as <c>file:line: sentence</c>.</summary>
    public IReadOnlyList<string> Problems { get; private set; } = [];

    /// <summary>Something is set otherwise; the settings from before come along.</summary>
    public event Action<ClientSettings>? Changed;

    /// <summary>The file was changed by somebody else and has mistakes, or has none any more.</summary>
    public event Action<IReadOnlyList<string>>? Reread;

    /// <summary>Sets and stores a value. A sentence about what is wrong, or null; when it only could not be stored it is in force all the same.</summary>
    public string? Set(Setting setting, string text)
    {
        if (setting.Read(Current, text) is not { } changed) return $"{setting.Key} is {setting.Allowed}, not “{text}”.";
        Change(changed);
        return Store(setting);
    }

    /// <summary>Gives a setting its default again and takes it out of the file.</summary>
    public string? Reset(Setting setting)
    {
        Change(WithDefault(setting));
        return Store(setting, isDefault: true);
    }

    /// <summary>Looks whether somebody else has changed the file and takes that over; called once a second.</summary>
    public void Look()
    {
        if (_watch?.HasChanged() != true) return;
        var (settings, problems) = Read();
        var isBroken = problems.Count > 0;
        if (!isBroken && Problems.Count == 0 && settings == Current) return;
        Problems = problems;
        Reread?.Invoke(problems);
        // What can be read of a file in which a brace is missing is not what somebody wants.
        if (!problems.Any(problem => problem.Contains("no JSON", StringComparison.Ordinal))) Change(settings);
    }

    void Change(ClientSettings changed)
    {
        var before = Current;
        Current = changed;
        if (before != changed) Changed?.Invoke(before);
    }

    ClientSettings WithDefault(Setting setting)
    {
        if (setting.Key.StartsWith(SettingTable.RoomPrefix, StringComparison.Ordinal))
            return Current with { Rooms = Current.Rooms.Where(entry => !setting.Key.EndsWith("." + entry.Key, StringComparison.OrdinalIgnoreCase)).ToDictionary() };
        if (setting.Key.StartsWith(SettingTable.KeyPrefix, StringComparison.Ordinal))
            return Current with { Keys = Current.Keys.Where(entry => setting.Key != SettingTable.KeyPrefix + entry.Key).ToDictionary() };
        return setting.Read(Current, setting.Default) ?? Current; // a default is always allowed
    }

    (ClientSettings Settings, IReadOnlyList<string> Problems) Read()
    {
        if (_path is null || !File.Exists(_path)) return (new ClientSettings(), []);
        try
        {
            if (new FileInfo(_path).Length > MaxFileBytes) return (new ClientSettings(), [$"{_path}: The file is too long to be settings."]);
            var problems = SettingsFile.Parse(File.ReadAllBytes(_path), _path, out var settings);
            return (settings, problems);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (new ClientSettings(), [$"{_path} cannot be read: {e.Message}"]);
        }
    }

    string? Store(Setting setting, bool isDefault = false)
    {
        if (_path is null) return null;
        // Another client may have written meanwhile; its changes stay.
        if (Read().Problems is [var problem, ..]) return $"It holds until you leave, but is not stored: the file has a mistake. {problem}";
        var (key, value) = setting.Key.Split('.', 2) switch
        {
            ["rooms", _] => ("rooms", Object(Current.Rooms.Select(room => (room.Key, SettingJson.Text(room.Value.ToString().ToLowerInvariant()))))),
            ["keys", _] => ("keys", Object(Current.Keys.Select(row => (row.Key, "[" + string.Join(", ", row.Value.Select(SettingJson.Text)) + "]")))),
            _ => (setting.Key, isDefault ? null : setting.Json(Current)),
        };
        try
        {
            var text = JsonEdit.Set(File.Exists(_path) ? File.ReadAllText(_path) : EmptyFile, key, value);
            WholeFile.Replace(_path, Encoding.UTF8.GetBytes(text));
            _watch?.Forget();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"It holds until you leave, but could not be stored: {FileTrouble.Explain(e, Path.GetDirectoryName(_path) ?? _path)}";
        }
        return null;
    }

    static string? Object(IEnumerable<(string Name, string Value)> entries)
    {
        var lines = entries.OrderBy(entry => entry.Name, StringComparer.Ordinal).Select(entry => $"    {SettingJson.Text(entry.Name)}: {entry.Value}").ToList();
        return lines.Count == 0 ? null : "{\n" + string.Join(",\n", lines) + "\n  }";
    }
}
