using System.Text.Json;

namespace TuiChat.Server.Configuration;

/// <summary>Reads the configuration file: one JSON object, comments and a comma at the end allowed. All problems are told at once.</summary>
static class SettingsFile
{
    /// <summary>1 MiB: a file above that is not a configuration.</summary>
    const int MaxBytes = 1024 * 1024;

    static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 16 };

    /// <summary>Reads the file over the defaults.</summary>
    /// <param name="path">The file.</param>
    /// <param name="settings">What it says; the defaults for what it does not say.</param>
    /// <returns>Each problem as <c>file:line: sentence</c>; empty when the file is good.</returns>
    public static IReadOnlyList<string> Read(string path, out ServerSettings settings)
    {
        settings = new ServerSettings();
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MaxBytes }) return [$"{path}: The file is too long to be a configuration."];
            return Parse(File.ReadAllBytes(path), path, ref settings);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException) // the last: an empty name
        {
            return [$"{path}: The file cannot be read. Check the name after --config and its rights."];
        }
    }

    /// <summary>Reads a text over the settings given.</summary>
    internal static IReadOnlyList<string> Parse(ReadOnlySpan<byte> text, string path, ref ServerSettings settings)
    {
        var problems = new List<string>();
        if (text.StartsWith("\uFEFF"u8)) text = text[3..];
        try
        {
            var json = new Utf8JsonReader(text, Lenient);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return [$"{path}:1: The file is one JSON object: {{…}}."];
            var seen = new HashSet<string>();
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var line = 1 + text[..(int)json.TokenStartIndex].Count((byte)'\n');
                if (ReadKey(ref json, seen, ref settings) is { } problem) problems.Add($"{path}:{line}: {problem}");
            }
            json.Read();
        }
        catch (JsonException e)
        {
            problems.Add($"{path}:{1 + (e.LineNumber ?? 0)}: This is no JSON. Look for a missing comma, quote or brace here or just before.");
        }
        catch (InvalidOperationException)
        {
            problems.Add($"{path}: A text holds half of a surrogate pair. Save the file as UTF-8.");
        }
        return problems;
    }

    static string? ReadKey(ref Utf8JsonReader json, HashSet<string> seen, ref ServerSettings settings)
    {
        var key = json.GetString() ?? "";
        json.Read();
        var setting = SettingTable.All.FirstOrDefault(candidate => candidate.Key == key);
        var problem = setting is null ? $"There is no key “{key}”. Did you mean “{SettingTable.Nearest(key)}”?"
            : !seen.Add(key) ? $"“{key}” stands there twice."
            : setting.Read(ref json, ref settings);
        json.Skip();
        return problem;
    }
}
