using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Terminal;

namespace TuiChat.Views;

/// <summary>The line above a conversation: the room and its topic.</summary>
sealed class TopicBar : View
{
    /// <summary>The room, or null.</summary>
    public Conversation? Shown { get; set; }

    /// <summary>What is typed goes to this room.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>What is known of the other one's presence in a room of two.</summary>
    public Func<Nickname, (string Sign, string Text)> PresenceOf { get; set; } = _ => ("", "");

    /// <inheritdoc/>
    protected override void Draw(DrawContext context)
    {
        context.Clear(Theme[ChatRoles.Topic]);
        if (Shown is not { } room) return;
        var column = 1;
        if (!IsActive) column += context.Put(column, 0, "○ ", Theme[ChatRoles.Topic]);
        column += context.Put(column, 0, room.Title, Theme[IsActive ? ChatRoles.TopicRoom : ChatRoles.Topic]) + 2;
        var width = context.Width - column - 1;
        var text = room.With is { } with ? Words(with, room.Topic) : room is { Access: null, HasPassphrase: false, Slow.Ticks: 0 } ? room.Topic : $"[{Door(room)}]  {room.Topic}";
        if (text.Length > 0 && width > 0) context.Put(column, 0, TextWidth.Truncate(text, width), Theme[ChatRoles.Topic]);
    }

    string Words(Nickname with, string topic)
    {
        var (sign, text) = PresenceOf(with);
        return sign.Length == 0 ? topic : topic.Length == 0 ? $"{sign} {text}" : $"{sign} {text}  ·  {topic}";
    }

    static string Door(Conversation room)
    {
        string?[] words = [room.Access switch { RoomAccess.Invite => "invited only", RoomAccess.Locked => "locked", _ => null }, room.HasPassphrase ? "passphrase" : null, room.Slow > TimeSpan.Zero ? "slow" : null];
        return string.Join(", ", words.OfType<string>());
    }
}
