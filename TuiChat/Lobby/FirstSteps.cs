using TuiChat.Terminal;

namespace TuiChat.Lobby;

/// <summary>Stands in a lobby in which there is no server: what one can do now, with the keys that do it.</summary>
static class FirstSteps
{
    const string Title = "No server is known here yet.";

    /// <summary>The key's column and a gap.</summary>
    const int KeyColumns = 4;

    static readonly (string Key, string Text)[] Steps =
    [
        ("h", "hosts one here; others on this network find it by themselves"),
        ("c", "connects to an address or an invite link that you were given"),
        ("/", "begins a command, such as /theme, /set or /help"),
    ];

    /// <summary>Rows with an empty one below the title.</summary>
    public static int Rows => Steps.Length + 2;

    /// <summary>The columns of all, where there is no end of them.</summary>
    static int Width { get; } = Math.Max(TextWidth.Measure(Title), KeyColumns + Steps.Max(step => TextWidth.Measure(step.Text)));

    /// <summary>Draws them in the middle of a place, a little above; nothing when that is too low for all.</summary>
    public static void Draw(DrawContext context, Theme theme)
    {
        if (context.Height < Rows) return;
        var (x, y) = (Math.Max(0, (context.Width - Width) / 2), (context.Height - Rows) / 3);
        context.Put(x, y, TextWidth.Truncate(Title, context.Width), theme[StandardRoles.Text]);
        for (var i = 0; i < Steps.Length; i++)
        {
            context.Put(x, y + 2 + i, Steps[i].Key, theme[StandardRoles.Title]);
            context.Put(x + KeyColumns, y + 2 + i, TextWidth.Truncate(Steps[i].Text, Math.Max(1, context.Width - x - KeyColumns)), theme[StandardRoles.Dim]);
        }
    }
}
