using TuiChat.Commands;
using TuiChat.Conversations;
using TuiChat.Terminal;

namespace TuiChat.Views;

/// <summary>Stands where the lines will be while nobody else is in a room and nothing was said: how others get in.</summary>
sealed class EmptyRoom(ChatClient client, CommandTable commands) : View
{
    /// <summary>2 lines of the program: more reach up to where this stands.</summary>
    const int MaxOwnLines = 2;

    /// <summary>Where the server is that is hosted here, or null.</summary>
    public string? Hosting { get; set; }

    /// <summary>Whether there is nothing else to show.</summary>
    public bool IsNeeded => client.State is { Connection: ConnectionState.Online, Current: { IsJoined: true, People.Count: <= 1, Room.IsDirect: false } room } && !HasTalk(room.Timeline);

    /// <summary>A few lines of the program itself leave room for it above them.</summary>
    static bool HasTalk(Timeline timeline)
    {
        for (var i = 0; i < timeline.Count; i++)
        {
            if (i == MaxOwnLines || timeline[i].Item is not TimelineItem.Local) return true;
        }
        return false;
    }

    /// <inheritdoc/>
    protected override void Draw(DrawContext context)
    {
        if (client.State.Current is not { } room) return;
        var way = commands.Find("invite") is { } invite
            ? $"/{invite.Name} shows how others get in."
            : $"Others get in with: tuichat {Hosting ?? client.Options?.Address.ToString()} -r {room.Room}";
        var text = $"Nobody else is in {room.Room} yet, and nothing was said.\n{way}";
        var rows = TextLayout.Wrap(text, Math.Max(1, context.Width - 2)).Count;
        TextLayout.Draw(context.Clip(new Rectangle(1, Math.Max(0, (context.Height - rows) / 4), Math.Max(1, context.Width - 2), context.Height)), text, Theme[StandardRoles.Dim]);
    }
}
