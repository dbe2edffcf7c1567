using System.Globalization;

namespace TuiChat.Scripting;

/// <summary>Times as scripts write them: <c>500ms</c>, <c>5s</c>, <c>2m</c>, <c>1h</c>.</summary>
static class ScriptTime
{
    /// <summary>24 h: no script waits longer for anything.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>What is to be written.</summary>
    public const string Allowed = "A time is written 500ms, 5s, 2m or 1h, and is 24h at most";

    /// <summary>Reads a time.</summary>
    public static bool TryParse(string text, out TimeSpan time)
    {
        time = default;
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits is < 1 or > 9) return false;
        var number = long.Parse(text.AsSpan(0, digits), CultureInfo.InvariantCulture);
        var unit = text[digits..] switch
        {
            "ms" => TimeSpan.FromMilliseconds(1),
            "s" => TimeSpan.FromSeconds(1),
            "m" => TimeSpan.FromMinutes(1),
            "h" => TimeSpan.FromHours(1),
            _ => TimeSpan.Zero,
        };
        time = unit * number;
        return unit > TimeSpan.Zero && time <= Longest;
    }

    /// <summary>As it would be written.</summary>
    public static string Show(TimeSpan time) => time.TotalMilliseconds % 1000 == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms");
}
