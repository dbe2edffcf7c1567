using System.Globalization;
using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Terminal;

namespace TuiChat.Views;

/// <summary>
/// Lays one entry of a timeline out as rows: time, then the nick in a column of fixed width, right-aligned, then the text,
/// which wraps under itself. Pure but for the theme's cache of colours.
/// </summary>
/// <param name="theme">The look.</param>
/// <param name="zone">The time zone of the clock on the screen.</param>
/// <param name="width">Columns of a row.</param>
sealed class TimelineLayout(Theme theme, TimeZoneInfo zone, int width)
{
    const int TimeColumns = 6;

    /// <summary>Columns of the nick column: 14 as in the best peers, less where the screen is narrow.</summary>
    int NickColumns => Math.Clamp(width / 5, 6, 14);

    int TextColumn => width < 30 ? 2 : TimeColumns + NickColumns + 2;

    /// <summary>The rows of an entry, with the day line and the "new" line above it where they belong.</summary>
    public IReadOnlyList<TextRow> Rows(TimelineItem item, TimelineItem? before, bool isFirstUnread)
    {
        var rows = new List<TextRow>();
        if (before is null || Local(before.At).Date != Local(item.At).Date) rows.Add(Rule(DayName(Local(item.At)), ChatRoles.Day));
        if (isFirstUnread) rows.Add(Rule("new", ChatRoles.New));
        rows.AddRange(Body(item));
        return rows;
    }

    /// <summary>Whether a day line stands above an entry.</summary>
    public static bool StartsDay(TimelineItem item, TimelineItem? before, TimeZoneInfo zone) =>
        before is null || TimeZoneInfo.ConvertTime(before.At, zone).Date != TimeZoneInfo.ConvertTime(item.At, zone).Date;

    IReadOnlyList<TextRow> Body(TimelineItem item) => item switch
    {
        TimelineItem.Said { IsDeleted: true } said => Line(said.At, said.From.Value, NickStyle(said.From, said.IsOwn), [new("(deleted)", theme[ChatRoles.Presence])]),
        TimelineItem.Said { IsAction: true } said => Line(said.At, "*", NickStyle(said.From, said.IsOwn), [Nick(said.From, said.IsOwn), new(" " + Shown(said), TextStyleOf(said))]),
        TimelineItem.Said said => Line(said.At, said.From.Value, NickStyle(said.From, said.IsOwn), [new(Shown(said), TextStyleOf(said))]),
        TimelineItem.Waiting { IsAction: true } line => Line(line.At, "*", theme[ChatRoles.Waiting], [new($"{line.From} {line.Text} …", theme[ChatRoles.Waiting])]),
        TimelineItem.Waiting line => Line(line.At, line.From.Value, theme[ChatRoles.Waiting], [new(line.Text + " …", theme[ChatRoles.Waiting])]),
        TimelineItem.NotSent line => Line(line.At, "not sent", theme[StandardRoles.Error], [new(line.Text, theme[ChatRoles.Waiting]), new("\n" + line.Why, theme[StandardRoles.Error])]),
        TimelineItem.TopicSet { Topic.Length: 0 } topic => Quiet(topic.At, "--", $"{topic.By} took the topic away"),
        TimelineItem.TopicSet topic => Quiet(topic.At, "--", $"{topic.By} set the topic: {topic.Topic}"),
        TimelineItem.Presence { IsJoin: true } came => Quiet(came.At, "-->", $"{came.Who} came in"),
        TimelineItem.Presence { Why: null } left => Quiet(left.At, "<--", $"{left.Who} left"),
        TimelineItem.Presence left => Quiet(left.At, "<--", $"{left.Who} left: {left.Why}"),
        TimelineItem.Announcement notice => Line(notice.At, "operator", theme[ChatRoles.Announcement], [new(notice.Text, theme[ChatRoles.Announcement])]),
        TimelineItem.Local { IsError: true } error => Line(error.At, "!", theme[StandardRoles.Error], [new(error.Text, theme[StandardRoles.Error])]),
        TimelineItem.Local local => Line(local.At, "·", theme[ChatRoles.Local], [new(local.Text, theme[ChatRoles.Local])]),
        TimelineItem.Unknown unknown => Quiet(unknown.At, "--", $"something this version does not know ({unknown.Name})"),
        _ => throw new InvalidOperationException($"{item.GetType().Name} has no look."),
    };

    static string Shown(TimelineItem.Said said)
    {
        var quote = said.ReplyTo is { } quoted ? $"{quoted.From}: {quoted.Excerpt ?? "…"}\n" : "";
        var reactions = said.Reactions.Count == 0 ? "" : "\n" + string.Join("  ", said.Reactions.Select(reaction => $"{reaction.Text} {reaction.Count}"));
        return quote + said.Text + (said.IsEdited ? " (edited)" : "") + reactions;
    }

    IReadOnlyList<TextRow> Quiet(DateTimeOffset at, string sign, string text) =>
        Line(at, sign, theme[ChatRoles.Presence], [new(text, theme[ChatRoles.Presence])]);

    /// <summary>Wraps the text, then writes time and nick into the first row; on very narrow screens they get a row of their own.</summary>
    IReadOnlyList<TextRow> Line(DateTimeOffset at, string nick, Style nickStyle, IReadOnlyList<TextRun> text)
    {
        var time = new TextRun(Local(at).ToString("HH:mm", CultureInfo.InvariantCulture) + " ", theme[ChatRoles.Time]);
        if (width < 30)
        {
            var head = new TextRow([time, new TextRun(TextWidth.Truncate(nick, width - TimeColumns), nickStyle)]);
            return [head, .. TextLayout.Wrap(text, width, TextColumn, TextColumn)];
        }
        var shown = TextWidth.Truncate(nick, NickColumns);
        var blank = new TextRun(new string(' ', NickColumns - TextWidth.Measure(shown)), theme[StandardRoles.Text]);
        var rows = TextLayout.Wrap(text, width, TextColumn, TextColumn);
        var gap = new TextRun("  ", theme[StandardRoles.Text]);
        return [new TextRow([time, blank, new TextRun(shown, nickStyle), gap, .. rows[0].Runs]), .. rows.Skip(1)];
    }

    /// <summary>A title in the middle of a thin line, over the whole width.</summary>
    TextRow Rule(string title, string role)
    {
        var rest = Math.Max(0, width - TextWidth.Measure(title) - 2);
        return new TextRow($"{new string('─', rest / 2)} {title} {new string('─', rest - (rest / 2))}", theme[role]);
    }

    TextRun Nick(Nickname who, bool isOwn) => new(who.Value, NickStyle(who, isOwn));

    Style NickStyle(Nickname who, bool isOwn) => NickStyle(theme, who, isOwn);

    /// <summary>The look of a nickname: its own for oneself, a colour from its key for others.</summary>
    public static Style NickStyle(Theme theme, Nickname who, bool isOwn) => isOwn
        ? theme[ChatRoles.Self]
        : theme[StandardRoles.Text] with { Foreground = theme.NameColor(who.Key) };

    Style TextStyleOf(TimelineItem.Said said) => theme[said.IsMention ? ChatRoles.Mention : StandardRoles.Text];

    DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone);

    static string DayName(DateTimeOffset day) => day.ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture);
}
