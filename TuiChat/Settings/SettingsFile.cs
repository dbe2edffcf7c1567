using System.Text;
using System.Text.Json;

namespace TuiChat.Settings;

/// <summary>Reads <c>config.json</c>: one JSON object, comments and a comma at the end allowed. All problems are told at once.</summary>
static class SettingsFile
{
    static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 8 };

    /// <summary>Reads a text over the defaults. A key that cannot be read keeps its default.</summary>
    /// <param name="text">The file.</param>
    /// <param name="path">What it is called in problems.</param>
    /// <param name="settings">What it says.</param>
    /// <returns>Each problem as <c>file:line: sentence</c>; empty when the file is good.</returns>
    public static IReadOnlyList<string> Parse(ReadOnlySpan<byte> text, string path, out ClientSettings settings)
    {
        settings = new ClientSettings();
        var problems = new List<string>();
        if (text.StartsWith("\uFEFF"u8)) text = text[3..];
        try
        {
            var json = new Utf8JsonReader(text, Lenient);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return [$"{path}:1: The settings are one JSON object: {{…}}."];
            var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var line = Line(text, json.TokenStartIndex);
                foreach (var problem in ReadKey(ref json, seen, ref settings)) problems.Add($"{path}:{line}: {problem}");
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

    static List<string> ReadKey(ref Utf8JsonReader json, HashSet<string> seen, ref ClientSettings settings)
    {
        var key = json.GetString() ?? "";
        json.Read();
        var problems = new List<string>();
        if (!seen.Add(key)) problems.Add($"“{key}” stands there twice.");
        else if (key is "rooms" or "keys") ReadGroup(ref json, key, ref settings, problems);
        else if (SettingTable.Find(key) is not { } setting || setting.Key != key) problems.Add($"There is no setting “{key}”.{Hint(key)}");
        else ReadValue(ref json, setting, ref settings, problems);
        json.Skip();
        return problems;
    }

    static void ReadGroup(ref Utf8JsonReader json, string group, ref ClientSettings settings, List<string> problems)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            problems.Add($"“{group}” is an object: {{ \"NAME\": … }}.");
            return;
        }
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString() ?? "";
            json.Read();
            if (SettingTable.Find($"{group}.{name}") is { } setting) ReadValue(ref json, setting, ref settings, problems);
            else problems.Add($"“{name}” in “{group}” is no name that can be there.");
            json.Skip();
        }
    }

    static void ReadValue(ref Utf8JsonReader json, Setting setting, ref ClientSettings settings, List<string> problems)
    {
        if (Text(ref json, setting.Token) is { } text && setting.Read(settings, text) is { } changed) settings = changed;
        else problems.Add($"“{setting.Key}” is {setting.Allowed}.");
    }

    /// <summary>The value as a person would type it, or null when it is of another kind.</summary>
    static string? Text(ref Utf8JsonReader json, JsonTokenType wanted) => (wanted, json.TokenType) switch
    {
        (JsonTokenType.String, JsonTokenType.String) => json.GetString(),
        (JsonTokenType.String or JsonTokenType.Number, JsonTokenType.Number) => Encoding.UTF8.GetString(json.ValueSpan),
        (JsonTokenType.True, JsonTokenType.True or JsonTokenType.False) => json.GetBoolean() ? "true" : "false",
        (JsonTokenType.StartArray, JsonTokenType.String) => json.GetString(),
        (JsonTokenType.StartArray, JsonTokenType.StartArray) => List(ref json),
        _ => null,
    };

    static string? List(ref Utf8JsonReader json)
    {
        var words = new List<string>();
        var isGood = true;
        var depth = json.CurrentDepth;
        while (json.Read() && json.CurrentDepth > depth)
        {
            if (json.TokenType == JsonTokenType.String && json.GetString() is { } word && !word.Contains(',', StringComparison.Ordinal)) words.Add(word);
            else isGood = false;
        }
        return isGood ? string.Join(',', words) : null;
    }

    static string Hint(string key) => SettingTable.Nearest(key) is { } near ? $" Did you mean “{near}”?" : " /set lists all.";

    static int Line(ReadOnlySpan<byte> text, long index) => 1 + text[..(int)index].Count((byte)'\n');
}
