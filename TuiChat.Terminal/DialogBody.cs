namespace TuiChat.Terminal;

/// <summary>The inside of a <see cref="Dialog"/>: the body above, the choices beneath it.</summary>
sealed class DialogBody : View
{
    readonly View _body;
    readonly DialogChoices _choices;

    public DialogBody(View body, DialogChoices choices)
    {
        _body = body;
        _choices = choices;
        Add(body);
        Add(choices);
    }

    /// <inheritdoc/>
    public override int DesiredWidth => Math.Max(_body.DesiredWidth, _choices.DesiredWidth);

    /// <inheritdoc/>
    public override int DesiredHeight(int width) =>
        _body.DesiredHeight(width) + (_choices.Count == 0 ? 0 : 1 + _choices.DesiredHeight(width));

    /// <inheritdoc/>
    protected override void LayoutSubViews()
    {
        int choices = Math.Min(_choices.DesiredHeight(Frame.Width), Frame.Height);
        int wanted = _body.DesiredHeight(Frame.Width);
        // The empty line between them is the first to go.
        int body = Math.Max(0, Math.Min(Frame.Height - choices, wanted));
        _body.Layout(new Rectangle(0, 0, Frame.Width, body));
        _choices.Layout(new Rectangle(0, Frame.Height - choices, Frame.Width, choices));
    }
}
