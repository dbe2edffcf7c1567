using TuiChat.Commands;
using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Sessions;
using TuiChat.Settings;
using TuiChat.Terminal;
using TuiChat.Views;

namespace TuiChat;

/// <summary>
/// Says what was missed, once all of it is there: after a start, and after a connection that was lost for long. Where that would
/// disturb, the counts beside the rooms are enough. Lives on the loop.
/// </summary>
sealed class AwayDesk(Application application, ChatClient client, ChatView chat, Func<ClientSettings> settings)
{
    /// <summary>5 minutes: who was away for less knows what it was about.</summary>
    static readonly TimeSpan LongAbsence = TimeSpan.FromMinutes(5);

    /// <summary>20 lines in the room on the screen are seen there.</summary>
    const int LinesInSight = 20;

    DateTimeOffset? _since;
    bool _isDue;

    /// <summary>Something happened on the session and is in the state by now.</summary>
    public void Take(SessionEvent happened)
    {
        switch (happened)
        {
            case SessionEvent.Waiting or SessionEvent.Ended:
                _since ??= client.Time.GetUtcNow();
                _isDue = false;
                break;
            case SessionEvent.Entered { Connection: var connection }:
                _isDue = connection == 1 || client.Time.GetUtcNow() - _since >= LongAbsence;
                _since = null;
                if (!_isDue) break;
                foreach (var room in client.State.Conversations) Begin(room);
                break;
        }
        if (!_isDue || !client.IsSettled || client.State.Current is null) return;
        _isDue = false;
        if (IsWorthIt) Offer();
    }

    /// <summary>Shows it because somebody asks for it.</summary>
    public CommandResult Show()
    {
        if (Rows is not { Count: > 0 } rows) return CommandResult.Failed("Nothing is unread.");
        Open(rows);
        return CommandResult.Done;
    }

    IReadOnlyList<AwayRow> Rows => AwayRow.Of(client.State, room => IsMuted(room.Room));

    /// <summary>There is something in a room that is not on the screen, or more than is in sight there.</summary>
    bool IsWorthIt => Rows.Any(row => !IsMuted(row.Conversation.Room) && (!row.Conversation.IsOpen || row.Lines > LinesInSight));

    bool IsMuted(RoomName room) => settings().LevelOf(room.Value) == NotifyLevel.None;

    /// <summary>What was missed before and looked at since is not missed again; a room that waits for being looked at keeps its count.</summary>
    static void Begin(Conversation room)
    {
        if (room.IsOpen && room.IsJoined) room.ForgetMissed();
    }

    /// <summary>Nobody is interrupted in what they do.</summary>
    void Offer()
    {
        if (application.TopModal is null && application.Root == chat && chat.Input.Field.Text.Length == 0) Open(Rows);
        else chat.Tell("Lines came while you were away; /unread shows where.");
    }

    void Open(IReadOnlyList<AwayRow> rows)
    {
        var view = new AwayView(rows);
        view.Closed += () => application.CloseModal(view);
        view.TypedOn += key =>
        {
            application.CloseModal(view);
            chat.Input.Field.SetFocus();
            chat.Input.Field.HandleKey(key);
        };
        view.Chosen += row =>
        {
            application.CloseModal(view);
            if (client.State.Find(row.Conversation.Room) != row.Conversation) return; // left meanwhile
            client.State.Open(row.Conversation);
            chat.ShowCurrentRoom();
            chat.ShowFirstUnread();
        };
        application.OpenModal(view);
    }
}
