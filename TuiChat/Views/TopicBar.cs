using TuiChat.Conversations;
using TuiChat.Terminal;

namespace TuiChat.Views;

/// <summary>The line above a conversation: the room and its topic.</summary>
sealed class TopicBar : View
{
    /// <summary>The room, or null.</summary>
    public Conversation? Shown { get; set; }

    /// <summary>What is typed goes to this room.</summary>
    public bool IsActive { get; set; } = true;

    /// <inheritdoc/>
    protected override void Draw(DrawContext context)
    {
        context.Clear(Theme[ChatRoles.Topic]);
        if (Shown is not { } room) return;
        var column = 1;
        if (!IsActive) column += context.Put(column, 0, "○ ", Theme[ChatRoles.Topic]);
        column += context.Put(column, 0, room.Room.Value, Theme[IsActive ? ChatRoles.TopicRoom : ChatRoles.Topic]) + 2;
        var width = context.Width - column - 1;
        if (room.Topic.Length > 0 && width > 0) context.Put(column, 0, TextWidth.Truncate(room.Topic, width), Theme[ChatRoles.Topic]);
    }
}
