using TuiChat.Terminal;

namespace TuiChat.Views;

/// <summary>A small list above the chat to pick one thing from; typing narrows it down, Escape closes it.</summary>
sealed class PickDialog : View
{
    const int WidestList = 64, MostRows = 10;

    readonly SelectList _list;
    readonly string _title;

    /// <summary>Makes the list.</summary>
    /// <param name="title">What is asked.</param>
    /// <param name="items">What there is.</param>
    /// <param name="placeholder">The hint in the empty filter.</param>
    public PickDialog(string title, IReadOnlyList<SelectItem> items, string placeholder)
    {
        _title = title;
        _list = new SelectList("/ ", placeholder) { Items = items };
        _list.Accepted += index => Take(items[index].Text);
        Add(_list);
    }

    /// <summary>Of a picked text only the first word counts.</summary>
    public bool TakesFirstWord { get; init; }

    /// <summary>One was picked; the dialog is closed.</summary>
    public event Action<string>? Picked;

    /// <inheritdoc/>
    public override Rectangle Place(Rectangle screen)
    {
        var width = Math.Min(screen.Width, Math.Min(WidestList, Math.Max(24, _list.DesiredWidth + 4)));
        var height = Math.Min(screen.Height, MostRows + 3);
        return new Rectangle((screen.Width - width) / 2, (screen.Height - height) / 2, width, height);
    }

    /// <inheritdoc/>
    public override bool HandleKey(Key key)
    {
        if (key != Key.Of(KeyCode.Escape) && key != Key.Parse("Ctrl+C")) return _list.HandleKey(key);
        Application?.CloseModal(this);
        return true;
    }

    /// <inheritdoc/>
    public override bool HandleMouse(MouseInput mouse) => true;

    /// <inheritdoc/>
    protected override void LayoutSubViews() => _list.Layout(new Rectangle(2, 1, Math.Max(1, Frame.Width - 4), Math.Max(1, Frame.Height - 2)));

    /// <inheritdoc/>
    protected override void Draw(DrawContext context)
    {
        context.Clear(Theme[StandardRoles.Dialog]);
        FrameView.DrawBorder(context, Theme, StandardRoles.Dialog, _title, "");
    }

    void Take(string text)
    {
        var picked = TakesFirstWord ? text.Split(' ')[0] : text;
        Application?.CloseModal(this);
        Picked?.Invoke(picked);
    }
}
