using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Polly;
using Polly.Retry;
using TuiChat.Protocol;

namespace TuiChat.Sessions;

/// <summary>
/// One stay on one server, over as many connections as it takes: a handle to call and a stream of <see cref="Events"/> to read.
/// Connecting and connecting again live behind it; a connection is a <see cref="Link"/>. The first connection is tried once,
/// unless one is patient.
/// <see cref="Ask"/> may be called from any thread; <see cref="Events"/> has one reader.
/// </summary>
sealed class Session : IAsyncDisposable
{
    /// <summary>Events not yet read by the owner; when it is full the socket is not read, and TCP slows the server down.</summary>
    const int MaxEvents = 4096;

    /// <summary>How long the end of a session waits for a peer that does not take what was asked before.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    readonly TimeProvider _time;
    readonly WakeableTime _retryTime;
    readonly Task _after;
    readonly ResiliencePipeline _retry;
    readonly CancellationTokenSource _stop = new();
    readonly Channel<SessionEvent> _events = Channel.CreateBounded<SessionEvent>(new BoundedChannelOptions(MaxEvents) { SingleReader = true });
    readonly Task _run;
    volatile SessionOptions _options;
    volatile IReadOnlyList<JoinRequest> _rooms;
    volatile StrongBox<Nickname> _nick;
    IReadOnlyList<ServerAddress>? _found;
    volatile Link? _link;
    int _links;
    SessionEvent.Entered? _entered;
    bool _isDisposed;

    Session(SessionOptions options, TimeProvider time, Task after)
    {
        _after = after;
        _options = options;
        _rooms = options.Rooms;
        _nick = new StrongBox<Nickname>(options.Nick);
        _time = time;
        _retryTime = new WakeableTime(time);
        _retry = MakeRetry();
        _run = Task.Run(RunAsync);
    }

    /// <summary>What happens, ending with one <see cref="SessionEvent.Ended"/>, after which the stream completes.</summary>
    public ChannelReader<SessionEvent> Events => _events.Reader;

    /// <summary>Where the next hello asks to be at once, once it is known whom it goes to; the first <see cref="Limits.MaxHelloRooms"/> count. May be set from any thread.</summary>
    public IReadOnlyList<JoinRequest> Rooms
    {
        get => _rooms;
        set => _rooms = value;
    }

    /// <summary>Our name in the next hello. May be set from any thread.</summary>
    public Nickname Nick
    {
        get => _nick.Value;
        set => _nick = new StrongBox<Nickname>(value);
    }

    /// <summary>Begins to connect.</summary>
    /// <param name="options">Whom to, as whom.</param>
    /// <param name="time">The clock.</param>
    /// <param name="after">What has to be over before, such as the stay under the same name; does not fail. Null for nothing.</param>
    public static Session Start(SessionOptions options, TimeProvider time, Task? after = null) => new(options, time, after ?? Task.CompletedTask);

    /// <summary>
    /// Sends a request; its answer comes as <see cref="SessionEvent.Answered"/>. Null when it cannot be taken: too many wait, or
    /// the connection is over.
    /// </summary>
    /// <param name="request">What to ask.</param>
    /// <param name="connection">The number in the last <see cref="SessionEvent.Entered"/>; nothing is asked on another one.</param>
    public T? Ask<T>(T request, int connection) where T : Request => _link is { } link && link.Number == connection ? link.Ask(request) : null;

    /// <summary>
    /// The server is said to be at other addresses now: they are tried once, at once, and kept when the server that we were on is
    /// there. Any thread; of no use before the server's key is known.
    /// </summary>
    public void Offer(IReadOnlyList<ServerAddress> addresses)
    {
        Volatile.Write(ref _found, addresses);
        TryNow();
    }

    /// <summary>Ends the present wait, if there is one.</summary>
    public void TryNow() => _retryTime.Wake();

    /// <summary>Ends the session; what was asked before is still written. Idempotent.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            await _run.ConfigureAwait(false);
            return;
        }
        var link = _link;
        link?.Finish();
        if (link is not null) _stop.CancelAfter(Patience);
        else await _stop.CancelAsync().ConfigureAwait(false);
        await _run.ConfigureAwait(false);
        _stop.Dispose();
    }

    async Task RunAsync()
    {
        SessionEnd end;
        try
        {
            end = await StayAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (SessionEndException e)
        {
            end = e.End;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            end = new SessionEnd(SessionEndKind.Left, "You left.");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever it is, the owner is told, and the program goes on.
            end = new SessionEnd(SessionEndKind.Lost, $"The connection to {_options.Address} is lost by a defect of this program ({e.GetType().Name}: {e.Message}). Please report it.");
        }
        // The last event may have to wait for room in the queue; a disposed owner reads no more and is not waited for.
        var last = new SessionEvent.Ended(end);
        if (!_events.Writer.TryWrite(last) && !_stop.IsCancellationRequested) await WriteLastAsync(last).ConfigureAwait(false);
        _events.Writer.TryComplete();
    }

    async Task WriteLastAsync(SessionEvent last)
    {
        try
        {
            await _events.Writer.WriteAsync(last, _stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Disposed meanwhile: nobody reads.
        }
    }

    async Task<SessionEnd> StayAsync(CancellationToken cancellation)
    {
        var link = await OpenFirstAsync(cancellation).ConfigureAwait(false);
        while (true)
        {
            var end = await StayAsync(link, cancellation).ConfigureAwait(false);
            if (!IsPassing(end) || Volatile.Read(ref _isDisposed)) return end;
            link = await OpenAgainAsync(end, cancellation).ConfigureAwait(false);
        }
    }

    async Task<Link> OpenFirstAsync(CancellationToken cancellation)
    {
        await _after.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await OpenAsync(cancellation).ConfigureAwait(false);
        }
        catch (SessionEndException e) when (_options.IsPatient && IsPassing(e.End))
        {
            return await OpenAgainAsync(e.End, cancellation).ConfigureAwait(false);
        }
    }

    async Task<SessionEnd> StayAsync(Link link, CancellationToken cancellation)
    {
        try
        {
            return await link.StayAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return new SessionEnd(SessionEndKind.Lost, $"The connection to {_options.Address} is lost.");
        }
        finally
        {
            _link = null;
            link.Dispose();
        }
    }

    async Task<Link> OpenAsync(CancellationToken cancellation)
    {
        // Only a key proves that it is the same server, so without one no hint is followed.
        if (Interlocked.Exchange(ref _found, null) is not { } found || _entered?.Trust.Key is null) return await OpenAsync(_options, cancellation).ConfigureAwait(false);
        var known = _options.Target;
        var moved = _options with { Target = known with { Addresses = [.. found, .. known.Addresses.Except(found)], IsFound = true } };
        try
        {
            var link = await OpenAsync(moved with { Target = moved.Target with { Addresses = found } }, cancellation).ConfigureAwait(false);
            _options = moved;
            return link;
        }
        catch (SessionEndException)
        {
            return await OpenAsync(_options, cancellation).ConfigureAwait(false); // old or false: the way that is known counts
        }
    }

    async Task<Link> OpenAsync(SessionOptions options, CancellationToken cancellation)
    {
        await TellAsync(new SessionEvent.Connecting(options.Address), cancellation).ConfigureAwait(false);
        var link = new Link(options, ++_links, _events.Writer, _time);
        try
        {
            // Which server answers is not known before the first welcome, and rooms of one are nothing to another.
            var rooms = _entered is null && options.Server is null ? [] : _rooms;
            var entered = await link.OpenAsync(_entered, Nick, rooms, cancellation).ConfigureAwait(false);
            if ((_entered?.Welcome.Server ?? options.Server) is { } before && before != entered.Welcome.Server)
                throw new SessionEndException(new SessionEnd(SessionEndKind.Refused, $"Another server answers at {options.Address} now: {entered.Welcome.Name}. Leave and connect again if that is right."));
            _entered = entered;
            _link = link;
            await TellAsync(entered, cancellation).ConfigureAwait(false);
            return link;
        }
        catch
        {
            _link = null;
            link.Dispose();
            throw;
        }
    }

    /// <summary>Tries until it is in again; the broken connection counts as the first failure.</summary>
    /// <exception cref="SessionEndException">It failed for a reason that trying again does not mend.</exception>
    async Task<Link> OpenAgainAsync(SessionEnd broken, CancellationToken cancellation)
    {
        SessionEnd? failure = broken;
        return await _retry.ExecuteAsync(
            async stop =>
            {
                if (failure is null) return await OpenAsync(stop).ConfigureAwait(false);
                var end = failure;
                failure = null;
                throw new SessionEndException(end);
            },
            cancellation).ConfigureAwait(false);
    }

    ResiliencePipeline MakeRetry() => new ResiliencePipelineBuilder { TimeProvider = _retryTime }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<SessionEndException>(failure => IsPassing(failure.End)),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = _options.FirstRetry,
            MaxDelay = _options.LongestRetry,
            MaxRetryAttempts = int.MaxValue,
            Randomizer = _options.Chance,
            OnRetry = retry => WaitAsync(retry),
        })
        .Build();

    ValueTask WaitAsync(OnRetryArguments<object> retry)
    {
        _retryTime.Reset();
        if (Volatile.Read(ref _found) is not null) _retryTime.Wake(); // came while another way was tried
        var end = retry.Outcome.Exception is SessionEndException failure ? failure.End : new SessionEnd(SessionEndKind.Lost, $"The connection to {_options.Address} is lost.");
        return TellAsync(new SessionEvent.Waiting(end, _time.GetUtcNow() + retry.RetryDelay, retry.AttemptNumber + 1), _stop.Token);
    }

    bool IsPassing(SessionEnd end) => end.Kind switch
    {
        SessionEndKind.Unreachable or SessionEndKind.Lost => true,
        SessionEndKind.Left or SessionEndKind.Broken or SessionEndKind.Untrusted => false,
        // A server that gives no secret holds our name until it finds that our old connection is dead. Of two connections in quick
        // succession it may see the dead one last, and take the other for the old one.
        _ => end.Code is RefusalCode.Stopping or RefusalCode.Timeout or RefusalCode.SlowReader or RefusalCode.Resumed or RefusalCode.TooManyConnections or RefusalCode.Busy or RefusalCode.Full
            || (end.Code == RefusalCode.NickTaken && _entered?.Welcome.Session is null),
    };

    ValueTask TellAsync(SessionEvent happened, CancellationToken cancellation) => _events.Writer.WriteAsync(happened, cancellation);
}
