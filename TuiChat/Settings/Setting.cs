using System.Globalization;
using System.Text.Json;

namespace TuiChat.Settings;

/// <summary>One key of the settings: what it means, what it may be, and how it is read, shown and stored.</summary>
/// <param name="Key">The name in the file and behind <c>/set</c>.</param>
/// <param name="Allowed">What it may be, as a phrase: <c>true or false</c>.</param>
/// <param name="Help">What it does, one sentence.</param>
/// <param name="Token">What it is in JSON: a string, a number, <see cref="JsonTokenType.True"/> for both truths, an array of strings.</param>
/// <param name="Read">Takes a text into the settings; null when it is not allowed.</param>
/// <param name="Show">The value as a person types it.</param>
sealed record Setting(string Key, string Allowed, string Help, JsonTokenType Token, Func<ClientSettings, string, ClientSettings?> Read, Func<ClientSettings, string> Show)
{
    /// <summary>The values that there are, when they can be counted; completion offers them.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>What the value is without any settings.</summary>
    public string Default => Show(new ClientSettings());

    /// <summary>The value as it stands in the file.</summary>
    public string Json(ClientSettings settings) => Token switch
    {
        JsonTokenType.String => SettingJson.Text(Show(settings)),
        JsonTokenType.StartArray => "[" + string.Join(", ", SplitList(Show(settings)).Select(SettingJson.Text)) + "]",
        _ => Show(settings),
    };

    /// <summary>Yes or no.</summary>
    public static Setting Flag(string key, string help, Func<ClientSettings, bool> get, Func<ClientSettings, bool, ClientSettings> set) => new(
        key, "true or false", help, JsonTokenType.True,
        (settings, text) => text.ToLowerInvariant() switch
        {
            "true" or "on" or "yes" => set(settings, true),
            "false" or "off" or "no" => set(settings, false),
            _ => null,
        },
        settings => get(settings) ? "true" : "false")
    { Values = ["true", "false"] };

    /// <summary>A whole number.</summary>
    public static Setting Number(string key, int least, int most, string help, Func<ClientSettings, int> get, Func<ClientSettings, int, ClientSettings> set) => new(
        key, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"), help, JsonTokenType.Number,
        (settings, text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? set(settings, value) : null,
        settings => get(settings).ToString(CultureInfo.InvariantCulture));

    /// <summary>One of a few words.</summary>
    public static Setting Choice<T>(string key, string help, IReadOnlyList<(string Word, T Value)> choices, Func<ClientSettings, T> get, Func<ClientSettings, T, ClientSettings> set) => new(
        key, string.Join(", ", choices.SkipLast(1).Select(choice => choice.Word)) + " or " + choices[^1].Word, help, JsonTokenType.String,
        (settings, text) => choices.Where(choice => choice.Word.Equals(text, StringComparison.OrdinalIgnoreCase)).Select(choice => set(settings, choice.Value)).FirstOrDefault(),
        settings => choices.First(choice => EqualityComparer<T>.Default.Equals(choice.Value, get(settings))).Word)
    { Values = [.. choices.Select(choice => choice.Word)] };

    /// <summary>A text in one line.</summary>
    public static Setting Text(string key, int most, string allowed, string help, Func<string, bool> isAllowed, Func<ClientSettings, string> get, Func<ClientSettings, string, ClientSettings> set) => new(
        key, allowed, help, JsonTokenType.String,
        (settings, text) => text.Length <= most && !text.Any(char.IsControl) && isAllowed(text) ? set(settings, text) : null,
        get);

    /// <summary>Several words with commas between them.</summary>
    public static Setting Words(string key, int most, string help, Func<ClientSettings, IReadOnlyList<string>> get, Func<ClientSettings, IReadOnlyList<string>, ClientSettings> set) => new(
        key, "words with commas between them", help, JsonTokenType.StartArray,
        (settings, text) => SplitList(text) is var words && words.Count <= most && words.All(word => word.Length <= most && !word.Any(char.IsControl)) ? set(settings, words) : null,
        settings => string.Join(", ", get(settings)));

    /// <summary>The words of a list.</summary>
    public static IReadOnlyList<string> SplitList(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
