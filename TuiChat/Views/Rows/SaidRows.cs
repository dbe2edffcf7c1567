using System.Globalization;
using TuiChat.Conversations;
using TuiChat.Terminal;
using TuiChat.Views.Markup;

namespace TuiChat.Views.Rows;

/// <summary>What somebody said: the line it answers above it, its text, and what became of it behind and below it.</summary>
/// <param name="frame">The columns.</param>
/// <param name="isRevealed">Spoilers are readable, and nothing is cut off at the end.</param>
sealed class SaidRows(RowFrame frame, bool isRevealed)
{
    Theme Theme => frame.Theme;

    /// <summary>Columns for the text of an own line: its mark always finds room behind it, and nothing moves when it is sent.</summary>
    int OwnWidth => Math.Max(1, frame.TextWidth - 1 - Math.Max(TextWidth.Measure(frame.Marks.Sent), TextWidth.Measure(frame.Marks.Waiting)));

    /// <summary>The rows of a line.</summary>
    /// <param name="said">The line.</param>
    /// <param name="text">Its text, read.</param>
    /// <param name="place">Its place.</param>
    public IReadOnlyList<TextRow> Rows(TimelineItem.Said said, MessageText text, EntryPlace place)
    {
        var nick = frame.NickStyle(said.From, said.IsOwn);
        var head = new RowHead(said.At, said.IsAction ? "*" : said.From.Value, nick, place, said.IsMention) { IsNick = !said.IsAction };
        if (said.IsDeleted) return frame.Line(head, new TextRun("(deleted)", Theme[ChatRoles.Presence]));
        var rows = new List<TextRow>();
        if (said.ReplyTo is { } quote) rows.Add(Answered(quote));
        IReadOnlyList<TextRun> lead = said.IsAction ? [.. frame.Lead(head), new TextRun(said.From.Value, nick), new TextRun(" ", Theme[StandardRoles.Text])] : frame.Lead(head);
        var plain = Theme[said.IsMention ? ChatRoles.Mention : StandardRoles.Text];
        rows.AddRange(new MarkupRows(Theme, frame.Marks, plain, isRevealed).Rows(text, said.IsDelivered ? OwnWidth : frame.TextWidth, lead));
        if (said.IsEdited) AddBehind(rows, "(edited)", Theme[ChatRoles.Mark]);
        if (said.IsDelivered) AddBehind(rows, frame.Marks.Sent, Theme[ChatRoles.Mark]);
        if (said.Reactions.Count > 0) rows.AddRange(TextLayout.Wrap([.. Reactions(said.Reactions)], frame.TextWidth));
        return frame.Put(head, rows);
    }

    /// <summary>The rows of an own line that is on its way.</summary>
    public IReadOnlyList<TextRow> Rows(TimelineItem.Waiting line, MessageText text, EntryPlace place)
    {
        var style = Theme[ChatRoles.Waiting];
        var head = new RowHead(line.At, line.IsAction ? "*" : line.From.Value, style, place) { IsNick = !line.IsAction };
        var rows = new List<TextRow>();
        if (line.ReplyTo is { } quote) rows.Add(Answered(quote));
        IReadOnlyList<TextRun> lead = line.IsAction ? [.. frame.Lead(head), new TextRun(line.From.Value + " ", style)] : frame.Lead(head);
        rows.AddRange(new MarkupRows(Theme, frame.Marks, style, isRevealed).Rows(text, OwnWidth, lead));
        AddBehind(rows, frame.Marks.Waiting, style);
        return frame.Put(head, rows);
    }

    TextRow Answered(Quote quote)
    {
        var who = quote.From is { } from ? $"{from}: " : "";
        var text = quote.Excerpt is { } excerpt ? TextWidth.Sanitize(MessageText.InOneRow(excerpt, frame.Marks.Hidden)) : "a line that is gone or far above";
        return new TextRow(TextWidth.Truncate($"{frame.Marks.Reply} {who}{text}", frame.TextWidth), Theme[ChatRoles.Quote]);
    }

    /// <summary>Adds a remark behind the last row, or below it where there is no room.</summary>
    void AddBehind(List<TextRow> rows, string remark, Style style)
    {
        var last = rows[^1];
        if (last.Width + 1 + TextWidth.Measure(remark) <= frame.TextWidth) rows[^1] = new TextRow([.. last.Runs, new TextRun(" ", Theme[StandardRoles.Text]), new TextRun(remark, style)], last.Indent);
        else rows.Add(new TextRow(remark, style));
    }

    /// <summary>Each with its number; own ones in brackets.</summary>
    IEnumerable<TextRun> Reactions(IReadOnlyList<Reaction> reactions)
    {
        foreach (var reaction in reactions)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{TextWidth.Sanitize(reaction.Text)}\u00A0{reaction.Count}");
            yield return reaction.IsOwn ? new TextRun($"[{text}]", Theme[ChatRoles.OwnReaction]) : new TextRun(text, Theme[ChatRoles.Reaction]);
            yield return new TextRun("  ", Theme[StandardRoles.Text]);
        }
    }
}
