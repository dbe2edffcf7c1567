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
sealed class AwayDesk
{
    /// <summary>5 minutes: who was away for less knows what it was about.</summary>
    static readonly TimeSpan LongAbsence = TimeSpan.FromMinutes(5);

    /// <summary>20 lines in the room on the screen are seen there.</summary>
    const int LinesInSight = 20;

    readonly Application _application;
    readonly ChatClient _client;
    readonly ChatView _chat;
    readonly Func<ClientSettings> _settings;
    readonly TypingPause _pause;
    DateTimeOffset? _since;
    bool _isDue;
    UnreadSearch? _search;

    /// <summary>Begins to look.</summary>
    public AwayDesk(Application application, ChatClient client, ChatView chat, Func<ClientSettings> settings)
    {
        (_application, _client, _chat, _settings) = (application, client, chat, settings);
        _pause = new TypingPause(application, () => application.Root == chat && application.TopModal is null);
        application.Touched += () => _search?.End(); // who goes on to something else is left there
    }

    /// <summary>Something happened on the session and is in the state by now.</summary>
    public void Take(SessionEvent happened)
    {
        switch (happened)
        {
            case SessionEvent.Waiting or SessionEvent.Ended:
                _since ??= _client.Time.GetUtcNow();
                _isDue = false;
                break;
            case SessionEvent.Entered { Connection: var connection }:
                _isDue = connection == 1 || _client.Time.GetUtcNow() - _since >= LongAbsence;
                _since = null;
                if (!_isDue) break;
                foreach (var room in _client.State.Conversations) Begin(room);
                break;
        }
        if (!_isDue || !_client.IsSettled || _client.State.Current is null) return;
        _isDue = false;
        if (IsWorthIt) Offer();
    }

    /// <summary>Shows it because somebody asks for it.</summary>
    public CommandResult Show()
    {
        if (Rows is not { Count: > 0 } rows) return CommandResult.Failed("Nothing is unread.");
        Open(rows, isHasty: false);
        return CommandResult.Done;
    }

    IReadOnlyList<AwayRow> Rows => AwayRow.Of(_client.State, room => IsMuted(room.Room));

    /// <summary>There is something in a room that is not on the screen, or more than is in sight there.</summary>
    bool IsWorthIt => Rows.Any(row => !IsMuted(row.Conversation.Room) && (!row.Conversation.IsOpen || row.Lines > LinesInSight));

    bool IsMuted(RoomName room) => _settings().LevelOf(room.Value) == NotifyLevel.None;

    /// <summary>What was missed before and looked at since is not missed again; a room that waits for being looked at keeps its count.</summary>
    static void Begin(Conversation room)
    {
        if (room.IsOpen && room.IsJoined) room.ForgetMissed();
    }

    /// <summary>Nobody is interrupted in what they do.</summary>
    void Offer()
    {
        if (_application.TopModal is null && _application.Root == _chat && _chat.Input.Field.Text.Length == 0) Open(Rows, isHasty: _pause.Rest > TimeSpan.Zero);
        else _chat.Tell("Lines came while you were away; /unread shows where.");
    }

    /// <param name="rows">What was missed.</param>
    /// <param name="isHasty">It comes up under somebody's fingers: what follows at once is no choice.</param>
    void Open(IReadOnlyList<AwayRow> rows, bool isHasty)
    {
        var opened = _client.Time.GetTimestamp();
        var view = new AwayView(rows);
        view.Closed += () => _application.CloseModal(view);
        view.TypedOn += key =>
        {
            _application.CloseModal(view);
            _chat.Input.Field.SetFocus();
            _chat.Input.Field.HandleKey(key);
        };
        view.Chosen += row =>
        {
            if (isHasty && _client.Time.GetElapsedTime(opened) < TypingPause.Length) return;
            _application.CloseModal(view);
            if (_client.State.Find(row.Conversation.Room) != row.Conversation) return; // left meanwhile
            _client.State.Open(row.Conversation);
            _chat.ShowCurrentRoom();
            _chat.ShowFirstUnread();
            _search = new UnreadSearch(_application, _client, _chat, row.Conversation);
            _search.Begin();
        };
        _application.OpenModal(view);
    }
}
