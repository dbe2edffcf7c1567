using TuiChat.Conversations;
using TuiChat.History;
using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat;

/// <summary>
/// Fetches by itself what is missing in the middle of the history on disk, for example since the program was killed while it
/// caught up: once all rooms are up to date, the newest holes first, one request at a time. Lives on the loop; waits beside it.
/// </summary>
/// <param name="history">What is kept on disk.</param>
/// <param name="client">Whom to ask; what comes is kept by whoever keeps all that comes.</param>
/// <param name="post">Lets something be done on the loop.</param>
/// <param name="place">Where a room is on disk.</param>
/// <param name="stopping">The program ends.</param>
sealed class HoleFiller(LocalHistory history, ChatClient client, Func<Action, Task> post, Func<RoomName, HistoryRoom> place, CancellationToken stopping)
{
    /// <summary>16 holes of a room, the newest: more are a matter of the next start.</summary>
    const int MaxHoles = 16;

    /// <summary>10,000 lines on one connection: what is missing beyond that is fetched by reading back to it, or the next time.</summary>
    const int MaxLines = 10_000;

    /// <summary>5 times a server may put one question off.</summary>
    const int MaxTries = 5;

    readonly Queue<RoomName> _rooms = [];
    ChatState? _state;
    int _left;
    bool _isFilling;

    /// <summary>Something happened on the session and is in the state by now. Returns what runs from here on, or null.</summary>
    public Task? Take(SessionEvent happened)
    {
        if (happened is SessionEvent.Entered || _state != client.State) Begin();
        if (happened is SessionEvent.Answered { Request: JoinRequest join, Answer: RoomState } && !_rooms.Contains(join.Room)) _rooms.Enqueue(join.Room);
        if (_isFilling || _left <= 0 || _rooms.Count == 0 || !client.IsSettled) return null;
        _isFilling = true;
        return FillAsync(client.State);
    }

    void Begin()
    {
        _state = client.State;
        _rooms.Clear();
        _left = MaxLines;
    }

    async Task FillAsync(ChatState state)
    {
        try
        {
            await history.FlushAsync().WaitAsync(stopping).ConfigureAwait(false); // what came just now is no hole
            while (await NextAsync(state).ConfigureAwait(false) is { } room)
            {
                var holes = await history.ReadHolesAsync(room.Place.Server, room.Place.Name, MaxHoles, stopping).ConfigureAwait(false);
                foreach (var hole in holes)
                {
                    if (!await FillAsync(state, room.Name, room.Place, hole).ConfigureAwait(false)) break;
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The program ends; the rest is fetched the next time.
        }
    }

    /// <summary>The next room to look at; null when there is none, or nobody to ask.</summary>
    async Task<(RoomName Name, HistoryRoom Place)?> NextAsync(ChatState state)
    {
        var answer = new TaskCompletionSource<(RoomName, HistoryRoom)?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await post(() =>
        {
            var isNext = client.State == state && client.IsSettled && _left > 0 && _rooms.Count > 0;
            if (!isNext) _isFilling = false;
            answer.TrySetResult(isNext && _rooms.Dequeue() is var room ? (room, place(room)) : null);
        }).ConfigureAwait(false);
        return await answer.Task.WaitAsync(stopping).ConfigureAwait(false);
    }

    /// <summary>Fills one hole from its end on; false when nothing more can be asked.</summary>
    async Task<bool> FillAsync(ChatState state, RoomName room, HistoryRoom kept, SeqRange hole)
    {
        var before = hole.Last + 1;
        while (before > hole.First)
        {
            var limit = (int)Math.Min(Limits.MaxPageEvents, before - hole.First);
            if (await AskAsync(state, new HistoryRequest { Room = room, Before = before, Limit = limit }).ConfigureAwait(false) is not { } events) return false;
            // What lies between but was not sent, the server has not got; nor anything older, when it sent less than it was asked for.
            var first = events.Count < limit ? hole.First : Math.Max(hole.First, events.Min(happened => happened.Seq));
            history.Cover(kept, new SeqRange(first, before - 1));
            before = first;
        }
        return true;
    }

    /// <summary>A page of the server, asked for again where it has no time; null when there is none to be had.</summary>
    async Task<IReadOnlyList<NumberedEvent>?> AskAsync(ChatState state, HistoryRequest request)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var (events, wait) = await AskOnceAsync(state, request).ConfigureAwait(false);
            if (wait is not { } pause) return events;
            await Task.Delay(pause, client.Time, stopping).ConfigureAwait(false);
        }
        return null;
    }

    async Task<(IReadOnlyList<NumberedEvent>? Events, TimeSpan? Wait)> AskOnceAsync(ChatState state, HistoryRequest request)
    {
        var answer = new TaskCompletionSource<(IReadOnlyList<NumberedEvent>?, TimeSpan?)>(TaskCreationOptions.RunContinuationsAsynchronously);
        var parts = new List<NumberedEvent>();
        await post(() =>
        {
            _left -= request.Limit ?? 0;
            if (client.State != state || _left < 0 || !client.AskAside(request, Take)) answer.TrySetResult((null, null));
        }).ConfigureAwait(false);
        return await answer.Task.WaitAsync(stopping).ConfigureAwait(false);

        void Take(Answer? part)
        {
            if (part is Page page) parts.AddRange(page.Events);
            if (part is Page { More: true }) return;
            answer.TrySetResult((part is Page ? parts : null, part is Refused refused && refused.IsPassing() ? refused.Pause() : null));
        }
    }
}
