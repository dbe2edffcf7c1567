namespace TuiChat.History;

/// <summary>
/// The reactions to a line as a log: those of a page, and what happened since. Told in the order of their numbers they are what the
/// server has, also when they came in another order. Pure.
/// </summary>
static class MarkLog
{
    /// <summary>200 entries: above that only the newest of each person and kind are kept. Arbitrary.</summary>
    const int MaxEntries = 200;

    /// <summary>A log with one entry more; one that is in it already changes nothing.</summary>
    public static IReadOnlyList<HistoryMark> Add(IReadOnlyList<HistoryMark> log, HistoryMark mark)
    {
        if (log.Contains(mark)) return log;
        return log.Count < MaxEntries ? [.. log, mark] : Newest([.. log, mark]);
    }

    /// <summary>Who reacts now: the kinds in the order in which they came, in each the people in the order in which they reacted, and which of them is oneself.</summary>
    public static IReadOnlyList<(string Text, IReadOnlyList<string> Who, string? Own)> Read(IReadOnlyList<HistoryMark> log)
    {
        var kinds = new List<(string Text, List<string> Who)>();
        var own = new HashSet<(string Text, string Who)>();
        foreach (var mark in log.OrderBy(mark => mark.Rev)) // stable: those of a page have one number
        {
            var index = kinds.FindIndex(kind => kind.Text == mark.Text);
            if (mark.IsOwn) own.Add((mark.Text, mark.Who));
            if (mark.IsGone)
            {
                own.Remove((mark.Text, mark.Who)); // whoever has the name by now may react under it
                if (index >= 0 && kinds[index].Who.Remove(mark.Who) && kinds[index].Who.Count == 0) kinds.RemoveAt(index);
            }
            else if (index < 0) kinds.Add((mark.Text, [mark.Who]));
            else if (!kinds[index].Who.Contains(mark.Who)) kinds[index].Who.Add(mark.Who);
        }
        return [.. kinds.Select(kind => (kind.Text, (IReadOnlyList<string>)kind.Who, kind.Who.Find(who => own.Contains((kind.Text, who)))))];
    }

    static IReadOnlyList<HistoryMark> Newest(IEnumerable<HistoryMark> log) =>
        [.. log.OrderBy(mark => mark.Rev).GroupBy(mark => (mark.Text, mark.Who)).Select(entries => entries.Last()).OrderBy(mark => mark.Rev)];
}
