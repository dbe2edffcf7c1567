namespace TuiChat.Terminal;

/// <summary>A window on a view that may be higher than there is room: it scrolls by keys and wheel, and follows the focus.</summary>
public sealed class ScrollView : View
{
    int _offset;
    View? _lastFocused;

    /// <summary>Makes a window on a view.</summary>
    public ScrollView(View content)
    {
        Content = content;
        Add(content);
    }

    /// <summary>The view inside.</summary>
    public View Content { get; }

    /// <inheritdoc/>
    public override int DesiredWidth => Content.DesiredWidth;

    /// <inheritdoc/>
    public override int DesiredHeight(int width) => Content.DesiredHeight(width);

    /// <inheritdoc/>
    public override bool HandleKey(Key key) => KeyBindings.Find("list", key) switch
    {
        "list.up" => ScrollBy(-1),
        "list.down" => ScrollBy(+1),
        "list.page-up" => ScrollBy(1 - Frame.Height),
        "list.page-down" => ScrollBy(Frame.Height - 1),
        "list.top" => ScrollBy(-Content.Frame.Height),
        "list.bottom" => ScrollBy(Content.Frame.Height),
        _ => false,
    };

    /// <inheritdoc/>
    public override bool HandleMouse(MouseInput mouse) => mouse.Button switch
    {
        MouseButton.WheelUp => ScrollBy(-1),
        MouseButton.WheelDown => ScrollBy(+1),
        _ => false,
    };

    /// <inheritdoc/>
    protected override void LayoutSubViews()
    {
        int height = Math.Max(Frame.Height, Content.DesiredHeight(Frame.Width));
        _offset = Math.Clamp(_offset, 0, height - Frame.Height);
        Content.Layout(new Rectangle(0, -_offset, Frame.Width, height));
        if (Application?.Focused is not { } focused || focused == _lastFocused || !focused.IsWithin(Content))
            return;
        _lastFocused = focused;
        int top = focused.ScreenFrame.Y - ScreenFrame.Y + _offset;
        int least = Math.Max(0, top + Math.Min(focused.Frame.Height, Frame.Height) - Frame.Height);
        _offset = Math.Clamp(_offset, least, Math.Max(least, top));
        Content.Layout(new Rectangle(0, -_offset, Frame.Width, height));
    }

    /// <inheritdoc/>
    protected override void Draw(DrawContext context)
    {
        // A sign that there is more; it stands beside the text, in the frame's margin.
        if (_offset > 0)
            context.Clip(new Rectangle(context.Width - 1, 0, 1, 1)).PutSign(0, 0, '\u2191', Theme[StandardRoles.Dim]);
    }

    bool ScrollBy(int rows)
    {
        int target = Math.Clamp(_offset + rows, 0, Math.Max(0, Content.Frame.Height - Frame.Height));
        bool moves = target != _offset;
        _offset = target;
        return moves;
    }
}
