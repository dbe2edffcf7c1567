using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Terminal;

namespace TuiChat.Views.Rows;

/// <summary>Who came and who left: one quiet line, also for many.</summary>
sealed class PresenceRows(RowFrame frame)
{
    /// <summary>5 names of each kind; of more, the number.</summary>
    const int MaxNames = 5;

    /// <summary>The row of one who came or left.</summary>
    public IReadOnlyList<TextRow> Rows(TimelineItem.Presence one, EntryPlace place) => one switch
    {
        { IsJoin: true } => Quiet(one.At, "-->", $"{one.Who} came in", place),
        { Why: null } => Quiet(one.At, "<--", $"{one.Who} left", place),
        _ => Quiet(one.At, "<--", $"{one.Who} left: {one.Why}", place),
    };

    /// <summary>The row of one who has another name.</summary>
    public IReadOnlyList<TextRow> Rows(TimelineItem.Renamed renamed, EntryPlace place) => Quiet(renamed.At, "<->", $"{renamed.From} is now {renamed.To}", place);

    /// <summary>The row of several.</summary>
    public IReadOnlyList<TextRow> Rows(TimelineItem.Movement many, EntryPlace place)
    {
        (IReadOnlyList<Nickname> Who, string Did)[] parts = [(many.Came, "came in"), (many.Left, "left"), (many.CameAndLeft, "came and left"), (many.LeftAndCame, "left and came back")];
        var text = string.Join("; ", parts.Where(part => part.Who.Count > 0).Select(part => $"{Names(part.Who)} {part.Did}"));
        var sign = many.Count == many.Came.Count ? "-->" : many.Count == many.Left.Count ? "<--" : "<->";
        return Quiet(many.At, sign, text, place);
    }

    static string Names(IReadOnlyList<Nickname> names)
    {
        var shown = string.Join(", ", names.Take(MaxNames));
        return names.Count > MaxNames ? $"{shown} ({names.Count - MaxNames} more)" : shown;
    }

    IReadOnlyList<TextRow> Quiet(DateTimeOffset at, string sign, string text, EntryPlace place)
    {
        var style = frame.Theme[ChatRoles.Presence];
        return frame.Line(new RowHead(at, sign, style, place), new TextRun(text, style));
    }
}
