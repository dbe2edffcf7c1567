namespace TuiChat.Terminal;

/// <summary>
/// A modal box in the middle of the screen: a title, a body, and a row of choices. Escape closes it with choice -1. When
/// the screen is too small the body scrolls.
/// </summary>
public sealed class Dialog : View
{
    readonly FrameView _frame;
    readonly DialogChoices _choices;
    readonly ScrollView _body;

    /// <summary>Makes a dialog; nothing is shown yet.</summary>
    /// <param name="title">The title.</param>
    /// <param name="body">What stands in it.</param>
    /// <param name="choices">The buttons; may be none when the body itself closes the dialog.</param>
    public Dialog(string title, View body, params DialogChoice[] choices)
    {
        _body = new ScrollView(body);
        _choices = new DialogChoices(choices, Press);
        _frame = new FrameView(new DialogBody(_body, _choices), title, StandardRoles.Dialog);
        Add(_frame);
    }

    /// <summary>A line at the lower edge, such as what keys do here.</summary>
    public string Footer { get => _frame.Footer; init => _frame.Footer = value; }

    /// <summary>What lies behind is to be seen too: the dialog stands at the upper edge and leaves three eighths of the height.</summary>
    public bool IsPreview { get; init; }

    /// <summary>A choice was pressed (its number), or Escape (-1); asked before the dialog closes. False keeps it open.</summary>
    public Func<int, bool>? Choosing { get; set; }

    /// <summary>The dialog has closed with a choice, or -1.</summary>
    public event Action<int>? Closed;

    /// <summary>A letter was typed that means nothing here: perhaps it was meant for what lies behind.</summary>
    public event Action<Key>? TypedOver;

    /// <summary>Shows the dialog on top of everything.</summary>
    public void Open(Application application) => application.OpenModal(this);

    /// <summary>Closes the dialog with a choice, or -1 for none. Nothing happens when it is not open.</summary>
    public void Close(int choice)
    {
        if (Application?.CloseModal(this) == true)
            Closed?.Invoke(choice);
    }

    /// <inheritdoc/>
    public override Rectangle Place(Rectangle screen)
    {
        int room = screen.Width < 50 ? screen.Width : screen.Width - 4;
        int width = Math.Min(room, Math.Max(24, Math.Min(_frame.DesiredWidth, _body.Content.MostWidth + 4)));
        int height = Math.Min(IsPreview ? screen.Height * 5 / 8 : screen.Height, _frame.DesiredHeight(width));
        return new Rectangle((screen.Width - width) / 2, IsPreview ? 0 : (screen.Height - height) / 2, width, height);
    }

    /// <inheritdoc/>
    public override bool HandleKey(Key key)
    {
        if (key == Key.Of(KeyCode.Escape))
        {
            Press(-1);
            return true;
        }

        if (_choices.IndexOf(key) is { } index)
        {
            Press(index);
            return true;
        }

        if (_body.HandleKey(key))
            return true;
        if (key.IsText)
            TypedOver?.Invoke(key);
        return false;
    }

    /// <inheritdoc/>
    public override bool HandleMouse(MouseInput mouse) => true;

    /// <inheritdoc/>
    protected override void LayoutSubViews() => _frame.Layout(new Rectangle(0, 0, Frame.Width, Frame.Height));

    void Press(int choice)
    {
        if (Choosing?.Invoke(choice) == false)
            return;
        if (choice < 0 || _choices.Closes(choice))
            Close(choice);
    }
}
