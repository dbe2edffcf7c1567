using System.Globalization;
using TuiChat.Conversations;
using TuiChat.History;
using TuiChat.History.Search;
using TuiChat.Terminal;
using TuiChat.Views.Rows;

namespace TuiChat.Views.Past;

/// <summary>
/// Finds lines in all that this machine remembers, over the whole screen: what is typed is looked for a moment after the last key,
/// an answer to an older question is dropped, and older hits come as one moves down to them. The disk is asked beside the loop.
/// </summary>
sealed class SearchView : View, IDisposable
{
    /// <summary>50 hits: more than a screen shows, read in a few milliseconds.</summary>
    const int PageHits = 50;

    /// <summary>10 hits before the last one: the next page is on its way before one gets there.</summary>
    const int HitsAhead = 10;

    /// <summary>10 rows: on fewer, what was found needs them all.</summary>
    const int LowScreen = 10;

    const string Operators = "from:NAME in:ROOM server:NAME before:DATE after:DATE has:link \"a phrase\" begin*";

    /// <summary>60 ms without a key: shorter than it takes to notice, longer than between the keys of a word.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(60);

    readonly LocalHistory _history;
    readonly TimeProvider _time;
    readonly TextField _field = new() { Prompt = "Search: ", Placeholder = "words that were said" };
    readonly FoundLines _found;
    readonly ListView _list;
    IDisposable? _pause;
    CancellationTokenSource _asked = new();
    SearchQuery? _query;
    Task _asking = Task.CompletedTask;
    Task _written = Task.CompletedTask;
    string? _problem;
    bool _hasMore;
    DateTimeOffset? _unindexed;
    bool _isAsking;

    /// <summary>Makes the search.</summary>
    /// <param name="history">What is looked through.</param>
    /// <param name="client">Whose rooms and people complete <c>in:</c> and <c>from:</c>.</param>
    /// <param name="typed">What stands in the field at first.</param>
    public SearchView(LocalHistory history, ChatClient client, string typed)
    {
        _history = history;
        _time = client.Time;
        _found = new FoundLines(() => Theme, _time.LocalTimeZone, () => ChatMarks.For(Application?.Capabilities), () => Application?.Capabilities.HasFewGlyphs == true);
        _list = new ListView(_found, followsEnd: false) { CanFocus = false, CanSelect = true };
        _list.SelectionChanged += _ => LoadMore();
        _list.ItemClicked += hit =>
        {
            if (hit.Mouse is { Action: MouseAction.Release, Button: MouseButton.Left }) Open();
        };
        _ = new Autocomplete(_field, new SearchCompletion(client, history).Complete);
        _field.Text = typed;
        _field.Changed += Wait;
        Add(_field);
        Add(_list);
    }

    /// <summary>A hit is to be shown where it stands.</summary>
    public event Action<SearchHit>? Chosen;

    /// <summary>It is to be closed.</summary>
    public event Action? Closed;

    /// <summary>Looks for what stands in the field at once. Called when the view is on the screen.</summary>
    public void Begin()
    {
        _written = _history.FlushAsync();
        Ask();
    }

    /// <summary>Stops looking.</summary>
    public void Dispose()
    {
        _pause?.Dispose();
        _asked.Cancel();
        _asked.Dispose();
    }

    /// <inheritdoc/>
    public override bool HandleKey(Key key)
    {
        if (key == Key.Of(KeyCode.Escape) || key == Key.Parse("Ctrl+C"))
        {
            Closed?.Invoke();
            return true;
        }
        if (key == Key.Of(KeyCode.Enter))
        {
            if (_pause is not null) Ask();
            else Open();
            return true;
        }
        return _list.Perform(KeyBindings.Find("list", key)) || true; // nothing typed here is for the chat beneath
    }

    /// <inheritdoc/>
    public override bool HandleMouse(MouseInput mouse) => true;

    /// <inheritdoc/>
    protected override void LayoutSubViews()
    {
        _field.Layout(new Rectangle(1, 0, Math.Max(1, Frame.Width - 2), 1));
        var top = 1 + Advice(Frame.Width).Count;
        _list.Layout(new Rectangle(1, top, Math.Max(1, Frame.Width - 2), Math.Max(0, Frame.Height - top - 1)));
    }

    /// <inheritdoc/>
    protected override void Draw(DrawContext context)
    {
        context.Clear(Theme[StandardRoles.Text]);
        var y = 1;
        foreach (var row in Advice(context.Width)) row.Draw(context, 1, y++);
        var status = context.Clip(new Rectangle(0, context.Height - 1, context.Width, 1));
        status.Clear(Theme[StandardRoles.Status]);
        status.Put(1, 0, TextWidth.Truncate(Status, context.Width - 2), Theme[StandardRoles.Status]);
    }

    /// <summary>What is wrong with the question, otherwise what can be asked; on a low screen only until something was found.</summary>
    IReadOnlyList<TextRow> Advice(int width) => _problem is { } problem && _field.Text.Length > 0
        ? TextLayout.Wrap([new TextRun(problem, Theme[StandardRoles.Error])], Math.Max(1, width - 2))
        : _found.Count > 0 && Frame.Height < LowScreen ? []
        : TextLayout.Wrap([new TextRun(Operators, Theme[StandardRoles.Dim])], Math.Max(1, width - 2));

    string Status => _isAsking ? "Searching … · Esc closes"
        : _unindexed is { } moment ? string.Create(CultureInfo.InvariantCulture, $"{_found.Count} found · lines before {TimeZoneInfo.ConvertTime(moment, _time.LocalTimeZone):yyyy-MM-dd} come into the search in a moment · Esc closes")
        : _found.Count > 0 ? string.Create(CultureInfo.InvariantCulture, $"{_found.Count}{(_hasMore ? "+" : "")} found · Enter shows it in its room · Esc closes")
        : _query is null ? "Type to search · Esc closes" : "Nothing was found on this machine · Esc closes";

    void Open()
    {
        if (_list.SelectedId is { } id && _found.IndexOf(id) is >= 0 and var index) Chosen?.Invoke(_found[index]);
    }

    void Wait()
    {
        _pause?.Dispose();
        _pause = Application?.AddTimeout(Pause, Ask);
    }

    void Ask()
    {
        _pause?.Dispose();
        _pause = null;
        _asked.Cancel();
        _asked.Dispose();
        _asked = new CancellationTokenSource();
        _isAsking = SearchParser.TryParse(_field.Text, _time.GetUtcNow(), _time.LocalTimeZone, isTyping: true, out _query, out _problem);
        if (_query is not null) _asking = FindAsync(_query, long.MaxValue, _asked.Token);
        else Show(SearchPage.Empty, isFirst: true);
    }

    void LoadMore()
    {
        if (!_hasMore || _isAsking || _query is null || _list.SelectedId is not { } id || _found.IndexOf(id) < _found.Count - HitsAhead) return;
        _isAsking = true;
        _asking = FindAsync(_query, _found.IdAt(_found.Count - 1), _asked.Token);
    }

    async Task FindAsync(SearchQuery query, long below, CancellationToken cancellation)
    {
        try
        {
            await _written; // what was said just before is found as well
            var page = await _history.SearchAsync(query, below, PageHits, cancellation); // and back on the loop
            if (cancellation.IsCancellationRequested) return;
            _isAsking = false;
            Show(page, isFirst: below == long.MaxValue);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Something else is looked for by now.
        }
    }

    void Show(SearchPage page, bool isFirst)
    {
        if (isFirst) _found.Clear();
        _found.Add(page.Hits);
        _hasMore = page.HasMore;
        _unindexed = page.Unindexed;
        if (!isFirst) return;
        _list.ScrollToTop();
        _list.Select(_found.Count > 0 ? _found.IdAt(0) : null);
    }
}
