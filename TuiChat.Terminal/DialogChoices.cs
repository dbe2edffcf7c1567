namespace TuiChat.Terminal;

/// <summary>The buttons of a <see cref="Dialog"/>, side by side and on as many rows as they need; Left and Right go between them.</summary>
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
        int step = key.Code switch { KeyCode.Left => -1, KeyCode.Right => +1, _ => 0 };
        int focused = _buttons.FindIndex(button => button.HasFocus);
        if (step == 0 || focused < 0)
            return false;
        _buttons[(focused + step + Count) % Count].SetFocus();
        return true;
    }

    /// <inheritdoc/>
    protected override void LayoutSubViews()
    {
        List<Rectangle> frames = Flow(Frame.Width);
        for (int i = 0; i < Count; i++)
            _buttons[i].Layout(frames[i]);
    }

    List<Rectangle> Flow(int width)
    {
        var frames = new List<Rectangle>();
        int x = 0, y = 0;
        foreach (Button button in _buttons)
        {
            int wanted = Math.Min(button.DesiredWidth, width);
            if (x > 0 && x + wanted > width)
                (x, y) = (0, y + 1);
            frames.Add(new Rectangle(x, y, wanted, 1));
            x += wanted + 1;
        }

        return frames;
    }
}
