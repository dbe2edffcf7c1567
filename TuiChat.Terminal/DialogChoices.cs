namespace TuiChat.Terminal;

/// <summary>The buttons of a <see cref="Dialog"/>, side by side, or in columns where there is no room for that; the arrows go between them.</summary>
sealed class DialogChoices : View
{
    readonly IReadOnlyList<DialogChoice> _choices;
    readonly List<Button> _buttons = [];

    public DialogChoices(IReadOnlyList<DialogChoice> choices, Action<int> pressed)
    {
        _choices = choices;
        for (int i = 0; i < choices.Count; i++)
        {
            int index = i;
            var button = new Button(choices[i].Text);
            button.Pressed += () => pressed(index);
            _buttons.Add(button);
            Add(button);
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => _buttons.Count;

    /// <inheritdoc/>
    public override int DesiredWidth => _buttons.Sum(button => button.DesiredWidth + 1);

    /// <inheritdoc/>
    public override int DesiredHeight(int width) => Count == 0 ? 0 : Flow(width)[^1].Bottom;

    int Widest => _buttons.Select(button => button.DesiredWidth).DefaultIfEmpty().Max();

    /// <summary>The choice with this key, or null.</summary>
    public int? IndexOf(Key key)
    {
        for (int i = 0; i < _choices.Count; i++)
        {
            if (_choices[i].Key is { } text && Key.Parse(text) == key)
                return i;
        }

        return null;
    }

    /// <summary>Pressing the choice closes the dialog.</summary>
    public bool Closes(int index) => _choices[index].Closes;

    /// <inheritdoc/>
    public override bool HandleKey(Key key)
    {
        int focused = _buttons.FindIndex(button => button.HasFocus);
        if (focused < 0)
            return false;
        int columns = Columns(Frame.Width);
        int? next = key.Code switch
        {
            KeyCode.Left => (focused - 1 + Count) % Count,
            KeyCode.Right => (focused + 1) % Count,
            KeyCode.Up when focused >= columns => focused - columns,
            KeyCode.Down when focused + columns < Count => focused + columns,
            _ => null,
        };
        if (next is { } to)
            _buttons[to].SetFocus();
        return next is not null;
    }

    /// <inheritdoc/>
    protected override void LayoutSubViews()
    {
        List<Rectangle> frames = Flow(Frame.Width);
        for (int i = 0; i < Count; i++)
            _buttons[i].Layout(frames[i]);
    }

    /// <summary>On one row where they fit; else in columns, as many in each row as in the others.</summary>
    List<Rectangle> Flow(int width)
    {
        int columns = Columns(width), widest = Widest;
        var frames = new List<Rectangle>();
        int x = 0;
        for (int i = 0; i < Count; i++)
        {
            int wanted = Math.Min(_buttons[i].DesiredWidth, width);
            if (i % columns == 0)
                x = 0;
            frames.Add(new Rectangle(x, i / columns, wanted, 1));
            x += 1 + (columns == Count ? wanted : widest);
        }

        return frames;
    }

    int Columns(int width)
    {
        if (DesiredWidth - 1 <= width)
            return Count;
        int most = Math.Max(1, (width + 1) / (Widest + 1));
        int rows = (Count + most - 1) / most;
        return (Count + rows - 1) / rows;
    }
}
