namespace TuiChat.Terminal;

/// <summary>A border with a title around one view. On very small places the border is left out.</summary>
public sealed class FrameView : View
{
    const int LeastWidth = 6;
    const int LeastHeight = 3;

    /// <summary>Makes a frame around a view.</summary>
    public FrameView(View content, string title = "", string role = StandardRoles.Text)
    {
        Content = content;
        Title = title;
        Role = role;
        Add(content);
    }

    /// <summary>The view inside.</summary>
    public View Content { get; }

    /// <summary>The text in the upper border.</summary>
    public string Title { get; set; }

    /// <summary>The text in the lower border, such as what keys do here; "" for none.</summary>
    public string Footer { get; set; } = "";

    /// <summary>The role of the background; the border keeps its own colour on it.</summary>
    public string Role { get; set; }

    /// <inheritdoc/>
    public override int DesiredWidth => Math.Max(Content.DesiredWidth + 4, TextWidth.Measure(Title) + 6);

    /// <inheritdoc/>
    public override int DesiredHeight(int width) => Content.DesiredHeight(Math.Max(1, width - 4)) + 2;

    /// <inheritdoc/>
    protected override void LayoutSubViews() => Content.Layout(HasBorder
        ? new Rectangle(2, 1, Frame.Width - 4, Frame.Height - 2)
        : new Rectangle(0, 0, Frame.Width, Frame.Height));

    /// <summary>Draws a border along the edge of a box, with a title in the upper and a text in the lower line; "" for none.</summary>
    public static void DrawBorder(DrawContext context, Theme theme, string role, string title, string footer)
    {
        Style border = theme.On(StandardRoles.Border, role);
        int right = context.Width - 1, bottom = context.Height - 1;
        context.Fill(new Rectangle(1, 0, right - 1, 1), '\u2500', border);
        context.Fill(new Rectangle(1, bottom, right - 1, 1), '\u2500', border);
        context.Fill(new Rectangle(0, 1, 1, bottom - 1), '\u2502', border);
        context.Fill(new Rectangle(right, 1, 1, bottom - 1), '\u2502', border);
        context.PutSign(0, 0, '\u250c', border);
        context.PutSign(right, 0, '\u2510', border);
        context.PutSign(0, bottom, '\u2514', border);
        context.PutSign(right, bottom, '\u2518', border);
        if (title.Length > 0)
            context.Put(2, 0, $" {TextWidth.Truncate(title, context.Width - 6)} ", theme.On(StandardRoles.Title, role));
        if (footer.Length > 0)
            context.Put(2, bottom, $" {TextWidth.Truncate(footer, context.Width - 6)} ", theme.On(StandardRoles.Dim, role));
    }

    /// <inheritdoc/>
    protected override void Draw(DrawContext context)
    {
        context.Clear(Theme[Role]);
        if (HasBorder)
            DrawBorder(context, Theme, Role, Title, Footer);
    }

    bool HasBorder => Frame.Width >= LeastWidth && Frame.Height >= LeastHeight;
}
