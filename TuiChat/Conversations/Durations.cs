using System.Globalization;

namespace TuiChat.Conversations;

/// <summary>Lengths of time as they are typed (<c>30s</c>, <c>10m</c>, <c>2h</c>, <c>3d</c>, <c>1w</c>, several in a row) and shown.</summary>
static class Durations
{
    /// <summary>10 years: longer ones are meant for good.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    /// <summary>How they are typed, for help.</summary>
    public const string Help = "for how long, such as 10m, 2h or 3d";

    /// <summary>The length that a word means; false when it means none.</summary>
    public static bool TryParse(string word, out TimeSpan time)
    {
        time = TimeSpan.Zero;
        if (word.Length is 0 or > 20) return false;
        var number = -1;
        foreach (var c in word)
        {
            if (char.IsAsciiDigit(c))
            {
                number = (Math.Max(number, 0) * 10) + (c - '0');
                if (number > 100_000) return false;
                continue;
            }
            if (number < 0 || Unit(c) is not { } unit) return false;
            time += unit * number;
            number = -1;
        }
        return number < 0 && time > TimeSpan.Zero && time <= Longest;
    }

    /// <summary>A length in words, of one or two units.</summary>
    public static string Show(TimeSpan time) => time switch
    {
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, (int)Math.Ceiling(time.TotalSeconds))} s"),
        { TotalHours: < 1 } => Two(time.Minutes, "min", time.Seconds, "s"),
        { TotalDays: < 1 } => Two(time.Hours, "h", time.Minutes, "min"),
        _ => Two((int)time.TotalDays, "d", time.Hours, "h"),
    };

    /// <summary>The length at the beginning of a text and what stands behind it; no length when the text begins with something else.</summary>
    public static (TimeSpan? Time, string Behind) Split(string text)
    {
        var end = text.AsSpan().IndexOfAny(' ', '\t');
        var word = end < 0 ? text : text[..end];
        return TryParse(word, out var time) ? (time, text[word.Length..].Trim()) : (null, text);
    }

    static TimeSpan? Unit(char c) => char.ToLowerInvariant(c) switch
    {
        's' => TimeSpan.FromSeconds(1),
        'm' => TimeSpan.FromMinutes(1),
        'h' => TimeSpan.FromHours(1),
        'd' => TimeSpan.FromDays(1),
        'w' => TimeSpan.FromDays(7),
        _ => null,
    };

    static string Two(int many, string unit, int few, string part) =>
        few == 0 ? string.Create(CultureInfo.InvariantCulture, $"{many} {unit}") : string.Create(CultureInfo.InvariantCulture, $"{many} {unit} {few} {part}");
}
