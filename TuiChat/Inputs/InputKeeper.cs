namespace TuiChat.Inputs;

/// <summary>
/// What was typed in each room of each server, read once and saved a moment after it changes, beside the loop. Everything but the
/// writing itself happens on the loop.
/// </summary>
/// <param name="store">Where it is kept.</param>
/// <param name="later">Runs an action on the loop after a while; null when there is no loop yet.</param>
sealed class InputKeeper(InputStore store, Func<TimeSpan, Action, IDisposable?> later) : IAsyncDisposable
{
    /// <summary>1 s: what a client that is killed loses at most, and how often the disk is written while somebody types.</summary>
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    /// <summary>5 attempts in vain are told; fewer are another client that holds the file.</summary>
    const int TellAfter = 5;

    /// <summary>10,000 records wait at most for a disk that cannot be written.</summary>
    const int MaxWaiting = 10_000;

    readonly Task<(IReadOnlyList<InputRecord> Records, string? Problem)> _loading = Task.Run(store.Load);
    readonly List<InputRecord> _lines = [];
    readonly Dictionary<(string Server, string Room), string> _drafts = [];
    Dictionary<(string Server, string Room), KeptRoom>? _rooms;
    IReadOnlyList<InputRecord> _records = [];
    IReadOnlyList<InputRecord> _onTheirWay = [];
    Task<string?> _writing = Task.FromResult<string?>(null);
    IDisposable? _timer;
    int _failures;

    /// <summary>Something is wrong with the file: a sentence for a person, once.</summary>
    public event Action<string>? Troubled;

    /// <summary>What is kept of a room; empty for one that is new.</summary>
    public KeptRoom Room(string server, string room)
    {
        Load();
        return _rooms!.GetValueOrDefault((server, room)) ?? new KeptRoom(); // Load sets it
    }

    /// <summary>Earlier inputs of all rooms of a server, oldest first.</summary>
    public IEnumerable<string> Lines(string server)
    {
        Load();
        return _records.Where(record => record.Server == server).Select(record => record.Line).OfType<string>();
    }

    /// <summary>A line was sent or run.</summary>
    public void KeepLine(string server, string room, string line)
    {
        if (_lines.Count < MaxWaiting) _lines.Add(new InputRecord(server, room, Line: line));
        Schedule();
    }

    /// <summary>What stands unsent in a room has changed.</summary>
    public void KeepDraft(string server, string room, string text)
    {
        _drafts[(server, room)] = text;
        Schedule();
    }

    /// <summary>Writes what has not been written.</summary>
    public async ValueTask DisposeAsync()
    {
        _timer?.Dispose();
        await _loading.ConfigureAwait(false);
        var isLost = await _writing.ConfigureAwait(false) is not null;
        var rest = isLost ? [.. _onTheirWay, .. TakeWaiting()] : TakeWaiting();
        if (rest.Count > 0) store.Append(rest);
    }

    void Load()
    {
        if (_rooms is not null) return;
        (_records, var problem) = _loading.GetAwaiter().GetResult(); // begun long ago, and short
        _rooms = InputStore.Fold(_records);
        if (problem is not null) Troubled?.Invoke(problem);
    }

    void Schedule() => _timer ??= later(Delay, () =>
    {
        _timer = null;
        Save();
    });

    void Save()
    {
        if (_writing.IsCompleted)
        {
            LookAtResult();
            var records = TakeWaiting();
            if (records.Count == 0) return;
            _onTheirWay = records;
            _writing = Task.Run(() => store.Append(records));
        }
        Schedule();
    }

    /// <summary>What could not be written goes to the front again.</summary>
    void LookAtResult()
    {
        var problem = _writing.GetAwaiter().GetResult(); // completed
        _writing = Task.FromResult<string?>(null);
        if (problem is null)
        {
            _failures = 0;
            return;
        }
        _lines.InsertRange(0, _onTheirWay.Where(record => record.Line is not null));
        foreach (var draft in _onTheirWay)
        {
            if (draft.Draft is not null) _drafts.TryAdd((draft.Server, draft.Room), draft.Draft);
        }
        if (++_failures == TellAfter) Troubled?.Invoke(problem);
    }

    List<InputRecord> TakeWaiting()
    {
        List<InputRecord> records = [.. _lines, .. _drafts.Select(draft => new InputRecord(draft.Key.Server, draft.Key.Room, Draft: draft.Value))];
        _lines.Clear();
        _drafts.Clear();
        return records;
    }
}
