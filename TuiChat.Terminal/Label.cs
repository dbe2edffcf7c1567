namespace TuiChat.Terminal;

/// <summary>Plain text, wrapped to the width of the view and cut at its height.</summary>
public sealed class Label(string text = "", string role = StandardRoles.Text) : View
{
    /// <summary>The text; line feeds begin new lines.</summary>
    public string Text { get; set; } = text;

    /// <summary>The role it is drawn in.</summary>
    public string Role { get; set; } = role;

    /// <inheritdoc/>
    public override int DesiredWidth => Text.Split('\n').Max(line => TextWidth.Measure(line));

    /// <inheritdoc/>
    public override int DesiredHeight(int width) => TextLayout.Wrap(Text, width).Count;

    /// <inheritdoc/>
    protected override void Draw(DrawContext context) => TextLayout.Draw(context, Text, Theme[Role]);
}
