using System.Globalization;
using TuiChat.Conversations;
using TuiChat.Terminal;

namespace TuiChat.Views;

/// <summary>The line above the input: how it stands with the server, what is unread elsewhere, and what one can do next.</summary>
sealed class StatusLine(ChatClient client) : View
{
    /// <summary>A sentence about the last typed line that could not be done; it goes with the next key.</summary>
    public string? Problem { get; set; }

    /// <inheritdoc/>
    protected override void Draw(DrawContext context)
    {
        var style = Theme[StandardRoles.Status];
        context.Clear(style);
        if (Problem is { } problem)
        {
            context.Fill(context.Bounds, ' ', Theme[ChatRoles.StatusWarning]);
            context.Put(1, 0, TextWidth.Truncate(problem, context.Width - 2), Theme[ChatRoles.StatusWarning]);
            return;
        }
        var x = 1;
        x += DrawConnection(context, x);
        x += DrawActivity(context, x);
        DrawHint(context, x);
    }

    int DrawConnection(DrawContext context, int x)
    {
        switch (client.State.Connection)
        {
            case ConnectionState.Online:
                return context.Put(x, 0, TextWidth.Truncate($"{client.State.Self} on {client.State.Welcome?.Name}", Math.Max(8, context.Width / 2)), Theme[StandardRoles.Status]);
            case ConnectionState.Connecting connecting:
                return context.Put(x, 0, $"connecting to {connecting.Address} …", Theme[StandardRoles.Status]);
            case ConnectionState.Offline offline:
                context.Fill(context.Bounds, ' ', Theme[ChatRoles.StatusWarning]);
                context.Put(x, 0, TextWidth.Truncate($"Offline. {offline.End.Text} What you type is kept; /quit leaves.", context.Width - 2), Theme[ChatRoles.StatusWarning]);
                return context.Width;
            default:
                return 0;
        }
    }

    /// <summary>The other rooms in which something was said, strongest first.</summary>
    int DrawActivity(DrawContext context, int x)
    {
        var start = x;
        var busy = client.State.Conversations.Select((room, i) => (Room: room, Number: i + 1)).Where(entry => entry.Room.Activity >= Activity.Message)
            .OrderByDescending(entry => entry.Room.Activity).Take(4).ToArray();
        if (busy.Length == 0) return 0;
        x += context.Put(x, 0, "  ·  unread: ", Theme[StandardRoles.Status]);
        foreach (var (room, _) in busy)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{room.Room} {(room.Mentions > 0 ? "@" : "")}{room.Unread} ");
            x += context.Put(x, 0, text, Theme[StandardRoles.StatusKey]);
        }
        return x - start;
    }

    void DrawHint(DrawContext context, int x)
    {
        if (client.State.Connection is not ConnectionState.Online) return;
        const string Hint = "/help";
        if (context.Width - x < Hint.Length + 4) return;
        context.Put(context.Width - Hint.Length - 1, 0, Hint, Theme[StandardRoles.StatusKey]);
    }
}
