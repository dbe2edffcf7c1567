namespace TuiChat.Terminal;

/// <summary>A text that can be pressed with Enter, Space or the mouse.</summary>
public sealed class Button : View
{
    /// <summary>Makes a button.</summary>
    public Button(string text)
    {
        Text = text;
        CanFocus = true;
    }

    /// <summary>The text on it.</summary>
    public string Text { get; set; }

    /// <summary>It was pressed.</summary>
    public event Action? Pressed;

    /// <inheritdoc/>
    public override int DesiredWidth => TextWidth.Measure(Text) + 4;

    /// <inheritdoc/>
    public override bool HandleKey(Key key)
    {
        if (key != Key.Of(KeyCode.Enter) && key != Key.Of(' '))
            return false;
        Pressed?.Invoke();
        return true;
    }

    /// <inheritdoc/>
    public override bool HandleMouse(MouseInput mouse)
    {
        if (mouse is { Button: MouseButton.Left, Action: MouseAction.Release } && new Rectangle(0, 0, Frame.Width, Frame.Height).Contains(mouse.X, mouse.Y))
            Pressed?.Invoke();
        return mouse.Button == MouseButton.Left;
    }

    /// <inheritdoc/>
    protected override void Draw(DrawContext context)
    {
        // The brackets tell the focus where there are no colours.
        string text = TextWidth.Truncate(Text, context.Width - 4);
        context.Put(0, 0, HasFocus ? $"[ {text} ]" : $"  {text}  ", Theme[HasFocus ? StandardRoles.ButtonFocus : StandardRoles.Button]);
    }
}
