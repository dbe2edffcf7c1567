using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Settings;
using TuiChat.Terminal;
using TuiChat.Views.Markup;
using TuiChat.Views.Rows;

namespace TuiChat.Views;

/// <summary>
/// One conversation on the screen: its topic and its lines. One scrolls in it, jumps to what matters, and selects a line to do
/// something with it.
/// </summary>
sealed class ConversationPane : View
{
    /// <summary>2 s: two clicks on one line within it select the line; the first alone may be meant for the window.</summary>
    static readonly TimeSpan ClickPause = TimeSpan.FromSeconds(2);

    /// <summary>3 rows: what Alt+PgUp and Alt+PgDn scroll by.</summary>
    const int FewRows = 3;

    readonly TopicBar _topic = new();
    readonly ListView _list = new(new EmptySource()) { AlignsBottom = true, ShowsMoreBelow = true, CanFocus = false };
    readonly TimeProvider _time;
    ClientSettings _settings = new();
    bool _isBare;
    TimelineSource? _source;
    long? _mention;
    (long Id, long At)? _clicked;

    /// <summary>Makes an empty pane.</summary>
    public ConversationPane(TimeProvider time)
    {
        _time = time;
        _list.ItemClicked += OnClicked;
        _list.ItemActivated += _ => Do("select.reply");
        Add(_topic);
        Add(_list);
    }

    /// <summary>What is shown, or null.</summary>
    public Conversation? Shown { get; private set; }

    /// <summary>A line is selected, and keys are about it.</summary>
    public bool IsSelecting { get; private set; }

    /// <summary>The keyboard's own pane, where there are two.</summary>
    public bool IsActive
    {
        set => _topic.IsActive = value;
    }

    /// <summary>For copying by the terminal: no topic, and text from edge to edge.</summary>
    public bool IsBare
    {
        set
        {
            _isBare = value;
            _topic.Visible = !value;
            if (_source is not null) _source.IsBare = value;
        }
    }

    /// <summary>What is known of the other one's presence in a room of two.</summary>
    public Func<Nickname, (string Sign, string Text)> PresenceOf
    {
        set => _topic.PresenceOf = value;
    }

    /// <summary>Columns that the text keeps free at the left and at the right, beside panels.</summary>
    public (int Left, int Right) Air { private get; set; }

    /// <summary>The end is not in sight.</summary>
    public bool IsScrolledUp => !_list.IsFollowing;

    /// <summary>The first entry in sight, as of the last frame; -1 when there is none.</summary>
    public int FirstVisibleIndex => _list.FirstVisibleIndex;

    /// <summary>Other entries have come into sight. Raised while drawing.</summary>
    public event Action? VisibleRangeChanged
    {
        add => _list.VisibleRangeChanged += value;
        remove => _list.VisibleRangeChanged -= value;
    }

    /// <summary>Something is to be done with the selected line; null for what is not of one line.</summary>
    public event Action<string, TimelineItem>? Chosen;

    /// <summary>The selecting has ended.</summary>
    public event Action? SelectingEnded;

    /// <summary>The mouse was pressed somewhere in it.</summary>
    public event Action? Clicked;

    /// <summary>A line was clicked for the first time: once more, and it is selected.</summary>
    public event Action? ClickedOnce;

    /// <summary>Shows another conversation from its end, or from what is unread in it.</summary>
    public void Show(Conversation? conversation)
    {
        if (Shown == conversation) return;
        EndSelecting();
        Shown = conversation;
        _topic.Shown = conversation;
        _mention = null;
        _source = conversation is null ? null : new TimelineSource(conversation.Timeline, () => Theme, () => ChatMarks.For(Application?.Capabilities), () => _settings, _time.LocalTimeZone, conversation.Roster) { IsBare = _isBare };
        _list.Source = (IListSource?)_source ?? new EmptySource();
        if (conversation?.Timeline.FirstUnread is { } unread) _list.ScrollTo(unread);
    }

    /// <summary>Takes over what is set about lines.</summary>
    public void Apply(ClientSettings settings) => _settings = settings;

    /// <summary>The text of a line, read.</summary>
    public static MessageText Read(TimelineItem item) => MessageText.Parse(TextOf(item));

    /// <summary>What a line says, as it was typed.</summary>
    public static string TextOf(TimelineItem item) => item switch
    {
        TimelineItem.Said said => said.Text,
        TimelineItem.Waiting line => line.Text,
        TimelineItem.NotSent line => line.Text,
        TimelineItem.Announcement notice => notice.Text,
        TimelineItem.TopicSet topic => topic.Topic,
        TimelineItem.Local local => local.Text,
        TimelineItem.Presence or TimelineItem.Movement or TimelineItem.Renamed or TimelineItem.Unknown => "",
        _ => throw new InvalidOperationException($"{item.GetType().Name} has no text that is known here."),
    };

    /// <summary>Shows the end.</summary>
    public void ScrollToBottom() => _list.ScrollToBottom();

    /// <summary>Does an action of the "list" context, whoever has the keyboard.</summary>
    public bool Scroll(string? action) => _list.Perform(action);

    /// <summary>Does an action of the "chat" context that is about one conversation; false for others.</summary>
    public bool Perform(string action)
    {
        switch (action)
        {
            case "chat.first-unread": return GoTo(Shown?.Timeline.FirstUnread, ScrollPlace.Top);
            case "chat.previous-mention": return GoToMention(-1);
            case "chat.next-mention": return GoToMention(+1);
            case "chat.few-up": return _list.ScrollBy(-FewRows) || true;
            case "chat.few-down": return _list.ScrollBy(+FewRows) || true;
            case "chat.select": return BeginSelecting(null);
            default: return false;
        }
    }

    /// <summary>Takes the keyboard and selects a line, the last one in sight unless one is given.</summary>
    public bool BeginSelecting(long? id)
    {
        var last = _list.LastVisibleIndex;
        if (id is null && last >= 0 && _source is { Count: var count } && last < count) id = _source.IdAt(last);
        if (id is null) return true;
        IsSelecting = true;
        _list.CanSelect = _list.CanFocus = true;
        _list.Select(id);
        _list.SetFocus();
        return true;
    }

    /// <summary>Brings a line into the middle and selects it.</summary>
    public void ShowLine(long id)
    {
        BeginSelecting(id);
        _list.ScrollTo(id, ScrollPlace.Center);
    }

    /// <summary>Gives the keyboard back.</summary>
    public void EndSelecting()
    {
        if (!IsSelecting) return;
        IsSelecting = false;
        _list.CanSelect = _list.CanFocus = false;
        _list.Select(null);
        SelectingEnded?.Invoke();
    }

    /// <inheritdoc/>
    public override bool HandleKey(Key key) => IsSelecting && KeyBindings.Find("select", key) is { } action && Do(action);

    /// <inheritdoc/>
    protected override void LayoutSubViews()
    {
        var top = _topic.Visible ? 1 : 0;
        _topic.Layout(new Rectangle(0, 0, Frame.Width, top));
        _list.Layout(new Rectangle(Air.Left, top, Math.Max(0, Frame.Width - Air.Left - Air.Right), Math.Max(0, Frame.Height - top)));
    }

    bool Do(string action)
    {
        switch (action)
        {
            case "select.up": return _list.Perform("list.up") || true;
            case "select.down": return _list.Perform("list.down") || true;
            case "select.close":
                EndSelecting();
                return true;
            case "select.reveal" when _list.SelectedId is { } id:
                _source?.ToggleRevealed(id);
                return true;
        }
        if (Selected is { } item) Chosen?.Invoke(action, item);
        return true;
    }

    TimelineItem? Selected => _list.SelectedId is { } id && Shown?.Timeline.IndexOf(id) is { } index and >= 0 ? Shown.Timeline[index].Item : null;

    bool GoTo(long? id, ScrollPlace place)
    {
        if (id is { } wanted) _list.ScrollTo(wanted, place);
        return true;
    }

    /// <summary>From the mention jumped to last, while it is in sight, otherwise from what is in sight.</summary>
    bool GoToMention(int step)
    {
        if (Shown is not { Timeline: var timeline } || _list.FirstVisibleIndex < 0) return true;
        var last = _mention is { } id ? timeline.IndexOf(id) : -1;
        var isLastInSight = last >= _list.FirstVisibleIndex && last <= _list.LastVisibleIndex;
        var from = isLastInSight ? last : step < 0 ? _list.LastVisibleIndex + 1 : _list.FirstVisibleIndex - 1;
        for (var i = from + step; i >= 0 && i < timeline.Count; i += step)
        {
            if (timeline[i].Item is not TimelineItem.Said { IsMention: true }) continue;
            _mention = timeline[i].Id;
            return GoTo(_mention, ScrollPlace.Center);
        }
        return true;
    }

    void OnClicked(ListHit hit)
    {
        if (hit.Mouse is not { Action: MouseAction.Press, Button: MouseButton.Left }) return;
        Clicked?.Invoke();
        var isAgain = IsSelecting || (_clicked is { } before && before.Id == hit.Id && _time.GetElapsedTime(before.At) <= ClickPause);
        _clicked = isAgain ? null : (hit.Id, _time.GetTimestamp());
        if (isAgain) BeginSelecting(hit.Id);
        else ClickedOnce?.Invoke();
    }

    /// <summary>The lines of no conversation.</summary>
    sealed class EmptySource : IListSource
    {
        public int Count => 0;

        public long IdAt(int index) => throw new ArgumentOutOfRangeException(nameof(index));

        public int IndexOf(long id) => -1;

        public int VersionAt(int index) => throw new ArgumentOutOfRangeException(nameof(index));

        public IReadOnlyList<TextRow> Layout(int index, int width) => throw new ArgumentOutOfRangeException(nameof(index));
    }
}
