using TuiChat.Terminal;

namespace TuiChat.Views;

/// <summary>Takes the next key, whatever it is; Escape, Tab and the keys of the buttons stay what they are.</summary>
sealed class KeyCatcher : View
{
    readonly string _text;

    /// <summary>Makes one for an action.</summary>
    public KeyCatcher(string action, string keys)
    {
        _text = $"{action}\nNow: {keys}";
        CanFocus = true;
    }

    /// <summary>A key was pressed.</summary>
    public event Action<Key>? Caught;

    /// <inheritdoc/>
    public override int DesiredWidth => _text.Split('\n').Max(line => TextWidth.Measure(line));

    /// <inheritdoc/>
    public override int DesiredHeight(int width) => TextLayout.Wrap(_text, width).Count;

    /// <inheritdoc/>
    public override bool HandleKey(Key key)
    {
        if (key.Code is KeyCode.Escape or KeyCode.Tab) return false;
        Caught?.Invoke(key);
        return true;
    }

    /// <inheritdoc/>
    protected override void Draw(DrawContext context) => TextLayout.Draw(context, _text, Theme[StandardRoles.Dialog]);
}
