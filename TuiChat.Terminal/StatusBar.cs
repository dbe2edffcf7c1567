namespace TuiChat.Terminal;

/// <summary>One line that tells the state at its left, what can be done next in the middle, and a word at its right.</summary>
public sealed class StatusBar : View
{
    /// <summary>The state; it is shown first and cut last.</summary>
    public IReadOnlyList<TextRun> State { get; set; } = [];

    /// <summary>Keys and what they do, the most useful first; those that do not fit are left out.</summary>
    public IReadOnlyList<(string Key, string Text)> Hints { get; set; } = [];

    /// <summary>A word at the right edge, such as the time.</summary>
    public string Right { get; set; } = "";

    /// <inheritdoc/>
    protected override void Draw(DrawContext context)
    {
        Style style = Theme[StandardRoles.Status];
        context.Clear(style);
        int x = 1;
        foreach (TextRun run in State)
            x += context.Put(x, 0, run.Text, run.Style == default ? style : run.Style, run.Link);
        int right = context.Width - 1;
        int rightWidth = TextWidth.Measure(Right);
        if (rightWidth > 0 && x + 1 + rightWidth <= right)
        {
            right -= rightWidth;
            context.Put(right, 0, Right, style);
            right -= 2;
        }

        foreach ((string key, string text) in Hints)
        {
            x += 2;
            if (x + TextWidth.Measure(key) + 1 + TextWidth.Measure(text) > right)
                return;
            x += context.Put(x, 0, key, Theme[StandardRoles.StatusKey]);
            x += 1 + context.Put(x + 1, 0, text, style);
        }
    }
}
