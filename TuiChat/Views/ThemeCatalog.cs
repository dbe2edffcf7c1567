using TuiChat.Terminal;

namespace TuiChat.Views;

/// <summary>Finds themes: the user's own folder first, then those shipped beside the program.</summary>
sealed class ThemeCatalog(params IReadOnlyList<string> folders)
{
    /// <summary>1 MiB: no theme is larger.</summary>
    const int MaxFileBytes = 1 << 20;

    /// <summary>The theme that is used when none is asked for.</summary>
    public const string DefaultName = "dark";

    /// <summary>The names of all themes, in alphabetical order.</summary>
    public IReadOnlyList<string> Names => [.. folders.Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.json"))
        .Select(Path.GetFileNameWithoutExtension).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Reads a theme by name. Problems are sentences with file, line and key; a theme may be there all the same.</summary>
    public ThemeReading Load(string name)
    {
        var path = name.AsSpan().IndexOfAny("/\\") >= 0 ? null : folders.Select(folder => Path.Combine(folder, name + ".json")).FirstOrDefault(File.Exists);
        if (path is null)
        {
            var near = NearestName.Find(name, Names);
            var hint = near is null ? $"There are: {string.Join(", ", Names)}." : $"Did you mean {near}?";
            return new ThemeReading(null, [$"There is no theme “{name}”. {hint}"]);
        }
        try
        {
            var file = new FileInfo(path);
            return file.Length > MaxFileBytes
                ? new ThemeReading(null, [$"{path} is too large for a theme."])
                : ThemeFile.Parse(File.ReadAllBytes(path), path, ChatRoles.Schema);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ThemeReading(null, [$"{path} cannot be read: {e.Message}"]);
        }
    }
}
