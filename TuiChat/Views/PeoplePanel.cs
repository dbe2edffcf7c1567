using System.Globalization;
using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Terminal;
using TuiChat.Views.Rows;

namespace TuiChat.Views;

/// <summary>Who is in the room on the screen.</summary>
sealed class PeoplePanel(ChatClient client) : View
{
    int _scroll;

    /// <inheritdoc/>
    public override bool HandleMouse(MouseInput mouse)
    {
        if (mouse.Button is not (MouseButton.WheelUp or MouseButton.WheelDown)) return false;
        _scroll += mouse.Button == MouseButton.WheelUp ? -3 : 3;
        return true;
    }

    /// <inheritdoc/>
    protected override void Draw(DrawContext context)
    {
        context.Clear(Theme[ChatRoles.Sidebar]);
        PanelEdge.Draw(context, 0, Theme);
        context = context.Clip(new Rectangle(1, 0, context.Width - 1, context.Height));
        var people = client.State.Current?.People ?? [];
        var title = people.Count == 1 ? "1 person" : string.Create(CultureInfo.InvariantCulture, $"{people.Count} people");
        context.Put(1, 0, title, Theme[ChatRoles.SidebarTitle]);
        var rows = context.Height - 1;
        _scroll = Math.Clamp(_scroll, 0, Math.Max(0, people.Count - rows));
        var y = 1;
        foreach (var nick in people.Skip(_scroll).Take(rows)) DrawPerson(context, y++, nick);
        var hidden = people.Count - _scroll - rows;
        if (hidden > 0) context.Put(1, context.Height - 1, TextWidth.Truncate($"and {hidden + 1} more", context.Width - 1).PadRight(context.Width - 1), Theme[ChatRoles.SidebarTitle]);
    }

    void DrawPerson(DrawContext context, int y, Nickname nick)
    {
        var style = RowFrame.NickStyle(Theme, nick, nick == client.State.Self) with { Background = Theme[ChatRoles.Sidebar].Background };
        context.Put(1, y, TextWidth.Truncate(nick.Value, context.Width - 2), style);
    }
}
