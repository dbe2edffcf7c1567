using System.Globalization;
using TuiChat.Conversations;
using TuiChat.Settings;
using TuiChat.Terminal;

namespace TuiChat.Linear;

/// <summary>
/// What stands in a timeline as lines of text for one who hears them: everything is said in words, nothing by place or colour. Null
/// where there is nothing to say.
/// </summary>
/// <param name="settings">Clock and presence.</param>
/// <param name="zone">The time zone of the clock.</param>
sealed class SpokenLines(Func<ClientSettings> settings, TimeZoneInfo zone)
{
    /// <summary>40 columns: what is repeated of a line to say which one is meant.</summary>
    const int QuoteColumns = 40;

    /// <summary>A new entry.</summary>
    public string? Of(TimelineItem item) => item switch
    {
        TimelineItem.Said said => Timed(said.At, Said(said)),
        TimelineItem.Waiting => null, // it is said when the server has it
        TimelineItem.NotSent line => $"Not sent: {line.Text}. {line.Why}",
        TimelineItem.TopicSet { Topic.Length: 0 } topic => Timed(topic.At, $"{topic.By} took the topic away."),
        TimelineItem.TopicSet topic => Timed(topic.At, $"{topic.By} set the topic: {topic.Topic}"),
        TimelineItem.Announcement notice => Timed(notice.At, $"The operator says: {notice.Text}"),
        TimelineItem.Presence or TimelineItem.Movement when settings().Presence == PresenceLines.Hide => null,
        TimelineItem.Renamed renamed => Timed(renamed.At, $"{renamed.From} is now called {renamed.To}."),
        TimelineItem.Presence { IsJoin: true } came => Timed(came.At, $"{came.Who} came in."),
        TimelineItem.Presence { Why: { } why } left => Timed(left.At, $"{left.Who} left: {why}"),
        TimelineItem.Presence left => Timed(left.At, $"{left.Who} left."),
        TimelineItem.Movement => null, // its parts were said
        TimelineItem.Gap gap => gap.Count == 1 ? "1 line is missing here." : $"{gap.Count} lines are missing here.",
        TimelineItem.Local { IsError: true } error => $"Error: {error.Text}",
        TimelineItem.Local local => local.Text,
        TimelineItem.Unknown unknown => $"Something happened that this version does not know ({unknown.Name}).",
        _ => null,
    };

    /// <summary>A line that reads otherwise now: edited, deleted or reacted to.</summary>
    public static string? OfChange(TimelineItem.Said before, TimelineItem.Said now)
    {
        var whose = now.IsOwn ? "your line" : $"the line of {now.From}";
        if (now.IsDeleted && !before.IsDeleted) return $"{Capital(whose)} was deleted: “{Short(before.Text)}”.";
        if (now.Text != before.Text) return $"{Capital(whose)} was edited. Before: “{Short(before.Text)}”. Now: {now.Text}";
        if (now.Reactions.Count == 0 && before.Reactions.Count == 0) return null;
        var reactions = now.Reactions.Count == 0 ? "none any more" : string.Join("; ", now.Reactions.Select(reaction => $"{reaction.Text} by {string.Join(", ", reaction.Who)}"));
        return $"Reactions to {whose} “{Short(now.Text)}”: {reactions}.";
    }

    static string Said(TimelineItem.Said said)
    {
        var who = said.IsOwn ? "you" : said.From.Value;
        var named = said.IsMention ? ", naming you" : "";
        var reply = said.ReplyTo is { } quote ? $", in reply to {Of(quote)}" : "";
        var edited = said.IsEdited ? " (edited)" : "";
        if (said.IsDeleted) return $"{who}: a line that was deleted";
        return said.IsAction ? $"* {said.From}{named}{reply} {said.Text}{edited}" : $"{who}{named}{reply}: {said.Text}{edited}";
    }

    static string Of(Quote quote) => (quote.From, quote.Excerpt) switch
    {
        ({ } from, { } excerpt) => $"{from} “{Short(excerpt)}”",
        ({ } from, null) => $"{from}",
        _ => "an earlier line",
    };

    string Timed(DateTimeOffset at, string text) => settings().Clock is { Length: > 0 } clock
        ? $"{TimeZoneInfo.ConvertTime(at, zone).ToString(clock, CultureInfo.InvariantCulture)} {text}"
        : text;

    static string Short(string text) => TextWidth.Truncate(TextWidth.Sanitize(text), QuoteColumns);

    static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
