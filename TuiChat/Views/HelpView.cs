using TuiChat.Commands;
using TuiChat.Terminal;

namespace TuiChat.Views;

/// <summary>All commands and all keys, printed from the tables that run them. Typing narrows it down; Escape closes it.</summary>
sealed class HelpView : View
{
    const int MaxWidth = 84;

    /// <summary>24 rows: what terminals open with.</summary>
    const int SmallHeight = 24;

    /// <summary>Columns for the command or the keys, where the explanation can stand beside them.</summary>
    const int TermColumns = 26;

    readonly IReadOnlyList<(string Term, string Text)> _rows;
    readonly TextField _filter = new() { Prompt = "Find: ", Placeholder = "type a word of a command or key" };
    readonly ListView _list;

    /// <summary>Makes the help of two tables.</summary>
    public HelpView(CommandTable commands, KeyBindings keys)
    {
        _rows = [.. Rows(commands, keys)];
        _list = new ListView(new Entries(_rows, () => Theme), followsEnd: false) { CanFocus = false };
        _filter.Changed += () => _list.Source = new Entries(Matching(_filter.Text), () => Theme);
        Add(_filter);
        Add(_list);
    }

    /// <summary>It is to be closed.</summary>
    public event Action? Closed;

    /// <inheritdoc/>
    public override Rectangle Place(Rectangle screen)
    {
        var width = Math.Min(MaxWidth, screen.Width);
        // Where there is little room it takes all but the status line and the input; elsewhere one sees what is behind it.
        var isSmall = screen.Height <= SmallHeight;
        var height = Math.Min(screen.Height, Math.Max(screen.Height - (isSmall ? 2 : 4), 8));
        return new Rectangle((screen.Width - width) / 2, isSmall ? 0 : (screen.Height - height) / 2, width, height);
    }

    /// <inheritdoc/>
    public override bool HandleKey(Key key)
    {
        if (key == Key.Of(KeyCode.Escape) && _filter.Text.Length > 0)
        {
            _filter.Text = "";
            return true;
        }
        var closes = key == Key.Of(KeyCode.Escape) || key == Key.Of(KeyCode.Enter) || key == Key.Parse("Ctrl+C") || key == Key.Of(KeyCode.F1);
        if (closes) Closed?.Invoke();
        return closes || _list.Perform(KeyBindings.Find("list", key));
    }

    /// <inheritdoc/>
    protected override void LayoutSubViews()
    {
        _filter.Layout(new Rectangle(2, 1, Math.Max(1, Frame.Width - 4), 1));
        _list.Layout(new Rectangle(2, 3, Math.Max(1, Frame.Width - 4), Math.Max(0, Frame.Height - 4)));
    }

    /// <inheritdoc/>
    protected override void Draw(DrawContext context)
    {
        context.Clear(Theme[StandardRoles.Dialog]);
        FrameView.DrawBorder(context, Theme, StandardRoles.Dialog, "Help", _list.Source.Count == 0 ? "Nothing has to do with that · Esc shows all" : "Esc closes · ↑↓ PgUp PgDn and the wheel scroll");
    }

    static IEnumerable<(string Term, string Text)> Rows(CommandTable commands, KeyBindings keys)
    {
        yield return ("Commands", "");
        foreach (var command in commands.All) yield return (command.Usage, command.Help);
        yield return ("//TEXT", "Sends a line that begins with a slash.");
        yield return ("", "");
        yield return ("Keys", "");
        foreach (var row in keys.Rows.Where(row => row.Keys.Count > 0).OrderBy(row => row.Context != "chat")) yield return (row.KeyText, $"{char.ToUpperInvariant(row.Description[0])}{row.Description[1..]}.");
    }

    /// <summary>The rows that hold every typed word, under their headings; a heading without rows goes.</summary>
    List<(string Term, string Text)> Matching(string typed)
    {
        var words = typed.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var found = new List<(string Term, string Text)>();
        foreach (var row in _rows)
        {
            var isHeading = row.Text.Length == 0;
            if (isHeading && found.Count > 0 && found[^1].Text.Length == 0) found.RemoveAt(found.Count - 1);
            if (isHeading || words.All(word => row.Term.Contains(word, StringComparison.OrdinalIgnoreCase) || row.Text.Contains(word, StringComparison.OrdinalIgnoreCase))) found.Add(row);
        }
        while (found.Count > 0 && found[^1].Text.Length == 0) found.RemoveAt(found.Count - 1);
        return found;
    }

    /// <summary>The rows as a list; a row without a text is a heading.</summary>
    sealed class Entries(IReadOnlyList<(string Term, string Text)> rows, Func<Theme> theme) : IListSource
    {
        public int Count => rows.Count;

        public long IdAt(int index) => index;

        public int IndexOf(long id) => (int)id;

        public int VersionAt(int index) => theme().GetHashCode();

        public IReadOnlyList<TextRow> Layout(int index, int width)
        {
            var (term, text) = rows[index];
            var plain = theme()[StandardRoles.Dialog];
            if (text.Length == 0) return [new TextRow(term, theme().On(StandardRoles.Title, StandardRoles.Dialog))];
            var bold = plain with { Text = plain.Text | TextStyle.Bold };
            if (width < TermColumns * 2 || TextWidth.Measure(term) > TermColumns - 2)
                return [new TextRow(TextWidth.Truncate(term, width), bold, indent: Math.Min(2, width - 1)), .. TextLayout.Wrap([new TextRun(text, plain)], width, 4, 4)];
            var explained = TextLayout.Wrap([new TextRun(text, plain)], width, TermColumns, TermColumns);
            var gap = new string(' ', TermColumns - 2 - TextWidth.Measure(term));
            return [new TextRow([new TextRun(term, bold), new TextRun(gap, plain), .. explained[0].Runs], indent: 2), .. explained.Skip(1)];
        }
    }
}
