using System.Threading.Channels;
using TuiChat.Discovery.Advertising;
using TuiChat.Discovery.Browsing;
using TuiChat.Discovery.Diagnosis;
using TuiChat.Discovery.Links;
using TuiChat.Discovery.Transport;
using TuiChat.Discovery.Wire;

namespace TuiChat.Discovery;

/// <summary>
/// The one task that owns the transport and all engines. Others reach it by commands, which have a queue of their own: a full
/// one makes the caller wait, and packets can never push a command out.
/// </summary>
sealed class DiscoveryLoop : IAsyncDisposable
{
    const int MaxWaitingCommands = 64;
    const int PacketsPerTurn = 64;

    readonly MulticastTransport _transport;
    readonly Channel<Action<TimeSpan>> _commands = Channel.CreateBounded<Action<TimeSpan>>(MaxWaitingCommands);
    readonly Dictionary<DnsName, Subscriptions> _browsers = [];
    readonly List<ServiceAdvertiser> _advertisers = [];
    readonly ResponderWatch _watch;
    readonly Task _running;
    volatile bool _isStopping;

    /// <param name="options">Port and kinds of interfaces.</param>
    public DiscoveryLoop(DiscoveryOptions options)
    {
        _transport = new MulticastTransport(options);
        _watch = new ResponderWatch(Random.Shared, _transport.Send);
        _running = Task.Run(RunAsync);
    }

    /// <summary>Runs a function on the loop and returns its result.</summary>
    /// <exception cref="ObjectDisposedException">The loop has ended.</exception>
    public async Task<T> AskAsync<T>(Func<TimeSpan, T> function, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await _commands.Writer.WriteAsync(now => Complete(done, function, now), cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException error)
        {
            throw new ObjectDisposedException("Discovery has ended.", error.InnerException);
        }

        _transport.Wake();
        // Not cancelled from here on: the function runs in any case, and its result must not be lost.
        await Task.WhenAny(done.Task, _running).ConfigureAwait(false);
        if (!done.Task.IsCompleted) throw new ObjectDisposedException("Discovery has ended.", _running.Exception);
        return await done.Task.ConfigureAwait(false);
    }

    /// <summary>On the loop: a new reader of a service type, told first of what is known.</summary>
    public ServiceEventQueue Subscribe(DnsName type, TimeSpan now)
    {
        if (!_browsers.TryGetValue(type, out Subscriptions? subscriptions))
        {
            _browsers[type] = subscriptions = new Subscriptions(type, _transport.Send);
            subscriptions.Browser.SetLinks(_transport.Links, now);
        }

        return subscriptions.Add(now);
    }

    /// <summary>On the loop: a reader leaves; the last one stops the queries.</summary>
    public bool Unsubscribe(DnsName type, ServiceEventQueue queue) =>
        _browsers.TryGetValue(type, out Subscriptions? known) && known.Remove(queue);

    /// <summary>On the loop: begins to announce.</summary>
    public ServiceAdvertiser Advertise(ServiceProfile profile, Action<AnnouncementStatus> report, TimeSpan now)
    {
        var advertiser = new ServiceAdvertiser(profile, Random.Shared, _transport.Send, report);
        _advertisers.Add(advertiser);
        advertiser.SetLinks(_transport.Links, now);
        return advertiser;
    }

    /// <summary>On the loop: says goodbye for one service.</summary>
    public bool Withdraw(ServiceAdvertiser advertiser)
    {
        advertiser.Stop();
        return _advertisers.Remove(advertiser);
    }

    /// <summary>On the loop: all open browses ask anew.</summary>
    public int Rescan(TimeSpan now)
    {
        ServiceBrowser[] active = [.. _browsers.Values.Select(known => known.Browser).Where(browser => browser.IsActive)];
        foreach (ServiceBrowser browser in active) browser.Start(now);
        return active.Length;
    }

    /// <summary>On the loop: doubts a service.</summary>
    public int Reconfirm(DiscoveredService service, TimeSpan now)
    {
        foreach (Subscriptions known in _browsers.Values) known.Browser.Reconfirm(service, now);
        return _browsers.Count;
    }

    /// <summary>On the loop: asks who is there; the answers are in a later <see cref="Diagnose"/>.</summary>
    public int AskEverybody()
    {
        _watch.Ask(_transport.Links);
        return _transport.Links.Count;
    }

    /// <summary>On the loop: what is known about the network.</summary>
    public NetworkDiagnosis Diagnose(TimeSpan now) => new()
    {
        Interfaces = _transport.Interfaces,
        IsPortBound = _transport.PortError is null,
        PortError = _transport.PortError,
        HearsItself = _watch.HearsItself,
        Responders = _watch.Sightings(_transport.Links, now),
        Sent = _transport.Sent,
        SendErrors = _transport.SendErrors,
        Received = _transport.Received,
        Malformed = _transport.Malformed,
        Dropped = _transport.Dropped + _browsers.Values.Sum(known => known.Browser.Dropped),
    };

    /// <summary>Ends: says goodbye, closes the sockets, ends all readers.</summary>
    public async ValueTask DisposeAsync()
    {
        _isStopping = true;
        _commands.Writer.TryComplete();
        _transport.Wake();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    static void Complete<T>(TaskCompletionSource<T> done, Func<TimeSpan, T> function, TimeSpan now)
    {
        try
        {
            done.TrySetResult(function(now));
        }
        catch (ArgumentException error)
        {
            done.TrySetException(error);
        }
    }

    async Task RunAsync()
    {
        Exception? reason = null;
        try
        {
            while (!_isStopping)
            {
                Turn();
                if (!_isStopping) await _transport.WaitAsync(NextDeadline()).ConfigureAwait(false);
            }
        }
        catch (Exception error)
        {
            reason = error;
            throw;
        }
        finally
        {
            _commands.Writer.TryComplete(reason);
            foreach (ServiceAdvertiser advertiser in _advertisers) advertiser.Stop();
            foreach (Subscriptions known in _browsers.Values) known.End(reason);
            await _transport.DisposeAsync().ConfigureAwait(false);
        }
    }

    void Turn()
    {
        if (_transport.FollowInterfaces())
        {
            foreach (Subscriptions known in _browsers.Values) known.Browser.SetLinks(_transport.Links, _transport.Now);
            foreach (ServiceAdvertiser advertiser in _advertisers) advertiser.SetLinks(_transport.Links, _transport.Now);
        }

        if (_transport.HasSlept())
        {
            Rescan(_transport.Now);
            foreach (ServiceAdvertiser advertiser in _advertisers) advertiser.Restart(_transport.Now);
        }

        while (!_isStopping && _commands.Reader.TryRead(out Action<TimeSpan>? command)) command(_transport.Now);
        for (int count = 0; count < PacketsPerTurn && _transport.TryReceive(out IncomingPacket? packet); count++)
            Dispatch(packet);

        foreach (Subscriptions known in _browsers.Values) known.Browser.Tick(_transport.Now);
        foreach (ServiceAdvertiser advertiser in _advertisers) advertiser.Tick(_transport.Now);
    }

    void Dispatch(IncomingPacket packet)
    {
        TimeSpan now = _transport.Now;
        // A socket hears the groups that any program on this machine joined, on every interface: only ours count.
        if (!_transport.Links.Any(link => link.Index == packet.Link.Interface)) return;
        _watch.OnPacket(packet, now);
        foreach (Subscriptions known in _browsers.Values) known.Browser.OnPacket(packet, now);
        foreach (ServiceAdvertiser advertiser in _advertisers) advertiser.OnPacket(packet, now);
    }

    TimeSpan? NextDeadline()
    {
        TimeSpan? next = null;
        foreach (Subscriptions known in _browsers.Values) next = MdnsTiming.Earlier(next, known.Browser.NextDeadline);
        foreach (ServiceAdvertiser advertiser in _advertisers) next = MdnsTiming.Earlier(next, advertiser.NextDeadline);
        return next;
    }

    /// <summary>One browser and its readers.</summary>
    sealed class Subscriptions
    {
        readonly List<ServiceEventQueue> _readers = [];

        public Subscriptions(DnsName type, Action<OutgoingPacket> send) =>
            Browser = new ServiceBrowser(type, Random.Shared, send, found => _readers.ForEach(reader => reader.Add(found)));

        public ServiceBrowser Browser { get; }

        public ServiceEventQueue Add(TimeSpan now)
        {
            var queue = new ServiceEventQueue();
            foreach (DiscoveredService known in Browser.Services) queue.Add(new ServiceEvent.Found(known));
            _readers.Add(queue);
            Browser.Start(now);
            return queue;
        }

        public bool Remove(ServiceEventQueue queue)
        {
            bool wasThere = _readers.Remove(queue);
            if (_readers.Count == 0) Browser.Stop();
            return wasThere;
        }

        public void End(Exception? error) => _readers.ForEach(reader => reader.End(error));
    }
}
