using System.Globalization;
using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Terminal;

namespace TuiChat.Views;

/// <summary>The rooms we are in, with what is unread; a click goes there.</summary>
sealed class RoomSidebar(ChatClient client) : View
{
    int _firstShown;

    /// <summary>Rooms that are not to disturb; they are dim.</summary>
    public Func<RoomName, bool> IsMuted { get; set; } = _ => false;

    /// <summary>A room was clicked.</summary>
    public event Action<Conversation>? Chosen;

    /// <inheritdoc/>
    public override bool HandleMouse(MouseInput mouse)
    {
        var index = mouse.Y - 1 + _firstShown;
        if (mouse.X >= Frame.Width - 1) return false; // the border
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
        context.Put(1, 0, TextWidth.Truncate(client.State.Place?.Name ?? "", context.Width - 2), Theme[ChatRoles.SidebarTitle]);
        var rooms = client.State.Conversations;
        var height = context.Height - 1;
        KeepCurrentInSight(rooms, height);
        for (var row = 0; row < height && row + _firstShown < rooms.Count; row++) DrawRoom(context, row + 1, rooms[row + _firstShown], row + _firstShown + 1);
        if (rooms.Count - _firstShown > height) context.PutSign(context.Width - 2, context.Height - 1, '↓', Theme[ChatRoles.SidebarTitle]);
    }

    void KeepCurrentInSight(IReadOnlyList<Conversation> rooms, int height)
    {
        var current = 0;
        while (current < rooms.Count && !rooms[current].IsOpen) current++;
        if (current < rooms.Count && current < _firstShown) _firstShown = current;
        if (current < rooms.Count && current >= _firstShown + height) _firstShown = current - height + 1;
        _firstShown = Math.Clamp(_firstShown, 0, Math.Max(0, rooms.Count - height));
    }

    /// <summary>Number for Alt+1…9, name, and at the right edge how many lines name us and how many are unread.</summary>
    void DrawRoom(DrawContext context, int y, Conversation room, int number)
    {
        var style = Theme[RoleOf(room)];
        context.Fill(new Rectangle(0, y, context.Width, 1), ' ', style);
        Span<char> buffer = stackalloc char[16];
        var counts = Counts(room, context.Width, buffer);
        var end = context.Width - 1 - counts.Length;
        if (room.IsOpen) context.Put(1, y, room == client.State.Current ? "▸" : "▹", style);
        else if (number <= ChatBindings.NumberedRooms) context.Put(1, y, [(char)('0' + number)], style);
        context.Put(3, y, TextWidth.Truncate(room.Room.Value, Math.Max(1, end - 4)), style);
        context.Put(end, y, counts, style);
    }

    /// <summary>"@2 14": two lines name us among fourteen unread ones; only "@14" where the panel is narrow.</summary>
    static ReadOnlySpan<char> Counts(Conversation room, int width, Span<char> buffer)
    {
        if (room.Unread == 0) return [];
        var unread = Math.Min(room.Unread, 9999);
        var isShort = width < 24;
        var length = 0;
        var isWritten = room.Mentions == 0 ? buffer.TryWrite(CultureInfo.InvariantCulture, $"{unread}", out length)
            : isShort ? buffer.TryWrite(CultureInfo.InvariantCulture, $"@{unread}", out length)
            : buffer.TryWrite(CultureInfo.InvariantCulture, $"@{Math.Min(room.Mentions, 999)} {unread}", out length);
        return isWritten ? buffer[..length] : [];
    }

    string RoleOf(Conversation room) => room switch
    {
        { IsOpen: true } => ChatRoles.SidebarCurrent,
        { Activity: Activity.Mention } => ChatRoles.SidebarMention,
        _ when IsMuted(room.Room) => ChatRoles.SidebarMuted,
        { Activity: Activity.Message } => ChatRoles.SidebarUnread,
        { Activity: Activity.Low } => ChatRoles.SidebarLow,
        _ => ChatRoles.Sidebar,
    };
}
