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
        var index = IndexAt(mouse.Y - 1 + _firstShown);
        if (mouse.X >= Frame.Width - 1) return false; // the border
        if (mouse is not { Action: MouseAction.Press, Button: MouseButton.Left } || mouse.Y < 1 || index < 0 || index >= client.State.Conversations.Count) return false;
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
        var count = RowOf(rooms.Count);
        for (var row = 0; row < height && row + _firstShown < count; row++)
        {
            var index = IndexAt(row + _firstShown);
            if (index >= 0) DrawRoom(context, row + 1, rooms[index], index + 1);
            else context.Put(1, row + 1, TextWidth.Truncate("alone with", context.Width - 2), Theme[ChatRoles.SidebarTitle]);
        }
        if (count - _firstShown > height) context.PutSign(context.Width - 2, context.Height - 1, '↓', Theme[ChatRoles.SidebarTitle]);
    }

    void KeepCurrentInSight(IReadOnlyList<Conversation> rooms, int height)
    {
        var current = 0;
        while (current < rooms.Count && !rooms[current].IsOpen) current++;
        var row = RowOf(current);
        if (current < rooms.Count && row < _firstShown) _firstShown = row;
        if (current < rooms.Count && row >= _firstShown + height) _firstShown = row - height + 1;
        _firstShown = Math.Clamp(_firstShown, 0, Math.Max(0, RowOf(rooms.Count) - height));
    }

    /// <summary>How many rooms stand above the heading of those of two; all when there are none of two.</summary>
    int RoomsAbove
    {
        get
        {
            var rooms = client.State.Conversations;
            var count = rooms.Count;
            while (count > 0 && rooms[count - 1].Room.IsDirect) count--;
            return count;
        }
    }

    /// <summary>The row of a room; those of two stand below a heading.</summary>
    int RowOf(int index) => index >= RoomsAbove && RoomsAbove < client.State.Conversations.Count ? index + 1 : index;

    /// <summary>The room in a row, or -1 for the heading.</summary>
    int IndexAt(int row) => row < RoomsAbove || RoomsAbove == client.State.Conversations.Count ? row : row == RoomsAbove ? -1 : row - 1;

    /// <summary>Number for Alt+1…9, name, and at the right edge how many lines name us and how many are unread.</summary>
    void DrawRoom(DrawContext context, int y, Conversation room, int number)
    {
        var style = Theme[RoleOf(room)];
        context.Fill(new Rectangle(0, y, context.Width, 1), ' ', style);
        Span<char> buffer = stackalloc char[16];
        var name = room.With?.Value ?? room.Title;
        var counts = Counts(room, context.Width - 5 - TextWidth.Measure(name), buffer);
        var end = context.Width - 1 - counts.Length;
        if (room.IsOpen) context.Put(1, y, room == client.State.Current ? "▸" : "▹", style);
        else if (number <= ChatBindings.NumberedRooms) context.Put(1, y, [(char)('0' + number)], style);
        var x = 3;
        if (room.With is { } with && PersonMark.Presence(client.State, with).Sign is { Length: > 0 } sign) x += context.Put(x, y, sign, style) + 1;
        context.Put(x, y, TextWidth.Truncate(name, Math.Max(1, end - x - 1)), style);
        context.Put(end, y, counts, style);
    }

    /// <summary>"@2 14": two lines name us among fourteen unread ones; only "@2" where the name leaves no room. All lines of a room of two are for us.</summary>
    static ReadOnlySpan<char> Counts(Conversation room, int space, Span<char> buffer)
    {
        if (room.Unread == 0) return [];
        var unread = Math.Min(room.Unread, 9999);
        var mentions = Math.Min(room.Mentions, 999);
        int length;
        if (mentions == 0) return buffer.TryWrite(CultureInfo.InvariantCulture, $"{unread}", out length) ? buffer[..length] : [];
        if (mentions < unread && buffer.TryWrite(CultureInfo.InvariantCulture, $"@{mentions} {unread}", out length) && length <= space) return buffer[..length];
        return buffer.TryWrite(CultureInfo.InvariantCulture, $"@{mentions}", out length) ? buffer[..length] : [];
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
