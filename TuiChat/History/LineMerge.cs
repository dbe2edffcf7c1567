namespace TuiChat.History;

/// <summary>
/// How what is known of a line from several sources becomes one: two clients, live events and pages may come in any order and
/// any number of times, and the outcome is the same. Pure.
/// </summary>
static class LineMerge
{
    /// <summary>Joins two states of the same line.</summary>
    public static HistoryLine Join(HistoryLine kept, HistoryLine incoming)
    {
        if (!kept.IsSpeech || !incoming.IsSpeech) return kept;
        if (incoming.IsOwn && !kept.IsOwn) kept = kept with { IsOwn = true };
        if (kept.IsDeleted) return kept;
        if (incoming.IsDeleted) return Delete(kept);
        if (incoming.Rev <= kept.Rev) return kept; // a state of the past: all of it is in what is kept
        var isNewerText = incoming.Rev >= kept.TextRev;
        return kept with
        {
            Rev = incoming.Rev,
            Text = isNewerText ? incoming.Text : kept.Text,
            TextRev = isNewerText ? incoming.Rev : kept.TextRev,
            IsEdited = kept.IsEdited || incoming.IsEdited,
            Marks = JoinMarks(kept.Marks, incoming.Marks, incoming.Rev),
        };
    }

    /// <summary>A line after an event about it.</summary>
    public static HistoryLine Apply(HistoryLine line, HistoryLine happened)
    {
        if (!line.IsSpeech || line.IsDeleted || happened.Target != line.Seq || happened.Seq <= line.Rev) return line;
        return happened.Kind switch
        {
            HistoryKind.Edited when happened.Text.Length > 0 && happened.Seq > line.TextRev => line with { Text = happened.Text, TextRev = happened.Seq, IsEdited = true },
            HistoryKind.Deleted => Delete(line),
            HistoryKind.Reaction when happened.Author is { } who => line with { Marks = MarkLog.Add(line.Marks, new HistoryMark(happened.Text, who, happened.Seq, happened.IsTakenBack, happened.IsOwn)) },
            _ => line,
        };
    }

    static HistoryLine Delete(HistoryLine line) => line with { IsDeleted = true, IsEdited = false, Text = "", Marks = [], Rev = 0, TextRev = 0 };

    /// <summary>The marks of a page replace all that are older than the page; the others stay.</summary>
    static IReadOnlyList<HistoryMark> JoinMarks(IReadOnlyList<HistoryMark> kept, IReadOnlyList<HistoryMark> incoming, long rev)
    {
        IReadOnlyList<HistoryMark> joined = [.. incoming.Select(mark => mark with { Rev = rev, IsOwn = mark.IsOwn || IsOwn(kept, mark) })];
        foreach (var newer in kept.Where(mark => mark.Rev > rev)) joined = MarkLog.Add(joined, newer);
        return joined;
    }

    /// <summary>A page of somebody else on this machine does not say what is one's own.</summary>
    static bool IsOwn(IReadOnlyList<HistoryMark> kept, HistoryMark mark) => kept.Any(known => known.IsOwn && !known.IsGone && known.Text == mark.Text && known.Who == mark.Who);
}
