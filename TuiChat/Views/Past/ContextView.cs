using TuiChat.Conversations;
using TuiChat.History;
using TuiChat.History.Search;
using TuiChat.Protocol;
using TuiChat.Settings;
using TuiChat.Terminal;
using TuiChat.Views.Rows;

namespace TuiChat.Views.Past;

/// <summary>
/// The lines around one that was found, as this machine keeps them, of whatever server and room. Reading on in both directions loads
/// more from the disk; holes are shown as such. Nothing can be said here.
/// </summary>
sealed class ContextView : View, IDisposable
{
    /// <summary>100 lines: two screens and more in each direction.</summary>
    const int PageLines = 100;

    /// <summary>20 entries out of sight: fewer than that, and more are loaded.</summary>
    const int EntriesAhead = 20;

    readonly LocalHistory _history;
    readonly SearchHit _hit;
    readonly RoomName _room;
    readonly Nickname _self;
    readonly string _way;
    readonly Timeline _timeline = new();
    readonly ListView _list;
    readonly CancellationTokenSource _stop = new();
    readonly CancellationToken _stopping;
    (long First, long Last) _shown;
    (bool Before, bool After) _hasMore = (true, true);
    Task _loading = Task.CompletedTask;
    bool _isLoading;

    /// <summary>Makes the view and begins to load.</summary>
    /// <param name="history">Where the lines are.</param>
    /// <param name="hit">The line that was found.</param>
    /// <param name="room">Its room.</param>
    /// <param name="self">Who we are, for lines that are ours.</param>
    /// <param name="way">What Enter does, or why it does nothing.</param>
    /// <param name="settings">What is set about lines.</param>
    /// <param name="zone">The time zone of the reader.</param>
    public ContextView(LocalHistory history, SearchHit hit, RoomName room, Nickname self, string way, Func<ClientSettings> settings, TimeZoneInfo zone)
    {
        (_history, _hit, _room, _self, _way) = (history, hit, room, self, way);
        _stopping = _stop.Token;
        _list = new ListView(new TimelineSource(_timeline, () => Theme, () => ChatMarks.For(Application?.Capabilities), settings, zone), followsEnd: false) { CanSelect = true, ShowsMoreBelow = true };
        _list.VisibleRangeChanged += () => Application?.Post(LoadMore);
        _list.ItemActivated += _ => Entering?.Invoke();
        Add(_list);
    }

    /// <summary>Enter: into the room itself.</summary>
    public event Action? Entering;

    /// <summary>It is to be closed.</summary>
    public event Action? Closed;

    /// <summary>A sentence in place of the keys, or null.</summary>
    public string? Note { get; set; }

    /// <summary>Loads the lines. Called when the view is on the screen.</summary>
    public void Begin() => Start(BeginAsync);

    /// <inheritdoc/>
    public override bool HandleKey(Key key)
    {
        if (key == Key.Of(KeyCode.Enter)) Entering?.Invoke(); // before the lines are there
        if (key != Key.Of(KeyCode.Escape) && key != Key.Parse("Ctrl+C")) return true;
        Closed?.Invoke();
        return true;
    }

    /// <summary>Stops loading.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    /// <inheritdoc/>
    public override bool HandleMouse(MouseInput mouse) => true;

    /// <inheritdoc/>
    protected override void LayoutSubViews() => _list.Layout(new Rectangle(0, 1, Frame.Width, Math.Max(0, Frame.Height - 2)));

    /// <inheritdoc/>
    protected override void Draw(DrawContext context)
    {
        context.Clear(Theme[StandardRoles.Text]);
        var title = context.Clip(new Rectangle(0, 0, context.Width, 1));
        title.Clear(Theme[ChatRoles.Topic]);
        title.Put(1, 0, TextWidth.Truncate($"{_hit.RoomTitle} · {_hit.ServerName} · what this machine keeps", context.Width - 2), Theme[ChatRoles.Topic]);
        var status = context.Clip(new Rectangle(0, context.Height - 1, context.Width, 1));
        status.Clear(Theme[StandardRoles.Status]);
        status.Put(1, 0, TextWidth.Truncate(Note ?? $"Esc back · {_way}", context.Width - 2), Theme[StandardRoles.Status]);
    }

    /// <summary>Marked before it begins: what is in memory is there at once.</summary>
    void Start(Func<Task> load)
    {
        _isLoading = true;
        _loading = load();
    }

    async Task BeginAsync()
    {
        try
        {
            var before = await _history.ReadBeforeAsync(_hit.Server, _hit.Room, Next(_hit.Seq), PageLines, _stopping); // and back on the loop
            var after = await _history.ReadAfterAsync(_hit.Server, _hit.Room, _hit.Seq, PageLines, _stopping);
            _isLoading = false;
            _hasMore = (before.Lines.Count > 0, after.Lines.Count > 0);
            if (before.Lines.Count == 0) return;
            foreach (var item in PastItems.Read(before, _room, _self, _timeline)) _timeline.Add(item);
            var found = _timeline.Count > 0 ? _timeline[_timeline.Count - 1].Id : (long?)null;
            foreach (var item in PastItems.Read(after, _room, _self, _timeline)) _timeline.Add(item);
            _shown = (before.Lines[0].Seq, after.Lines.Count > 0 ? after.Lines[^1].Seq : before.Lines[^1].Seq);
            _list.Select(found);
            if (found is { } id) _list.ScrollTo(id, ScrollPlace.Center);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Nobody looks any more.
        }
    }

    void LoadMore()
    {
        if (_isLoading || _timeline.Count == 0 || _stopping.IsCancellationRequested) return;
        if (_hasMore.Before && _list.FirstVisibleIndex is >= 0 and < EntriesAhead) Start(() => LoadAsync(isBefore: true));
        else if (_hasMore.After && _list.LastVisibleIndex > _timeline.Count - EntriesAhead) Start(() => LoadAsync(isBefore: false));
    }

    async Task LoadAsync(bool isBefore)
    {
        try
        {
            var page = await (isBefore
                ? _history.ReadBeforeAsync(_hit.Server, _hit.Room, _shown.First, PageLines, _stopping)
                : _history.ReadAfterAsync(_hit.Server, _hit.Room, _shown.Last, PageLines, _stopping));
            _isLoading = false;
            Application?.AfterFrame(LoadMore); // meanwhile somebody may have come to the other end, where no key moves the lines any more
            var items = PastItems.Read(page, _room, _self, _timeline);
            if (isBefore) _timeline.AddBefore(items);
            else foreach (var item in items) _timeline.Add(item);
            if (page.Lines.Count == 0) _hasMore = isBefore ? (false, _hasMore.After) : (_hasMore.Before, false);
            else _shown = isBefore ? (page.Lines[0].Seq, _shown.Last) : (_shown.First, page.Lines[^1].Seq);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Nobody looks any more.
        }
    }

    static long Next(long seq) => seq == long.MaxValue ? seq : seq + 1;
}
