using System.Globalization;
using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Terminal;

namespace TuiChat.Commands;

/// <summary>What a server tells, as it is shown in answers to commands: times, and texts cleaned to one line.</summary>
static class Shown
{
    /// <summary>A text of a server in one line, without anything that a terminal obeys.</summary>
    public static string Line(string text) => TextWidth.Sanitize(text.ReplaceLineEndings(" "));

    /// <summary>A time as day and hour.</summary>
    public static string Time(CommandContext context, long unixMilliseconds) => Local(context, unixMilliseconds).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The day of a time.</summary>
    public static string Day(CommandContext context, long unixMilliseconds) => Local(context, unixMilliseconds).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>How long ago a time was.</summary>
    public static string Ago(CommandContext context, long unixMilliseconds)
    {
        var passed = context.Client.Time.GetUtcNow() - Conversations.PastItems.Time(unixMilliseconds);
        return passed < TimeSpan.FromMinutes(1) ? "just now" : $"{Durations.Show(passed)} ago";
    }

    /// <summary>What somebody is: host, moderator, member or guest; and in a room.</summary>
    public static string Role(string? role, bool isGuest, string? rank = null) => (role ?? (isGuest ? "guest" : ServerRole.Member)) + rank switch
    {
        RoomRank.Owner => ", owner of the room",
        RoomRank.Moderator => ", moderator of the room",
        _ => "",
    };

    static DateTimeOffset Local(CommandContext context, long unixMilliseconds) => TimeZoneInfo.ConvertTime(Conversations.PastItems.Time(unixMilliseconds), context.Client.Time.LocalTimeZone);
}
