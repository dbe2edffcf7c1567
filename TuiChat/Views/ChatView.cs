using System.Globalization;
using TuiChat.Commands;
using TuiChat.Conversations;
using TuiChat.Settings;
using TuiChat.Terminal;
using TuiChat.Views.Rows;

namespace TuiChat.Views;

/// <summary>
/// The chat on the screen: rooms left, the conversation in the middle under its topic, people right, the status line above the
/// input at the bottom. The input always has the keyboard.
/// </summary>
sealed class ChatView : View
{
    /// <summary>Columns that the conversation keeps before a panel is shown: a time, a nick and a short line.</summary>
    const int LeastConversation = 40;

    readonly ChatClient _client;
    readonly TopicBar _topic;
    readonly RoomSidebar _rooms;
    readonly PeoplePanel _people;
    readonly ListView _list;
    readonly StatusLine _status;
    readonly EmptyRoom _empty;
    readonly QuickSwitcher _switcher;
    /// <summary>20 entries above the screen: fewer than that, and older ones are loaded.</summary>
    const int RowsAhead = 20;

    Conversation? _shown;
    ClientSettings _settings = new();
    (Conversation?, string?, int) _title;
    bool _wantsRooms = true;
    bool _wantsPeople = true;

    /// <summary>Makes the view of a client, with the commands that can be typed.</summary>
    public ChatView(ChatClient client, CommandTable commands)
    {
        _client = client;
        _topic = new TopicBar(client);
        _rooms = new RoomSidebar(client);
        _people = new PeoplePanel(client);
        Input = new MessageInput(client, commands);
        _status = new StatusLine(client, Input);
        _list = new ListView(new EmptySource()) { AlignsBottom = true, ShowsMoreBelow = true, CanFocus = false };
        _empty = new EmptyRoom(client, commands);
        _switcher = new QuickSwitcher(client);
        _switcher.Chosen += room =>
        {
            if (client.Enter(room)) ShowCurrentRoom();
            else Input.Problem = "You are not connected, so no other room can be entered.";
        };
        _list.VisibleRangeChanged += LoadEarlier;
        _rooms.Chosen += Open;
        foreach (View view in (View[])[_rooms, _topic, _list, _empty, _people, _status, Input]) Add(view);
    }

    /// <summary>Reading back near the beginning of what is there, one finds more before one gets to it.</summary>
    void LoadEarlier()
    {
        if (_list.FirstVisibleIndex is >= 0 and < RowsAhead) _client.LoadEarlier();
    }

    /// <summary>Where one types.</summary>
    public MessageInput Input { get; }

    /// <summary>Where the server is that is hosted here, behind the word "hosting"; null when there is none.</summary>
    public string? Hosting
    {
        set => _status.Hosting = _empty.Hosting = value;
    }

    /// <summary>Takes over what is set about panels.</summary>
    public void Apply(ClientSettings settings)
    {
        if (settings.RoomsPanel != _settings.RoomsPanel) _wantsRooms = settings.RoomsPanel;
        if (settings.PeoplePanel != _settings.PeoplePanel) _wantsPeople = settings.PeoplePanel;
        _settings = settings;
    }

    /// <summary>Ctrl+C on an empty line.</summary>
    public event Action? QuitAsked;

    /// <summary>F1.</summary>
    public event Action? HelpAsked;

    /// <summary>Says why the last line could not be done, until something else is typed.</summary>
    public void ShowProblem(string? problem) => Input.Problem = problem;

    /// <inheritdoc/>
    public override bool HandleKey(Key key)
    {
        var action = KeyBindings.Find("chat", key);
        return (action is not null && Perform(action)) || _list.Perform(KeyBindings.Find("list", key));
    }

    /// <inheritdoc/>
    protected override void LayoutSubViews()
    {
        ShowTitle();
        var bottom = Input.DesiredHeight(Frame.Width);
        var status = _status.DesiredHeight(Frame.Width);
        var height = Math.Max(1, Frame.Height - bottom - status);
        _rooms.Visible = _wantsRooms && Frame.Width >= LeastConversation + _settings.RoomsWidth;
        var left = _rooms.Visible ? _settings.RoomsWidth : 0;
        _people.Visible = _wantsPeople && Frame.Width - left >= LeastConversation + _settings.PeopleWidth;
        var right = _people.Visible ? _settings.PeopleWidth : 0;
        var middle = Frame.Width - left - right;
        _rooms.Layout(new Rectangle(0, 0, left, height));
        _topic.Layout(new Rectangle(left, 0, middle, 1));
        // Beside a panel the text keeps a column of air.
        var (airLeft, airRight) = (left > 0 ? 1 : 0, right > 0 ? 1 : 0);
        _list.Layout(new Rectangle(left + airLeft, 1, middle - airLeft - airRight, Math.Max(0, height - 1)));
        _empty.Visible = _empty.IsNeeded;
        _empty.Layout(_list.Frame);
        _people.Layout(new Rectangle(Frame.Width - right, 0, right, height));
        _status.Layout(new Rectangle(0, height, Frame.Width, status));
        Input.Layout(new Rectangle(0, Frame.Height - bottom, Frame.Width, bottom));
    }

    bool Perform(string action)
    {
        if (ChatBindings.RoomNumber(action) is { } number) return OpenAt(number - 1);
        switch (action)
        {
            case "chat.next-room": return OpenAt(CurrentIndex + 1);
            case "chat.previous-room": return OpenAt(CurrentIndex - 1);
            case "chat.next-activity": return OpenActivity();
            case "chat.first-unread": return GoToFirstUnread();
            case "chat.toggle-rooms": _wantsRooms = !_wantsRooms; return true;
            case "chat.toggle-people": _wantsPeople = !_wantsPeople; return true;
            case "chat.switch": return OpenSwitcher();
            case "chat.help": Input.Hints.Helped(); HelpAsked?.Invoke(); return true;
            case "chat.quit": QuitAsked?.Invoke(); return true;
            case "chat.close": Input.Problem = null; _list.ScrollToBottom(); return true;
            default: throw new InvalidOperationException($"{action} is in the key table, but nothing does it.");
        }
    }

    /// <summary>The room in the window title, with the lines that name us elsewhere.</summary>
    void ShowTitle()
    {
        var state = _client.State;
        var now = (state.Current, state.Welcome?.Name, Mentions: _settings.TitleCount ? state.Conversations.Sum(room => room.Mentions) : 0);
        if (now == _title) return;
        _title = now;
        var count = now.Mentions == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"({now.Mentions}) ");
        Application?.SetTitle(now.Current is { } room ? $"{count}{room.Room} · {now.Name} · TuiChat" : "TuiChat");
    }

    bool OpenSwitcher()
    {
        Input.Hints.Switched();
        if (Application is { } application) _switcher.Open(application);
        return true;
    }

    int CurrentIndex => _client.State.Conversations.TakeWhile(room => room != _client.State.Current).Count();

    /// <summary>Opens a room by its place; past the ends it goes round.</summary>
    bool OpenAt(int index)
    {
        var rooms = _client.State.Conversations;
        if (rooms.Count == 0) return false;
        Open(rooms[((index % rooms.Count) + rooms.Count) % rooms.Count]);
        return true;
    }

    bool OpenActivity()
    {
        var busiest = _client.State.Conversations.Where(room => room.Activity > Activity.None).MaxBy(room => room.Activity);
        if (busiest is not null) Open(busiest);
        return true;
    }

    void Open(Conversation room)
    {
        _client.State.Open(room);
        ShowCurrentRoom();
    }

    bool GoToFirstUnread()
    {
        if (_shown?.Timeline.FirstUnread is { } first) _list.ScrollTo(first, ScrollPlace.Top);
        return true;
    }

    /// <summary>
    /// When another room has come on the screen: its lines, its draft and its input history. Called as soon as that has
    /// happened, before another key is looked at, so that nothing typed gets into the wrong room.
    /// </summary>
    /// <param name="usedLine">The line in the input when it is what brought the other room; it is no draft any more.</param>
    public void ShowCurrentRoom(string? usedLine = null)
    {
        if (_client.State.Current == _shown) return;
        _shown = _client.State.Current;
        _list.Source = _shown is null ? new EmptySource() : new TimelineSource(_shown.Timeline, () => Theme, () => ChatMarks.For(Application?.Capabilities), _client.Time.LocalTimeZone);
        Input.ShowRoom(_shown?.Room, usedLine);
        if (_shown is not null) _switcher.Saw(_shown.Room);
        if (_shown?.Timeline.FirstUnread is { } unread) _list.ScrollTo(unread, ScrollPlace.Nearest);
    }

    sealed class EmptySource : IListSource
    {
        public int Count => 0;

        public long IdAt(int index) => throw new ArgumentOutOfRangeException(nameof(index));

        public int IndexOf(long id) => -1;

        public int VersionAt(int index) => throw new ArgumentOutOfRangeException(nameof(index));

        public IReadOnlyList<TextRow> Layout(int index, int width) => throw new ArgumentOutOfRangeException(nameof(index));
    }
}
