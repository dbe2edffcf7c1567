using TuiChat.History.Search;
using TuiChat.Terminal;
using TuiChat.Views.Markup;
using TuiChat.Views.Rows;

namespace TuiChat.Views.Past;

/// <summary>
/// A text that was found, as the conversation shows it: laid out, without the signs of Markdown, with what is hidden hidden; of its
/// rows those with the first match.
/// </summary>
/// <param name="theme">The look.</param>
/// <param name="marks">The signs at the edges.</param>
/// <param name="hasFewGlyphs">Whether matches need brackets, since the terminal may show neither bold nor underlined text.</param>
sealed class FoundText(Theme theme, ChatMarks marks, bool hasFewGlyphs)
{
    /// <summary>At most so many rows of a text.</summary>
    /// <param name="hit">What was found.</param>
    /// <param name="width">Columns of a row.</param>
    /// <param name="most">How many rows.</param>
    public IReadOnlyList<TextRow> Rows(SearchHit hit, int width, int most)
    {
        var text = MessageText.Parse(hit.Text);
        var plain = theme[StandardRoles.Text];
        List<TextRow> rows = [.. new MarkupRows(theme, marks, plain, isRevealed: false).Rows(text, Math.Max(1, hasFewGlyphs ? width - 2 : width), []).Where(row => row.Runs.Count > 0)];
        var words = Words(hit);
        var first = rows.FindIndex(row => Find(TextOf(row), words).Count > 0);
        // Cut off, or in signs that are not shown: then the text is shown as it was typed.
        if (first < 0 && words.Count > 0 && !text.HasSpoiler) return [.. TextLayout.Wrap(Mark([new TextRun(hit.Excerpt, plain)], hit.Matches), width).Take(most)];
        return [.. rows.Skip(Math.Max(0, Math.Min(first, rows.Count - most))).Take(most).Select(row => new TextRow(Mark(row.Runs, Find(TextOf(row), words)), row.Indent))];
    }

    /// <summary>The matches, and their words, since signs of Markdown or the end of a row may stand between those.</summary>
    static List<string> Words(SearchHit hit)
    {
        var whole = hit.TextMatches.Select(match => hit.Text[match]).Distinct(StringComparer.Ordinal).ToList();
        var words = whole.SelectMany(match => match.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Select(word => word.Trim('*', '_', '`', '|', '[', ']', '(', ')', '~'));
        return [.. whole.Concat(words.Where(word => word.Length > 0)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Where words begin in a row; in scripts without spaces anywhere.</summary>
    static List<Range> Find(string text, IReadOnlyList<string> words) =>
        [.. MarkedText.Find(text, words).Where(range => range.Start.Value == 0 || !char.IsLetterOrDigit(text[range.Start.Value - 1]) || CharacterPairs.AreIn(text[range]))];

    static string TextOf(TextRow row) => string.Concat(row.Runs.Select(run => run.Text));

    /// <summary>The runs with matches bold and underlined.</summary>
    List<TextRun> Mark(IReadOnlyList<TextRun> runs, IReadOnlyList<Range> matches)
    {
        var (open, close) = hasFewGlyphs ? ("[", "]") : ("", "");
        var marked = new List<TextRun>();
        var at = 0;
        foreach (var run in runs)
        {
            var (start, end) = (at, at + run.Text.Length);
            foreach (var match in matches)
            {
                var (from, to) = (Math.Max(match.Start.Value, at), Math.Min(match.End.Value, end));
                if (from >= to) continue;
                if (from > at) marked.Add(run with { Text = run.Text[(at - start)..(from - start)] });
                var text = (from == match.Start.Value ? open : "") + run.Text[(from - start)..(to - start)] + (to == match.End.Value ? close : "");
                marked.Add(run with { Text = text, Style = run.Style with { Text = run.Style.Text | TextStyle.Bold | TextStyle.Underline } });
                at = to;
            }
            if (at < end) marked.Add(run with { Text = run.Text[(at - start)..] });
            at = end;
        }
        return marked;
    }
}
