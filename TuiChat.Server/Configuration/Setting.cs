using System.Globalization;
using System.Text.Json;

namespace TuiChat.Server.Configuration;

/// <summary>One key of the configuration file: what it means, what it may be, and whether it changes while the server runs.</summary>
/// <param name="Key">The name in the file.</param>
/// <param name="IsLive">A reload puts it in force; otherwise a restart does.</param>
/// <param name="Read">Takes the value at the reader into the settings; an error is told as a sentence that starts with the key's value.</param>
/// <param name="Show">The value as it would stand in the file.</param>
sealed record Setting(string Key, bool IsLive, Setting.Reader Read, Func<ServerSettings, string> Show)
{
    /// <summary>Takes the value at the reader; on a problem the settings are left and the problem is returned.</summary>
    public delegate string? Reader(ref Utf8JsonReader json, ref ServerSettings settings);

    /// <summary>A whole number.</summary>
    public static Setting Number(
        string key, bool isLive, int least, int most, Func<ServerSettings, int> get, Func<ServerSettings, int, ServerSettings> set) => new(
        key,
        isLive,
        (ref Utf8JsonReader json, ref ServerSettings settings) =>
        {
            if (json.TokenType != JsonTokenType.Number || !json.TryGetInt32(out var value) || value < least || value > most)
                return $"“{key}” is a whole number from {least} to {most}.";
            settings = set(settings, value);
            return null;
        },
        settings => get(settings).ToString(CultureInfo.InvariantCulture));

    /// <summary>A text.</summary>
    public static Setting Text(
        string key, int most, Func<ServerSettings, string> get, Func<ServerSettings, string, ServerSettings> set, bool isLive = false) => new(
        key,
        isLive,
        (ref Utf8JsonReader json, ref ServerSettings settings) =>
        {
            if (json.TokenType != JsonTokenType.String || json.GetString() is not { } value || value.Length > most || value.Any(char.IsControl))
                return $"“{key}” is a text of at most {most} characters in one line.";
            settings = set(settings, value);
            return null;
        },
        settings => JsonSerializer.Serialize(get(settings), SettingContext.Default.String));

    /// <summary>One of some words.</summary>
    public static Setting Choice(string key, string[] words, Func<ServerSettings, string> get, Func<ServerSettings, string, ServerSettings> set) => new(
        key,
        IsLive: true,
        (ref Utf8JsonReader json, ref ServerSettings settings) =>
        {
            if (json.TokenType != JsonTokenType.String || json.GetString() is not { } value || !words.Contains(value))
                return $"“{key}” is one of {string.Join(", ", words.Select(word => $"“{word}”"))}.";
            settings = set(settings, value);
            return null;
        },
        settings => JsonSerializer.Serialize(get(settings), SettingContext.Default.String));

    /// <summary>Yes or no.</summary>
    public static Setting Flag(string key, bool isLive, Func<ServerSettings, bool> get, Func<ServerSettings, bool, ServerSettings> set) => new(
        key,
        isLive,
        (ref Utf8JsonReader json, ref ServerSettings settings) =>
        {
            if (json.TokenType is not (JsonTokenType.True or JsonTokenType.False)) return $"“{key}” is true or false.";
            settings = set(settings, json.GetBoolean());
            return null;
        },
        settings => get(settings) ? "true" : "false");
}
