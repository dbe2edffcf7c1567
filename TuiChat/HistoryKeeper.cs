using System.Text;
using TuiChat.Conversations;
using TuiChat.History;
using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat;

/// <summary>
/// Between the client and its history on disk: keeps what is received and typed, and brings back what is asked for. Lives on the
/// loop; the disk is asked on the pool, and its answers are posted to the loop.
/// </summary>
sealed class HistoryKeeper : IAsyncDisposable
{
    /// <summary>200 events: what one step back loads.</summary>
    const int PageEvents = 200;

    /// <summary>1 s: how long entering a room waits for the disk before it goes on without.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    readonly LocalHistory _history;
    readonly ChatClient _client;
    readonly Func<Action, Task> _post;
    readonly Action<IReadOnlyList<NumberedRequest>> _askAboutOldLines;
    readonly int _recalledEvents;
    readonly bool _readsAllRooms;
    readonly CancellationTokenSource _stop = new();
    readonly List<Task> _tasks = [];
    readonly Dictionary<RoomName, long> _read = [];
    readonly Dictionary<RoomName, long> _recalled = [];
    readonly Dictionary<RoomName, Nickname> _met = [];
    readonly HoleFiller _holes;
    readonly List<HistoryNotice> _untold = [];
    ChatState? _state;

    /// <summary>Becomes the memory of the client.</summary>
    /// <param name="history">What is kept on disk.</param>
    /// <param name="client">Whose memory it is.</param>
    /// <param name="post">Lets something be done on the loop.</param>
    /// <param name="askAboutOldLines">Asks whether lines that have waited for long are to be sent.</param>
    /// <param name="recalledEvents">How many events a room shows when it is entered.</param>
    /// <param name="readsAllRooms">Lines of all rooms are told at once, not only of those on the screen.</param>
    public HistoryKeeper(LocalHistory history, ChatClient client, Func<Action, Task> post, Action<IReadOnlyList<NumberedRequest>> askAboutOldLines, int recalledEvents = PageEvents, bool readsAllRooms = false)
    {
        _history = history;
        _client = client;
        _post = post;
        _askAboutOldLines = askAboutOldLines;
        _recalledEvents = recalledEvents;
        _readsAllRooms = readsAllRooms;
        _holes = new HoleFiller(history, client, post, Place, _stop.Token);
        client.Memory = new Memory { Recall = Recall, LoadEarlier = LoadEarlier, TakeUp = TakeUp, Keep = Keep, Settle = cid => _history.Settle(cid) };
        _tasks.Add(PumpNoticesAsync());
    }

    /// <summary>What is remembered of a room is in its timeline now; whether that is anything.</summary>
    public event Action<RoomName, bool>? Recalled;

    /// <summary>Something happened on the session and is in the state by now.</summary>
    public void Take(SessionEvent happened)
    {
        Follow();
        switch (happened)
        {
            case SessionEvent.Received { Event: NumberedEvent numbered }:
                // Live it is under one's own name, which may be another one when it is read again.
                Keep(numbered.Room, [Sign(numbered)]);
                break;
            case SessionEvent.Answered { Request: JoinRequest or HistoryRequest, Answer: Page page }:
                Keep(page.Room, page.Events);
                break;
            case SessionEvent.Answered { Request: DirectsRequest, Answer: DirectList list }:
                foreach (var direct in list.Directs) Meet(direct.Room, direct.With);
                break;
            case SessionEvent.Answered { Request: JoinRequest join, Answer: RoomState state } when _recalled.Remove(join.Room, out var last) && last > state.Head:
                _history.Rewind(Place(join.Room), state.Head);
                break;
        }
        MarkRead();
        Meet();
        if (_holes.Take(happened) is { } filling) Start(filling);
        if (_client.State.Current is null) return;
        foreach (var notice in _untold) _client.Tell(notice.Text, notice.IsError);
        _untold.Clear();
    }

    /// <summary>What comes into a room on the screen is read while one looks at it; without a screen, all that is said.</summary>
    public void MarkRead()
    {
        Follow();
        if (_client.State.Welcome is null || _client.Ears.Absence > 0) return;
        foreach (var room in _client.State.Conversations)
        {
            if (room is { IsJoined: true, Last: { } last } && (room.IsOpen || _readsAllRooms) && _read.GetValueOrDefault(room.Room) < last) MarkRead(room.Room, last);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        MarkRead();
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_tasks).ConfigureAwait(false);
        _stop.Dispose();
    }

    HistoryRoom Place(RoomName room) => new(_client.State.Place?.Server ?? "", _client.State.Place?.Name ?? "", room.Value);

    NumberedEvent Sign(NumberedEvent live) => live switch
    {
        ChatMessage said when LineFold.IsOwn(said, _client.State.Self) => said with { Own = true },
        LineReaction reaction when LineFold.IsOwn(reaction, _client.State.Self) => reaction with { Own = true },
        _ => live,
    };

    void Keep(RoomName room, IReadOnlyList<NumberedEvent> events)
    {
        if (events.Count > 0) _history.Keep(Place(room), [.. events.Select(ProtocolLines.Read)]);
    }

    void Keep(NumberedRequest typed)
    {
        if (typed.Cid is { } cid && _client.State.Place is { } place)
            _history.Wait(new WaitingLine(cid, place.Server, place.Self.Value, _client.Time.GetUtcNow(), Encoding.UTF8.GetString(MessageCodec.Encode(typed))));
    }

    /// <summary>The one place where a read marker moves.</summary>
    void MarkRead(RoomName room, long last)
    {
        _read[room] = last;
        _history.MarkRead(Place(room), last);
        _client.People.Read(room, last);
    }

    /// <summary>Keeps who the other ones in direct rooms are, and what they are called by now.</summary>
    void Meet()
    {
        if (_client.State.Welcome is null) return;
        foreach (var room in _client.State.Conversations)
        {
            if (room is { Room.IsDirect: true, With: { } with }) Meet(room.Room, with);
        }
    }

    void Meet(RoomName room, Nickname with)
    {
        if (_met.TryGetValue(room, out var known) && known == with) return;
        _met[room] = with;
        _history.Meet(Place(room), with.Value);
    }

    void TakeUp()
    {
        Follow();
        if (_client.State is { Place: { } place } state) Start(TakeUpAsync(state, place.Server, place.Self.Value));
    }

    void Recall(RoomName room)
    {
        Follow();
        Start(RecallAsync(_client.State, room, Place(room)));
    }

    /// <summary>What was noted of another state does not count for this one.</summary>
    void Follow()
    {
        if (_state == _client.State) return;
        _state = _client.State;
        _read.Clear();
        _recalled.Clear();
        _met.Clear();
    }

    void LoadEarlier(RoomName room, long before) => Start(LoadEarlierAsync(_client.State, room, before, Place(room)));

    void Start(Task task)
    {
        _tasks.RemoveAll(done => done.IsCompletedSuccessfully);
        _tasks.Add(task);
    }

    async Task RecallAsync(ChatState state, RoomName room, HistoryRoom place)
    {
        var page = await PageAsync(place, long.MaxValue, _recalledEvents).ConfigureAwait(false);
        // What lies behind the last hole: the timeline has none.
        var first = page.Ranges.Count == 0 ? long.MaxValue : page.Ranges[^1].First;
        await PostAsync(state, () =>
        {
            if (page.Lines.Count > 0) _recalled[room] = page.Lines[^1].Seq;
            var past = new Recollection([.. page.Lines.Where(line => line.Seq >= first).Select(line => ProtocolLines.ToEvent(room, line))], page.ReadUpTo, Nickname.TryParse(page.Partner, out var partner, out _) ? partner : null);
            _client.Recall(room, past);
            Recalled?.Invoke(room, past.Events.Count > 0);
        }).ConfigureAwait(false);
    }

    async Task LoadEarlierAsync(ChatState state, RoomName room, long before, HistoryRoom place)
    {
        // What came just before may have changed lines of the page: it is written first.
        var page = await PageAsync(place, before, PageEvents, after: _history.FlushAsync()).ConfigureAwait(false);
        await PostAsync(state, () => _client.AddEarlier(room, before, [.. page.Lines.Select(line => ProtocolLines.ToEvent(room, line))])).ConfigureAwait(false);
    }

    async Task TakeUpAsync(ChatState state, string server, string nick)
    {
        var adopting = _history.AdoptAsync(server, nick);
        try
        {
            await adopting.WaitAsync(Patience, _stop.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            await PostAsync(state, () => _client.TakeUp([])).ConfigureAwait(false); // a slow disk stops nobody from talking
        }
        var waiting = await adopting.ConfigureAwait(false);
        var lines = new List<(NumberedRequest, DateTimeOffset)>();
        foreach (var line in waiting)
        {
            if (MessageCodec.Decode(Encoding.UTF8.GetBytes(line.Body)).Message is NumberedRequest request) lines.Add((request, line.At));
            else _history.Settle(line.Cid); // of a newer version, or damaged: it can never be sent
        }
        await PostAsync(state, () =>
        {
            var old = _client.TakeUp(lines);
            if (old.Count > 0 && state.Welcome is not null) _askAboutOldLines(old);
        }).ConfigureAwait(false);
    }

    async Task<HistoryPage> PageAsync(HistoryRoom place, long before, int events, Task? after = null)
    {
        try
        {
            if (after is not null) await after.WaitAsync(Patience, _stop.Token).ConfigureAwait(false);
            return await _history.ReadBeforeAsync(place.Server, place.Name, before, events, _stop.Token).WaitAsync(Patience, _stop.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            return HistoryPage.Empty; // a slow disk stops nobody from talking
        }
    }

    /// <summary>On the loop, unless another server is on the screen by then.</summary>
    Task PostAsync(ChatState state, Action then) => _post(() =>
    {
        if (_client.State == state) then();
    });

    async Task PumpNoticesAsync()
    {
        try
        {
            await foreach (var notice in _history.Notices.ReadAllAsync(_stop.Token).ConfigureAwait(false))
            {
                await _post(() =>
                {
                    if (_client.State.Current is null) _untold.Add(notice);
                    else _client.Tell(notice.Text, notice.IsError);
                }).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The program ends; nobody looks any more.
        }
    }
}
