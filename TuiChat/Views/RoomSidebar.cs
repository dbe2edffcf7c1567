using System.Globalization;
using TuiChat.Conversations;
using TuiChat.Terminal;

namespace TuiChat.Views;

/// <summary>The rooms we are in, with what is unread; a click goes there.</summary>
sealed class RoomSidebar(ChatClient client) : View
{
    int _firstShown;

    /// <summary>A room was clicked.</summary>
    public event Action<Conversation>? Chosen;

    /// <inheritdoc/>
    public override bool HandleMouse(MouseInput mouse)
    {
        var index = mouse.Y - 1 + _firstShown;
        if (mouse is not { Action: MouseAction.Press, Button: MouseButton.Left } || mouse.Y < 1 || index >= client.State.Conversations.Count) return false;
        Chosen?.Invoke(client.State.Conversations[index]);
        return true;
    }

    /// <inheritdoc/>
    protected override void Draw(DrawContext context)
    {
        context.Clear(Theme[ChatRoles.Sidebar]);
        PanelEdge.Draw(context, context.Width - 1, Theme);
        context = context.Clip(new Rectangle(0, 0, context.Width - 1, context.Height));
        context.Put(1, 0, TextWidth.Truncate(client.State.Welcome?.Name ?? "", context.Width - 2), Theme[ChatRoles.SidebarTitle]);
        var rooms = client.State.Conversations;
        var height = context.Height - 1;
        KeepCurrentInSight(rooms, height);
        for (var row = 0; row < height && row + _firstShown < rooms.Count; row++) DrawRoom(context, row + 1, rooms[row + _firstShown], row + _firstShown + 1);
        if (rooms.Count - _firstShown > height) context.Put(context.Width - 2, context.Height - 1, "↓", Theme[ChatRoles.SidebarTitle]);
    }

    void KeepCurrentInSight(IReadOnlyList<Conversation> rooms, int height)
    {
        var current = rooms.TakeWhile(room => !room.IsOpen).Count();
        if (current < rooms.Count && current < _firstShown) _firstShown = current;
        if (current < rooms.Count && current >= _firstShown + height) _firstShown = current - height + 1;
        _firstShown = Math.Clamp(_firstShown, 0, Math.Max(0, rooms.Count - height));
    }

    /// <summary>Number for Alt+1…9, name, and at the right edge the unread lines, with <c>@</c> before them when some name us.</summary>
    void DrawRoom(DrawContext context, int y, Conversation room, int number)
    {
        var style = Theme[RoleOf(room)];
        context.Fill(new Rectangle(0, y, context.Width, 1), ' ', style);
        var count = room.Unread == 0 ? "" : (room.Mentions > 0 ? "@" : "") + (room.Unread > 999 ? "999+" : room.Unread.ToString(CultureInfo.InvariantCulture));
        var mark = room.IsOpen ? "▸" : number < 10 ? number.ToString(CultureInfo.InvariantCulture) : " ";
        var width = context.Width - 4 - (count.Length == 0 ? 0 : count.Length + 1);
        context.Put(1, y, mark, style);
        context.Put(3, y, TextWidth.Truncate(room.Room.Value, Math.Max(1, width)), style);
        context.Put(context.Width - 1 - count.Length, y, count, style);
    }

    static string RoleOf(Conversation room) => room switch
    {
        { IsOpen: true } => ChatRoles.SidebarCurrent,
        { Activity: Activity.Mention } => ChatRoles.SidebarMention,
        { Activity: Activity.Message } => ChatRoles.SidebarUnread,
        { Activity: Activity.Low } => ChatRoles.SidebarLow,
        _ => ChatRoles.Sidebar,
    };
}
