using System.Globalization;
using TuiChat.Terminal;

namespace TuiChat.Views;

/// <summary>What was said while one was away, a room in a row; Enter goes to the first unread line there, Escape closes it.</summary>
sealed class AwayView : View
{
    const int MaxWidth = 60, MostRows = 12;

    readonly IReadOnlyList<AwayRow> _rows;
    readonly ListView _list;

    /// <summary>Makes the list.</summary>
    /// <param name="rows">At least one.</param>
    public AwayView(IReadOnlyList<AwayRow> rows)
    {
        _rows = rows;
        _list = new ListView(new Entries(rows, () => Theme), followsEnd: false) { CanSelect = true, CanFocus = false };
        _list.ItemClicked += hit => Chosen?.Invoke(_rows[hit.Index]);
        Add(_list);
        _list.Select(0);
    }

    /// <summary>A room was chosen.</summary>
    public event Action<AwayRow>? Chosen;

    /// <summary>Somebody types on, and wants to talk, not to choose.</summary>
    public event Action<Key>? TypedOn;

    /// <summary>It is to be closed.</summary>
    public event Action? Closed;

    /// <inheritdoc/>
    public override Rectangle Place(Rectangle screen)
    {
        var width = Math.Min(MaxWidth, screen.Width);
        var height = Math.Min(screen.Height, Math.Min(_rows.Count, MostRows) + 4);
        return new Rectangle((screen.Width - width) / 2, (screen.Height - height) / 2, width, height);
    }

    /// <inheritdoc/>
    public override bool HandleKey(Key key)
    {
        if (key == Key.Of(KeyCode.Escape) || key == Key.Parse("Ctrl+C")) Closed?.Invoke();
        else if (key == Key.Of(KeyCode.Enter)) Choose();
        else if (!_list.Perform(KeyBindings.Find("list", key)) && key.IsText) TypedOn?.Invoke(key);
        return true;
    }

    /// <inheritdoc/>
    public override bool HandleMouse(MouseInput mouse) => true;

    /// <inheritdoc/>
    protected override void LayoutSubViews() => _list.Layout(new Rectangle(2, 2, Math.Max(1, Frame.Width - 4), Math.Max(0, Frame.Height - 4)));

    /// <inheritdoc/>
    protected override void Draw(DrawContext context)
    {
        context.Clear(Theme[StandardRoles.Dialog]);
        var hint = context.Width < 54 ? "Enter opens · Esc closes" : "Enter opens the first unread line · Esc closes";
        FrameView.DrawBorder(context, Theme, StandardRoles.Dialog, Title(context.Width - 6), hint);
    }

    string Title(int width)
    {
        var (lines, mentions) = (_rows.Sum(row => (long)row.Lines), _rows.Sum(row => (long)row.Mentions));
        var text = string.Create(CultureInfo.InvariantCulture, $"While you were away: {Count(lines, "line", "lines")}{(mentions > 0 ? $", {mentions} for you" : "")}");
        return TextWidth.Measure(text) <= width ? text : "While you were away";
    }

    void Choose()
    {
        if (_list.SelectedId is { } id) Chosen?.Invoke(_rows[(int)id]);
    }

    static string Count(long count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");

    sealed class Entries(IReadOnlyList<AwayRow> rows, Func<Theme> theme) : IListSource
    {
        public int Count => rows.Count;

        public long IdAt(int index) => index;

        public int IndexOf(long id) => (int)id;

        public int VersionAt(int index) => theme().GetHashCode();

        public IReadOnlyList<TextRow> Layout(int index, int width)
        {
            var row = rows[index];
            var text = theme()[StandardRoles.Dialog];
            var dim = theme().On(StandardRoles.Dim, StandardRoles.Dialog);
            var bold = text with { Text = text.Text | TextStyle.Bold };
            var lines = AwayView.Count(row.Lines, "line", "lines").PadLeft(12);
            var mentions = row.Mentions == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"  @{row.Mentions} for you");
            var room = width - lines.Length - (rows.Any(other => other.Mentions > 0) ? 14 : 0);
            var name = TextWidth.Truncate(row.Conversation.Title, Math.Max(4, room));
            var pad = new string(' ', Math.Max(0, room - TextWidth.Measure(name)));
            return [new TextRow([new TextRun(name + pad, row.Mentions > 0 ? bold : text), new TextRun(lines, dim), new TextRun(mentions, bold)])];
        }
    }
}
