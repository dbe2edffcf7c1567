using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace TuiChat.History.Search;

/// <summary>The dates of a search: <c>2026-01-31</c>, <c>2026-01</c>, <c>2026</c>, <c>today</c>, <c>yesterday</c>, <c>3d</c>, <c>2w</c>, <c>6h</c>.</summary>
static class SearchDate
{
    /// <summary>100 years, in hours: nothing is older.</summary>
    const int MaxHours = 100 * 366 * 24;

    static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-M-d", "yyyy-MM", "yyyy"];

    /// <summary>The moment at which a day or span begins; on false <paramref name="problem"/> is a sentence.</summary>
    public static bool TryParse(string text, DateTimeOffset now, TimeZoneInfo zone, out DateTimeOffset moment, [NotNullWhen(false)] out string? problem)
    {
        problem = null;
        moment = default;
        var today = TimeZoneInfo.ConvertTime(now, zone).Date;
        if (text.Equals("today", StringComparison.OrdinalIgnoreCase)) moment = Start(today, zone);
        else if (text.Equals("yesterday", StringComparison.OrdinalIgnoreCase)) moment = Start(today.AddDays(-1), zone);
        else if (DateTime.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) moment = Start(day, zone);
        else if (SpanOf(text) is { } span) moment = now - span;
        else problem = $"“{(text.Length > 20 ? text[..20] + "…" : text)}” is no date. Write 2026-01-31, today, yesterday, 3d or 2w.";
        return problem is null;
    }

    static TimeSpan? SpanOf(string text)
    {
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return null;
        var hours = char.ToLowerInvariant(text[^1]) switch
        {
            'h' => 1,
            'd' => 24,
            'w' => 7 * 24,
            _ => 0,
        };
        return hours == 0 ? null : TimeSpan.FromHours(Math.Min((long)count * hours, MaxHours));
    }

    /// <summary>When a day begins in a zone; at the ends of the calendar, where offsets do not fit, in UTC.</summary>
    static DateTimeOffset Start(DateTime day, TimeZoneInfo zone)
    {
        var local = DateTime.SpecifyKind(day, DateTimeKind.Unspecified);
        return day.Year is > 1 and < 9999 ? new DateTimeOffset(local, zone.GetUtcOffset(local)) : new DateTimeOffset(local, TimeSpan.Zero);
    }
}
