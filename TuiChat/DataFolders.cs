namespace TuiChat;

/// <summary>Where the client keeps its files.</summary>
/// <param name="Config">What a person edits: settings and themes.</param>
/// <param name="Data">What the program keeps: known servers, history.</param>
sealed record DataFolders(string Config, string Data)
{
    /// <summary>The folders of this user (XDG Base Directory Specification; the system's own places on Windows and macOS), or one folder for both.</summary>
    /// <param name="both">What <c>--data</c> says, or null.</param>
    public static DataFolders Find(string? both)
    {
        if (both is not null) return new DataFolders(Path.GetFullPath(both), Path.GetFullPath(both));
        if (OperatingSystem.IsWindows() || OperatingSystem.IsMacOS())
        {
            var roaming = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "tuichat");
            var local = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "tuichat");
            return new DataFolders(roaming, local);
        }
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return new DataFolders(Xdg("XDG_CONFIG_HOME", Path.Combine(home, ".config")), Xdg("XDG_DATA_HOME", Path.Combine(home, ".local", "share")));
    }

    /// <summary>Relative paths in these variables are ignored, as the specification says.</summary>
    static string Xdg(string variable, string fallback)
    {
        var value = Environment.GetEnvironmentVariable(variable);
        return Path.Combine(Path.IsPathRooted(value) ? value : fallback, "tuichat");
    }
}
