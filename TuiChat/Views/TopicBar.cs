using TuiChat.Conversations;
using TuiChat.Terminal;

namespace TuiChat.Views;

/// <summary>The line above the conversation: the room and its topic.</summary>
sealed class TopicBar(ChatClient client) : View
{
    /// <inheritdoc/>
    protected override void Draw(DrawContext context)
    {
        context.Clear(Theme[ChatRoles.Topic]);
        if (client.State.Current is not { } room) return;
        var column = 1 + context.Put(1, 0, room.Room.Value, Theme[ChatRoles.TopicRoom]);
        var topic = room.Topic.Length == 0 ? "" : $"  {room.Topic}";
        context.Put(column, 0, TextWidth.Truncate(topic, Math.Max(0, context.Width - column - 1)), Theme[ChatRoles.Topic]);
    }
}
