using System.Text;
using TuiChat.Protocol;
using TuiChat.Terminal;

namespace TuiChat.Lobby;

/// <summary>
/// The first screen: one's nickname, and the servers on this network and from before, live. Letters narrow the list, but for c, h
/// and n, which do what the bottom line says as long as nothing is typed.
/// </summary>
sealed class LobbyView : Entrance
{
    const int MaxWidth = 100;
    const int LabelColumns = 10;

    /// <summary>Rows of a sentence on screens with room for it, and on the smallest.</summary>
    const int MaxSentenceRows = 5, FewSentenceRows = 3;

    /// <summary>Rows of a list without servers, and of the gaps between its groups at most.</summary>
    const int EmptyListRows = 2, GapRows = 2;

    readonly TextField _nick = new() { Placeholder = "letters, digits and _ - ." };
    readonly TextField _filter = new() { Prompt = "Filter: ", CanFocus = false };
    readonly LobbyChoices _choices;
    readonly ListView _list;
    // Where the list stands, or what stands there without a server.
    Rectangle _place;
    string? _notice;
    string? _problem;
    string? _told;
    string? _progress;

    /// <summary>Makes the lobby with what is known before anything was asked.</summary>
    /// <param name="servers">The servers, changed by whoever feeds the view.</param>
    /// <param name="nick">The nickname to begin with, or "".</param>
    /// <param name="looks">Servers on this network are looked for.</param>
    public LobbyView(ServerList servers, string nick, bool looks)
    {
        Servers = servers;
        CanFocus = true;
        _nick.Text = nick;
        _choices = new LobbyChoices(servers, () => Theme, looks);
        _list = new ListView(_choices, followsEnd: false) { CanSelect = true, CanFocus = false, ShowsMoreBelow = true };
        _list.ItemClicked += Click;
        _nick.Changed += () => _problem = null;
        _filter.Changed += Refresh;
        foreach (View view in (View[])[_nick, _list, _filter]) Add(view);
        Refresh();
    }

    /// <summary>The servers shown; <see cref="Refresh"/> after a change.</summary>
    public ServerList Servers { get; }

    /// <summary>The nickname as it stands in its field.</summary>
    public string Nick => _nick.Text.Trim();

    /// <summary>The selected server, or null.</summary>
    public LobbyRow? Selected => _list.SelectedId is { } id ? _choices.Find(id) : null;

    /// <summary>A server was chosen.</summary>
    public event Action<LobbyRow, Nickname>? Joined;

    /// <summary>Somebody wants to type an address; this much is typed already.</summary>
    public event Action<string>? AddressAsked;

    /// <summary>Somebody wants to host a server here.</summary>
    public event Action<Nickname>? HostAsked;

    /// <summary>Escape while connecting.</summary>
    public event Action? Cancelled;

    /// <summary>Ctrl+C, or Escape while nothing is going on.</summary>
    public event Action? QuitAsked;

    /// <summary>A command was typed; returns what is wrong with it, or null.</summary>
    public Func<string, string?>? Commanding { get; set; }

    /// <summary>Gives the keyboard to the nickname when there is none, else to the list.</summary>
    public void Begin()
    {
        if (_nick.Text.Length == 0) _nick.SetFocus();
        else SetFocus();
    }

    /// <summary>Says in a sentence how it stands with the network, as long as no server is found there.</summary>
    public void ShowNotice(string text)
    {
        _notice = text;
        _choices.HasLooked = true;
        Refresh();
    }

    /// <summary>What was said about the network holds no more.</summary>
    public void ForgetNotice()
    {
        _notice = null;
        _choices.HasLooked = false;
        Refresh();
    }

    /// <summary>Answers a command.</summary>
    public void Tell(string text)
    {
        ShowProblem(null);
        _told = text;
    }

    /// <summary>Puts the beginning of a command into the line, for somebody to go on.</summary>
    public void Type(string text)
    {
        _filter.Text = text;
        SetFocus();
    }

    /// <inheritdoc/>
    public override void ShowProgress(string text)
    {
        _progress = text;
        _problem = _told = null;
        SetFocus();
    }

    /// <inheritdoc/>
    public override void ShowProblem(string? text, string? suggestedNick = null)
    {
        _progress = null;
        if (suggestedNick is not null) _nick.Text = suggestedNick;
        (_problem, _told) = (text, null);
        SetFocus();
    }

    /// <summary>Shows the servers as they are now; the chosen one stays chosen wherever it has moved.</summary>
    public void Refresh()
    {
        _filter.Prompt = IsCommand ? "Command: " : "Filter: ";
        _choices.Narrow(IsCommand ? "" : _filter.Text.Trim());
        if (_list.SelectedId is not { } id || _choices.IndexOf(id) < 0) _list.Select(_choices.FirstServer);
    }

    /// <inheritdoc/>
    public override bool HandleKey(Key key)
    {
        if (key == Key.Parse("Ctrl+C")) QuitAsked?.Invoke();
        else if (_progress is not null) return Wait(key);
        else if (_nick.HasFocus) return LeaveNick(key);
        else if (key == Key.Of(KeyCode.Enter) && IsCommand) RunCommand();
        else if (key == Key.Of(KeyCode.Enter)) Join();
        else if (key == Key.Of(KeyCode.Escape)) Escape();
        else if (key == Key.Of(KeyCode.Tab) || key == Key.Parse("Shift+Tab")) _nick.SetFocus();
        else if (KeyBindings.Find("list", key) is { } action) Move(action);
        else if (_filter.Text.Length > 0 || !Perform(key)) return _filter.HandleKey(key);
        return true;
    }

    /// <inheritdoc/>
    public override bool HandlePaste(Pasted paste) => _progress is not null || _filter.HandlePaste(paste);

    /// <inheritdoc/>
    protected override void LayoutSubViews()
    {
        var box = Box;
        _nick.Layout(new Rectangle(box.X + LabelColumns, 1, Math.Max(1, box.Width - LabelColumns), 1));
        var top = ListTop;
        var bottom = Frame.Height - 1;
        _filter.Visible = _filter.Text.Length > 0;
        _filter.ShowsCursor = HasFocus;
        if (_filter.Visible) _filter.Layout(new Rectangle(box.X, --bottom, box.Width, 1));
        bottom -= SentenceRows(box.Width);
        _place = new Rectangle(box.X, top, box.Width, Math.Max(0, bottom - top));
        _list.Layout(HasFirstSteps ? _place with { Height = Math.Min(EmptyListRows, _place.Height) } : _place);
    }

    /// <inheritdoc/>
    protected override void Draw(DrawContext context)
    {
        var box = Box;
        var dim = Theme[StandardRoles.Dim];
        context.Clear(Theme[StandardRoles.Text]);
        context.Put(box.X, 0, "TuiChat", Theme[StandardRoles.Title]);
        context.Put(box.X, 1, "Nickname", Theme[StandardRoles.Text]);
        var (sentence, style) = Sentence;
        var rows = SentenceRows(box.Width);
        if (rows > 0) TextLayout.Draw(context.Clip(new Rectangle(box.X, _place.Bottom, box.Width, rows)), sentence, style);
        if (HasFirstSteps) FirstSteps.Draw(context.Clip(new Rectangle(box.X, _list.Frame.Bottom, box.Width, _place.Bottom - _list.Frame.Bottom)), Theme);
        context.Put(box.X, context.Height - 1, TextWidth.Truncate(Hint(box.Width), box.Width), dim);
    }

    Rectangle Box
    {
        get
        {
            var width = Math.Max(1, Math.Min(MaxWidth, Frame.Width - 2));
            return new Rectangle((Frame.Width - width) / 2, 0, width, Frame.Height);
        }
    }

    (string Text, Style Style) Sentence =>
        _problem is { } problem ? (problem, Theme[StandardRoles.Error])
        : _progress is { } progress ? (progress, Theme[StandardRoles.Text])
        : _told is { } told ? (told, Theme[StandardRoles.Text])
        : _notice is { } notice && !Servers.HasFound ? (notice, Theme[StandardRoles.Text])
        : ("", default);

    string Hint(int width) =>
        _progress is not null ? "Esc cancels"
        : _nick.HasFocus ? "Enter takes the nickname"
        : IsCommand ? "Enter runs · Esc closes"
        : _filter.Text.Length > 0 && _choices.FirstServer is null ? "Enter takes this address · Esc clears"
        : _filter.Text.Length > 0 ? "Enter joins · Esc shows all"
        : width < 70 ? "Enter join · c type · h host · / more"
        : "Enter joins · c address · h host · n nickname · type to filter · / command";

    /// <summary>On a small screen the list leaves it what it does not need itself.</summary>
    int SentenceRows(int width)
    {
        if (Sentence.Text is not { Length: > 0 } text) return 0;
        var (rows, isSmall) = (TextLayout.Wrap(text, width).Count, Frame.Height < 16);
        var spare = Frame.Height - ListTop - 1 - (_filter.Visible ? 1 : 0) - (_choices.FirstServer is null ? EmptyListRows : _choices.Count + GapRows);
        // However small it is, the first server is to be seen.
        var most = Frame.Height - ListTop - 1 - (_filter.Visible ? 1 : 0) - (_choices.FirstServer is { } first ? Math.Min(_choices.IndexOf(first) + 1, EmptyListRows) : 0);
        return Math.Clamp(Math.Max(isSmall ? FewSentenceRows : MaxSentenceRows, spare), 0, Math.Max(0, Math.Min(rows, most)));
    }

    int ListTop => Frame.Height < 16 ? 2 : 3;

    /// <summary>There is no server, and nothing else goes on.</summary>
    bool HasFirstSteps => _choices.FirstServer is null && _filter.Text.Length == 0 && _progress is null;

    bool Wait(Key key)
    {
        if (key == Key.Of(KeyCode.Escape)) Cancelled?.Invoke();
        return true;
    }

    /// <summary>What the field itself has no use for: the ways back to the list.</summary>
    bool LeaveNick(Key key)
    {
        if (key.Code is not (KeyCode.Enter or KeyCode.Escape or KeyCode.Tab or KeyCode.Up or KeyCode.Down)) return false;
        if (key.Code != KeyCode.Escape && !Nickname.TryParse(Nick, out _, out _problem)) return true;
        SetFocus();
        return true;
    }

    void Escape()
    {
        if (_filter.Text.Length > 0) _filter.Text = "";
        else if (_problem is not null || _told is not null) _problem = _told = null;
        else QuitAsked?.Invoke();
    }

    /// <summary>A line that begins with a slash is a command, as everywhere.</summary>
    bool IsCommand => _filter.Text.StartsWith('/');

    void RunCommand()
    {
        var line = _filter.Text;
        _problem = _told = null;
        if (Commanding?.Invoke(line) is { } problem) _problem = problem;
        else _filter.Text = "";
    }

    /// <summary>The letters that mean something while nothing is typed.</summary>
    bool Perform(Key key)
    {
        if (key == Key.Of(new Rune('n'))) _nick.SetFocus();
        else if (key == Key.Of(new Rune('c'))) AddressAsked?.Invoke("");
        else if (key == Key.Of(new Rune('h'))) WithNick(nick => HostAsked?.Invoke(nick));
        else return false;
        return true;
    }

    void Move(string action)
    {
        _list.Perform(action);
        var isUp = action is "list.up" or "list.page-up" or "list.top";
        if (_list.SelectedId is { } id) _list.Select(_choices.NearestServer(id, isUp));
        // So that the heading above the first server comes into sight with it.
        if (_list.SelectedId == _choices.FirstServer) _list.ScrollToTop();
    }

    void Click(ListHit hit)
    {
        if (_progress is not null || hit.Mouse is not { Button: MouseButton.Left, Action: MouseAction.Press }) return;
        if (_choices.Find(hit.Id) is null) _list.Select(_choices.NearestServer(hit.Id, isUp: false));
        else Join();
    }

    void Join() => WithNick(nick =>
    {
        if (_list.SelectedId is { } id && _choices.Find(id) is { } row)
        {
            if (row.Address is not null) Joined?.Invoke(row, nick);
            else _problem = $"{row.Name} has told no address yet. Try again in a moment.";
        }
        else if (_filter.Text.Trim() is { Length: > 0 } typed) AddressAsked?.Invoke(typed);
        else _problem = "There is no server to join yet. Press c to type an address, or h to host one here.";
    });

    void WithNick(Action<Nickname> act)
    {
        _problem = _told = null;
        if (Nickname.TryParse(Nick, out var nick, out _problem)) act(nick);
        else _nick.SetFocus();
    }
}
