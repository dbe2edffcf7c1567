using System.Buffers;
using TuiChat.Protocol;

namespace TuiChat.Server.Rooms;

/// <summary>
/// Everything that goes out on one connection: a private queue for answers and a cursor into the log of each room. One writer
/// at a time takes what is there and sends it in as few pieces as possible; answers go before room events. Touched by many
/// threads: the gate guards the queue and the list of cursors, the state says who writes.
/// </summary>
sealed class Outbox
{
    /// <summary>16 KiB: pieces that share one write; above that a copy costs as much as it saves.</summary>
    const int MaxShared = 16 * 1024;

    /// <summary>States of the writer.</summary>
    const int Idle = 0, Writing = 1, WritingWithMore = 2;

    readonly Func<ReadOnlyMemory<byte>, ValueTask> _send;
    readonly Action<Bye> _cut;
    readonly LagBudget _budget;
    readonly Action? _broken;
    readonly Lock _gate = new();
    readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    ArrayBufferWriter<byte>? _queued;
    ArrayBufferWriter<byte>? _sending;
    LogCursor[] _cursors = [];
    TaskCompletionSource? _drained;
    Task _writer = Task.CompletedTask;
    Bye? _last;
    bool _hasLast;
    int _state;

    /// <param name="send">Sends bytes on the connection; completes when they are on their way, fails when it is broken.</param>
    /// <param name="cut">Ends the connection with this last line.</param>
    /// <param name="budget">Where kept bytes are counted.</param>
    /// <param name="broken">Told when sending failed and nothing goes out any more; see <see cref="Failure"/>.</param>
    public Outbox(Func<ReadOnlyMemory<byte>, ValueTask> send, Action<Bye> cut, LagBudget budget, Action? broken = null)
    {
        _send = send;
        _cut = cut;
        _budget = budget;
        _broken = broken;
    }

    /// <summary>Completes when nothing will be sent any more: all was sent after <see cref="Close"/>, or the connection broke.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Why sending failed, or null. For the log.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Bytes of answers that the connection has not taken yet, those being sent included.</summary>
    public int WaitingBytes
    {
        get
        {
            lock (_gate) return (_queued?.WrittenCount ?? 0) + (_sending?.WrittenCount ?? 0);
        }
    }

    /// <summary>Queues an answer; <see cref="Pump"/> sends it. After <see cref="Close"/> it is dropped.</summary>
    public void Post(Message message)
    {
        lock (_gate)
        {
            if (_hasLast || _closed.Task.IsCompleted) return;
            _queued ??= new ArrayBufferWriter<byte>(256);
            var before = _queued.WrittenCount;
            MessageCodec.Encode(_queued, message);
            _budget.Add(_queued.WrittenCount - before);
        }
    }

    /// <summary>Queues bytes that are no message of ours: an answer to a client of another kind.</summary>
    public void Post(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (_hasLast || _closed.Task.IsCompleted) return;
            _queued ??= new ArrayBufferWriter<byte>(256);
            _queued.Write(bytes);
            _budget.Add(bytes.Length);
        }
    }

    /// <summary>Reads a room from now on; not after <see cref="Close"/>.</summary>
    public void Attach(LogCursor cursor)
    {
        lock (_gate)
        {
            if (!_hasLast) _cursors = [.. _cursors, cursor];
        }
    }

    /// <summary>Reads a room no more.</summary>
    public void Detach(LogCursor cursor)
    {
        lock (_gate) _cursors = [.. _cursors.Where(other => other != cursor)];
    }

    /// <summary>
    /// Nothing more comes: what is there is sent (unless <paramref name="discard"/>), then <paramref name="last"/>, then
    /// <see cref="Closed"/> completes. The first call counts.
    /// </summary>
    public void Close(Bye? last, bool discard)
    {
        lock (_gate)
        {
            if (_hasLast) return;
            _hasLast = true;
            _last = last;
            if (discard) Discard();
            foreach (var cursor in _cursors) cursor.Freeze();
            _drained?.TrySetResult(); // nobody fills what is closed, so nobody needs to wait
            _drained = null;
        }
        Pump();
    }

    /// <summary>Ends the connection; its owner hears of it and closes this outbox. The first reason counts.</summary>
    public void Cut(Bye last) => _cut(last);

    /// <summary>Completes when no answer waits or is being sent, or the outbox is closed.</summary>
    public Task WhenDrained()
    {
        lock (_gate)
        {
            if (_hasLast || (_queued is null && _sending is null)) return Task.CompletedTask;
            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _drained.Task;
        }
    }

    /// <summary>Sends what is there, on this thread as far as that goes without waiting. Any number of calls at once is fine.</summary>
    public void Pump()
    {
        while (true)
        {
            var state = Volatile.Read(ref _state);
            if (state == WritingWithMore) return;
            if (Interlocked.CompareExchange(ref _state, state + 1, state) != state) continue;
            if (state == Idle) Start();
            return;
        }
    }

    void Start()
    {
        var writing = WriteAsync();
        if (!writing.IsCompletedSuccessfully) _writer = writing.AsTask(); // ends with Closed, which the connection awaits
    }

    async ValueTask WriteAsync()
    {
        try
        {
            do
            {
                Interlocked.Exchange(ref _state, Writing);
                while (Take(out var cursor) is { IsEmpty: false } bytes)
                {
                    await _send(bytes).ConfigureAwait(false);
                    Sent(cursor, bytes.Length);
                }
            }
            while (Interlocked.CompareExchange(ref _state, Idle, Writing) != Writing);
        }
        catch (Exception e) // the outermost loop: the connection ends, and tells why
        {
            Break(e);
        }
    }

    /// <summary>
    /// The next piece: answers first. Whoever releases a cursor has queued the answers that belong before it, so a cursor that
    /// is seen released under the gate with an empty queue has nothing in front of it. Small pieces share one write: that costs
    /// a copy and saves a call of the system, which costs far more.
    /// </summary>
    ReadOnlyMemory<byte> Take(out LogCursor? cursor)
    {
        cursor = null;
        lock (_gate)
        {
            if (_closed.Task.IsCompleted) return default;
            (_sending, _queued) = (_queued, null);
            ReadOnlyMemory<byte> alone = default;
            foreach (var candidate in _cursors)
            {
                if (candidate.IsHeld || candidate.Peek() is not { IsEmpty: false } bytes) continue;
                if (_sending is null && cursor is null)
                {
                    (cursor, alone) = (candidate, bytes);
                    continue;
                }
                if (bytes.Length + alone.Length + (_sending?.WrittenCount ?? 0) > MaxShared) break;
                if (cursor is not null) Share(cursor, alone);
                (cursor, alone) = (null, default);
                Share(candidate, bytes);
            }
            if (_sending is not null) return _sending.WrittenMemory;
            return cursor is null && _hasLast ? TakeLast() : alone;
        }
    }

    void Share(LogCursor cursor, ReadOnlyMemory<byte> bytes)
    {
        _sending ??= new ArrayBufferWriter<byte>(bytes.Length * 2);
        _sending.Write(bytes.Span);
        _budget.Add(bytes.Length);
        cursor.Advance(bytes.Length);
    }

    ReadOnlyMemory<byte> TakeLast()
    {
        if (_last is not { } last)
        {
            _cursors = []; // one that is held would be read when it is released
            _closed.TrySetResult();
            return default;
        }
        _last = null;
        _cursors = [];
        return MessageCodec.Encode(last);
    }

    void Sent(LogCursor? cursor, int bytes)
    {
        if (cursor is not null)
        {
            cursor.Advance(bytes);
            return;
        }
        lock (_gate)
        {
            if (_sending is null) return; // the last line, which was never queued
            _budget.Add(-bytes);
            _sending = null;
            if (_queued is not null) return;
            _drained?.TrySetResult();
            _drained = null;
        }
    }

    void Break(Exception reason)
    {
        lock (_gate)
        {
            Failure = reason;
            _hasLast = true;
            _last = null;
            if (_sending is not null) _budget.Add(-_sending.WrittenCount);
            _sending = null;
            Discard();
            _closed.TrySetResult();
        }
        _broken?.Invoke();
    }

    void Discard()
    {
        if (_queued is not null) _budget.Add(-_queued.WrittenCount);
        _queued = null;
        _cursors = [];
        _drained?.TrySetResult();
        _drained = null;
    }
}
