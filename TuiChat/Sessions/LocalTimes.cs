using System.Globalization;
using System.Text.RegularExpressions;
using TuiChat.Protocol;

namespace TuiChat.Sessions;

/// <summary>Puts the times in a server's sentences, which it writes in UTC (docs/PROTOCOL.md §2), into the time of the person who reads them.</summary>
static partial class LocalTimes
{
    const string Form = "yyyy-MM-dd HH:mm";

    /// <summary>The same message with the times of its sentence in a zone.</summary>
    public static Message? In(Message? message, TimeZoneInfo zone) => message switch
    {
        Refused refused => refused with { Text = In(refused.Text, zone) },
        Bye bye => bye with { Text = In(bye.Text, zone) },
        Removed removed => removed with { Text = In(removed.Text, zone) },
        Standing { Text: { } text } you => you with { Text = In(text, zone) },
        _ => message,
    };

    /// <summary>A sentence with its times in a zone.</summary>
    public static string In(string sentence, TimeZoneInfo zone) => Utc().Replace(sentence, match =>
        DateTimeOffset.TryParseExact(match.Groups[1].ValueSpan, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? TimeZoneInfo.ConvertTime(time, zone).ToString(Form, CultureInfo.InvariantCulture)
            : match.Value);

    [GeneratedRegex(@"\b([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}) UTC\b", RegexOptions.CultureInvariant)]
    private static partial Regex Utc();
}
