using System.Globalization;
using TuiChat.Commands;
using TuiChat.Conversations;
using TuiChat.Settings;
using TuiChat.Terminal;

namespace TuiChat.Views;

/// <summary>
/// The chat on the screen: rooms left, the conversation in the middle under its topic, people right, the status line above the
/// input at the bottom. The input has the keyboard, but while a line is selected.
/// </summary>
sealed class ChatView : View
{
    /// <summary>20 entries above the screen: fewer than that, and older ones are loaded.</summary>
    const int RowsAhead = 20;

    readonly ChatClient _client;
    readonly RoomSidebar _rooms;
    readonly PeoplePanel _people;
    readonly PaneSplit _panes;
    readonly StatusLine _status;
    readonly EmptyRoom _empty;
    readonly QuickSwitcher _switcher;
    readonly Composing _composing;
    readonly LineActions _actions;
    Conversation? _shown;
    PanelSizes _panels = new();
    Func<int, PanelSizes>? _dragged;
    ClientSettings _settings = new();
    (Conversation?, string?, int) _title;
    bool _isBare;

    /// <summary>Makes the view of a client.</summary>
    /// <param name="client">The client.</param>
    /// <param name="commands">What can be typed after a slash.</param>
    public ChatView(ChatClient client, CommandTable commands)
    {
        _client = client;
        _rooms = new RoomSidebar(client);
        _people = new PeoplePanel(client);
        Input = new MessageInput(client, commands);
        _status = new StatusLine(client, Input);
        Input.Field.Typed += _ => _status.Note = null; // what is typed does not come to HandleKey
        _panes = new PaneSplit(client);
        _panes.Moved += () => ShowCurrentRoom();
        foreach (var pane in _panes.Panes)
        {
            pane.Chosen += Choose;
            pane.VisibleRangeChanged += LoadEarlier;
            pane.SelectingEnded += () => Input.Field.SetFocus();
            pane.ClickedOnce += () => _status.Note = Input.Options.ShowsHints ? "Click again to answer that line, react to it or copy it." : null;
        }
        client.Spoke += () => _panes.Active.ScrollToBottom(); // one sees what one has said
        _composing = new Composing(client, Input);
        _actions = new LineActions(client, _composing);
        _actions.Told += text => _status.Note = text;
        _empty = new EmptyRoom(client, commands);
        _switcher = new QuickSwitcher(client);
        _switcher.Chosen += room =>
        {
            if (client.Enter(room)) ShowCurrentRoom();
            else Input.Problem = "You are not connected, so no other room can be entered.";
        };
        _rooms.Chosen += Open;
        _people.Chosen += nick => Input.Address(nick);
        foreach (View view in (View[])[_rooms, _panes, _empty, _people, _status, _composing, Input]) Add(view);
    }

    /// <summary>Reading back near the beginning of what is there, one finds more before one gets to it.</summary>
    void LoadEarlier()
    {
        if (_panes.Active.FirstVisibleIndex is >= 0 and < RowsAhead) _client.LoadEarlier();
    }

    /// <summary>Where one types.</summary>
    public MessageInput Input { get; }

    /// <summary>Where the server is that is hosted here, behind the word "hosting"; null when there is none.</summary>
    public string? Hosting
    {
        set => _status.Hosting = _empty.Hosting = value;
    }

    /// <summary>Lets the quick switcher lead to other servers.</summary>
    /// <param name="servers">Those one may go to.</param>
    /// <param name="go">Goes to one by its text.</param>
    public void OfferServers(Func<IReadOnlyList<SelectItem>> servers, Action<string> go)
    {
        _switcher.Servers = servers;
        _switcher.ServerChosen += go;
    }

    /// <summary>Takes over what is set about panels.</summary>
    public void Apply(ClientSettings settings)
    {
        _panels = new PanelSizes(
            settings.RoomsWidth, settings.PeopleWidth,
            settings.RoomsPanel == _settings.RoomsPanel ? _panels.ShowsRooms : settings.RoomsPanel,
            settings.PeoplePanel == _settings.PeoplePanel ? _panels.ShowsPeople : settings.PeoplePanel);
        foreach (var pane in _panes.Panes) pane.Apply(settings);
        _status.ShowsTyping = settings.Typing;
        _rooms.IsMuted = _status.IsMuted = room => settings.LevelOf(room.Value) == NotifyLevel.None;
        _settings = settings;
    }

    /// <summary>Ctrl+C on an empty line.</summary>
    public event Action? QuitAsked;

    /// <summary>F1.</summary>
    public event Action? HelpAsked;

    /// <summary>Ctrl+F.</summary>
    public event Action? SearchAsked;

    /// <summary>Alt+I.</summary>
    public event Action? UnreadAsked;

    /// <summary>A border was dragged, and is let go.</summary>
    public event Action<PanelSizes>? PanelsChanged;

    /// <summary>Says why the last line could not be done, until something else is typed.</summary>
    public void ShowProblem(string? problem) => Input.Problem = problem;

    /// <summary>The next typed line answers or changes another one, unless it is a command.</summary>
    public bool IsComposing => _composing.IsActive;

    /// <summary>Sends a typed line as the answer or change that it is meant to be. Null when that was done, otherwise why not.</summary>
    public string? SendComposed(string line) => _composing.Send(line);

    /// <inheritdoc/>
    public override bool HandleKey(Key key)
    {
        _status.Note = null;
        var action = KeyBindings.Find("chat", key);
        return (action is not null && Perform(action)) || _panes.Active.Scroll(KeyBindings.Find("list", key));
    }

    /// <summary>The borders of the panels can be dragged.</summary>
    public override bool HandleMouse(MouseInput mouse)
    {
        if (mouse is { Action: MouseAction.Press, Button: MouseButton.Left }) _dragged = BorderAt(mouse);
        if (_dragged is null) return false;
        _panels = _dragged(mouse.X);
        if (mouse.Action != MouseAction.Release) return true;
        _dragged = null;
        PanelsChanged?.Invoke(_panels);
        return true;
    }

    /// <inheritdoc/>
    protected override void LayoutSubViews()
    {
        ShowTitle();
        var bottom = Input.DesiredHeight(Frame.Width);
        var composing = _composing.DesiredHeight(Frame.Width);
        var status = _status.DesiredHeight(Frame.Width);
        var height = Math.Max(1, Frame.Height - bottom - status - composing);
        var left = _isBare ? 0 : _panels.RoomsAt(Frame.Width);
        var right = _isBare ? 0 : _panels.PeopleAt(Frame.Width);
        _rooms.Visible = left > 0;
        _people.Visible = right > 0;
        _rooms.Layout(new Rectangle(0, 0, left, height));
        _panes.ScreenWidth = Frame.Width;
        _panes.Layout(new Rectangle(left, 0, Frame.Width - left - right, height));
        _empty.Visible = _empty.IsNeeded && !_panes.IsSplit;
        _empty.Layout(new Rectangle(left, 1, _panes.Frame.Width, Math.Max(0, height - 1)));
        _people.Layout(new Rectangle(Frame.Width - right, 0, right, height));
        _status.Layout(new Rectangle(0, height, Frame.Width, status));
        _composing.Layout(new Rectangle(0, height + status, Frame.Width, composing));
        Input.RowsKeptFree = status + composing;
        Input.Layout(new Rectangle(0, Frame.Height - bottom, Frame.Width, bottom));
        _status.Mode = _panes.Active.IsSelecting ? StatusMode.Selecting : _isBare ? StatusMode.Bare : _panes.Active.IsScrolledUp ? StatusMode.ScrolledUp : StatusMode.Plain;
    }

    Func<int, PanelSizes>? BorderAt(MouseInput mouse)
    {
        if (mouse.Y >= _panes.Frame.Height) return null;
        if (_rooms.Visible && mouse.X == _rooms.Frame.Right - 1) return x => _panels.WithRooms(x + 1);
        return _people.Visible && mouse.X == _people.Frame.X ? x => _panels.WithPeople(Frame.Width - x) : null;
    }

    bool Perform(string action)
    {
        if (ChatBindings.RoomNumber(action) is { } number) return number > _client.State.Conversations.Count || OpenAt(number - 1);
        if (_panes.Active.Perform(action)) return true;
        switch (action)
        {
            case "chat.next-room": return OpenAt(CurrentIndex + 1);
            case "chat.previous-room": return OpenAt(CurrentIndex - 1);
            case "chat.next-activity": return OpenActivity();
            case "chat.split": _status.Note = _panes.Toggle(); return true;
            case "chat.other-pane": _panes.Switch(); return true;
            case "chat.bare": SetBare(!_isBare); return true;
            case "chat.toggle-rooms": TogglePanel(_panels with { ShowsRooms = !_panels.ShowsRooms }, panels => panels.ShowsRooms && panels.RoomsAt(Frame.Width) == 0, "rooms"); return true;
            case "chat.toggle-people": TogglePanel(_panels with { ShowsPeople = !_panels.ShowsPeople }, panels => panels.ShowsPeople && panels.PeopleAt(Frame.Width) == 0, "people"); return true;
            case "chat.switch": return OpenSwitcher();
            case "chat.unread": UnreadAsked?.Invoke(); return true;
            case "chat.search": SearchAsked?.Invoke(); return true;
            case "chat.help": Input.Hints.Helped(); HelpAsked?.Invoke(); return true;
            case "chat.quit": QuitAsked?.Invoke(); return true;
            case "chat.close": return Close();
            default: throw new InvalidOperationException($"{action} is in the key table, but nothing does it.");
        }
    }

    /// <summary>Shows or hides a list; where there is no room for it that is said, and one that is wanted stays wanted.</summary>
    void TogglePanel(PanelSizes toggled, Func<PanelSizes, bool> hasNoRoom, string what)
    {
        if (hasNoRoom(_panels) || hasNoRoom(toggled)) _status.Note = $"No room for the list of {what} here.";
        if (!hasNoRoom(_panels)) _panels = toggled;
    }

    /// <summary>What is open closes, one thing at a time; then the end of the conversation is shown.</summary>
    bool Close()
    {
        if (Input.Problem is not null) Input.Problem = null;
        else if (_composing.IsActive) _composing.Drop();
        else if (_isBare) SetBare(false);
        else _panes.Active.ScrollToBottom();
        return true;
    }

    /// <summary>Brings a line of the room on the screen into sight and selects it; nothing happens when it is not in memory.</summary>
    public void ShowLine(long seq)
    {
        if (_shown?.Timeline.IdOf(seq) is { } id) _panes.Active.ShowLine(id);
    }

    /// <summary>Brings the first unread line of the room on the screen into sight, if there is one.</summary>
    public void ShowFirstUnread() => _panes.Active.Perform("chat.first-unread");

    /// <summary>Says something in the status line, until the next key.</summary>
    public void Tell(string text) => _status.Note = text;

    void SetBare(bool isBare)
    {
        _isBare = isBare;
        foreach (var pane in _panes.Panes) pane.IsBare = isBare;
        if (Application is { } application) application.IsMouseCaptured = !isBare;
    }

    void Choose(string action, TimelineItem item)
    {
        if (Application is not { } application) return;
        _status.Note = null;
        if (_actions.Do(action, item, application)) _panes.Active.EndSelecting();
    }

    /// <summary>The room in the window title, with the lines that name us and were not seen.</summary>
    void ShowTitle()
    {
        var state = _client.State;
        var mentions = 0;
        for (var i = 0; _settings.TitleCount && i < state.Conversations.Count; i++) mentions += state.Conversations[i].Mentions + state.Conversations[i].Unseen.Mentions;
        var now = (state.Current, state.Place?.Name, mentions);
        if (now == _title) return;
        _title = now;
        var count = mentions == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"({mentions}) ");
        Application?.SetTitle(now.Current is { } room ? $"{count}{room.Title} · {now.Name} · TuiChat" : "TuiChat");
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
        var busiest = _client.State.Conversations.Where(room => room.Activity > Activity.None && (room.Activity == Activity.Mention || !_rooms.IsMuted(room.Room))).MaxBy(room => room.Activity);
        if (busiest is not null) Open(busiest);
        return true;
    }

    void Open(Conversation room)
    {
        _client.State.Open(room);
        ShowCurrentRoom();
    }

    /// <summary>
    /// When another room has come on the screen: its lines, its draft and its input history. Called as soon as that has
    /// happened, before another key is looked at, so that nothing typed gets into the wrong room.
    /// </summary>
    /// <param name="usedLine">The line in the input when it is what brought the other room; it is no draft any more.</param>
    public void ShowCurrentRoom(string? usedLine = null)
    {
        _panes.Follow();
        if (_client.State.Current == _shown) return;
        _composing.Drop();
        _shown = _client.State.Current;
        Input.ShowRoom(_shown?.Room, usedLine);
        if (_shown is not null) _switcher.Saw(_shown.Room);
    }
}
