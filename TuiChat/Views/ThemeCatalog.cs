using TuiChat.Terminal;

namespace TuiChat.Views;

/// <summary>Finds themes: the user's own folder first, then those shipped beside the program.</summary>
/// <param name="shipped">The folder beside the program.</param>
/// <param name="own">The user's own folder, or null; a theme there hides a shipped one of the same name.</param>
sealed class ThemeCatalog(string shipped, string? own = null)
{
    /// <summary>1 MiB: no theme is larger.</summary>
    const int MaxFileBytes = 1 << 20;

    /// <summary>The theme that is used when none is asked for.</summary>
    public const string DefaultName = "dark";

    /// <summary>The themes that are meant for a terminal with 16 colours, and for one with none.</summary>
    public const string SixteenName = "sixteen", MonochromeName = "monochrome", LightName = "light";

    /// <summary>The catalog of the program, with the own themes of a configuration folder.</summary>
    public static ThemeCatalog Of(string configFolder) => new(Path.Combine(AppContext.BaseDirectory, "themes"), Path.Combine(configFolder, "themes"));

    /// <summary>The names of all themes, in alphabetical order.</summary>
    public IReadOnlyList<string> Names => [.. Folders.Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.json"))
        .Select(Path.GetFileNameWithoutExtension).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];

    IEnumerable<string> Folders => own is null ? [shipped] : [own, shipped];

    /// <summary>The file of a theme, or null when there is none of this name.</summary>
    public string? FileOf(string name) => name.AsSpan().IndexOfAny("/\\\0") >= 0 ? null : Folders.Select(folder => Find(folder, name)).FirstOrDefault(file => file is not null);

    /// <summary>The file of a theme when it is one of the user's own, or null.</summary>
    public string? OwnFile(string name) => own is not null && FileOf(name) is { } file && file.StartsWith(own, StringComparison.Ordinal) ? file : null;

    /// <summary>Reads a theme by name. Problems are sentences with file, line and key; a theme may be there all the same.</summary>
    public ThemeReading Load(string name)
    {
        if (FileOf(name) is not { } path)
        {
            var near = NearestName.Find(name, Names);
            var hint = near is null ? $"There are: {string.Join(", ", Names)}." : $"Did you mean {near}?";
            return new ThemeReading(null, [$"There is no theme “{TextWidth.Sanitize(name)}”. {hint}"]);
        }
        try
        {
            return new FileInfo(path).Length > MaxFileBytes
                ? new ThemeReading(null, [$"{path} is too large for a theme."])
                : ThemeFile.Parse(File.ReadAllBytes(path), path, ChatRoles.Schema);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ThemeReading(null, [$"{path} cannot be read: {e.Message}"]);
        }
    }

    static string? Find(string folder, string name)
    {
        var exact = Path.Combine(folder, name + ".json");
        if (File.Exists(exact)) return exact;
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json").FirstOrDefault(file => Path.GetFileNameWithoutExtension(file).Equals(name, StringComparison.OrdinalIgnoreCase)) : null;
    }
}
