using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Threading.Channels;
using TuiChat.Discovery.Diagnosis;
using TuiChat.Discovery.Links;
using TuiChat.Discovery.Wire;

namespace TuiChat.Discovery.Transport;

/// <summary>
/// The sockets, the clock and the watch over the interfaces. One loop owns it; only <see cref="Wake"/> may be called by others.
/// Packets wait in a bounded queue: when it is full the new ones are dropped and counted, as a network does.
/// </summary>
sealed class MulticastTransport : IAsyncDisposable
{
    const int MaxWaitingPackets = 256;

    // Linux tells of IPv4 addresses only, and of links late: so the interfaces are read every now and then anyway.
    static readonly TimeSpan InterfaceInterval = TimeSpan.FromSeconds(5);
    static readonly TimeSpan SleepThreshold = TimeSpan.FromSeconds(5);

    readonly DiscoveryOptions _options;
    readonly Channel<IncomingPacket> _packets = Channel.CreateBounded<IncomingPacket>(
        new BoundedChannelOptions(MaxWaitingPackets) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    readonly SemaphoreSlim _wake = new(0);
    readonly CancellationTokenSource _closing = new();
    readonly List<Task> _receiving = [];
    readonly MdnsSocket?[] _main = new MdnsSocket?[2];
    readonly MdnsSocket?[] _oneShot = new MdnsSocket?[2];
    readonly long _start = Stopwatch.GetTimestamp();
    DateTime _wallClock = DateTime.UtcNow;
    TimeSpan _wallClockRead;
    TimeSpan _nextLook;
    int _isLookWished;
    long _received;
    long _malformed;
    long _dropped;

    /// <param name="options">Port and kinds of interfaces.</param>
    public MulticastTransport(DiscoveryOptions options)
    {
        _options = options;
        NetworkChange.NetworkAddressChanged += OnNetworkChanged;
        NetworkChange.NetworkAvailabilityChanged += OnNetworkChanged;
    }

    /// <summary>The time engines go by: since the start, never set back.</summary>
    public TimeSpan Now => Stopwatch.GetElapsedTime(_start);

    /// <summary>The interfaces in use.</summary>
    public IReadOnlyList<NetworkLink> Links { get; private set; } = [];

    /// <summary>All interfaces.</summary>
    public IReadOnlyList<InterfaceDiagnosis> Interfaces { get; private set; } = [];

    /// <summary>Why the mDNS port could not be bound; null when it is.</summary>
    public string? PortError { get; private set; }

    /// <summary>Packets sent.</summary>
    public long Sent { get; private set; }

    /// <summary>Packets the system refused to send.</summary>
    public long SendErrors { get; private set; }

    /// <summary>Well-formed packets received.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>Malformed packets received.</summary>
    public long Malformed => Interlocked.Read(ref _malformed);

    /// <summary>Packets dropped because too many waited.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Looks at the interfaces when it is time to; true when something an engine acts on changed.</summary>
    public bool FollowInterfaces()
    {
        if (Interlocked.Exchange(ref _isLookWished, 0) == 0 && Now < _nextLook) return false;
        _nextLook = Now + InterfaceInterval;
        OpenSockets();
        bool isListening = _main[0] is not null || _main[1] is not null;
        MdnsSocket?[] used = isListening ? _main : _oneShot;
        (IReadOnlyList<NetworkLink> links, Interfaces) =
            InterfaceReader.Read(_options, isListening, used[0] is not null, used[1] is not null);
        _main[0]?.JoinAll(links.Where(link => link.HasIPv4).Select(link => link.Index));
        _main[1]?.JoinAll(links.Where(link => link.HasIPv6).Select(link => link.Index));
        if (links.SequenceEqual(Links)) return false;
        Links = links;
        return true;
    }

    /// <summary>True once after the machine slept: then the clock on the wall went on without ours.</summary>
    public bool HasSlept()
    {
        TimeSpan now = Now;
        DateTime wallClock = DateTime.UtcNow;
        TimeSpan missed = wallClock - _wallClock - (now - _wallClockRead);
        (_wallClock, _wallClockRead) = (wallClock, now);
        return missed > SleepThreshold;
    }

    /// <summary>Sends one packet, or counts it as an error.</summary>
    public void Send(OutgoingPacket packet)
    {
        MdnsSocket? socket = (packet.IsOneShot ? _oneShot : _main)[packet.Link.IsIPv6 ? 1 : 0];
        if (socket is not null && socket.TrySend(packet))
        {
            Sent++;
            return;
        }

        SendErrors++;
        Interlocked.Exchange(ref _isLookWished, 1);
    }

    /// <summary>Takes the next received packet, if one waits.</summary>
    public bool TryReceive([NotNullWhen(true)] out IncomingPacket? packet) => _packets.Reader.TryRead(out packet);

    /// <summary>Makes the loop look at its work; any task may call it.</summary>
    public void Wake()
    {
        // One more than needed does no harm, so the race between the two calls is of no account.
        if (_wake.CurrentCount == 0) _wake.Release();
    }

    /// <summary>Waits for a packet, a change, a call of <see cref="Wake"/>, or the deadline.</summary>
    public async Task WaitAsync(TimeSpan? deadline)
    {
        TimeSpan until = deadline < _nextLook ? deadline.Value : _nextLook;
        // Timers count in whole milliseconds and may fire early by a part of one.
        var wait = TimeSpan.FromMilliseconds(Math.Ceiling((until - Now).TotalMilliseconds));
        if (wait > TimeSpan.Zero) await _wake.WaitAsync(wait).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        NetworkChange.NetworkAddressChanged -= OnNetworkChanged;
        NetworkChange.NetworkAvailabilityChanged -= OnNetworkChanged;
        await _closing.CancelAsync().ConfigureAwait(false);
        foreach (MdnsSocket? socket in _main.Concat(_oneShot)) socket?.Dispose();
        await Task.WhenAll(_receiving).ConfigureAwait(false);
        _closing.Dispose();
    }

    void OpenSockets()
    {
        PortError = null;
        for (int family = 0; family < 2; family++)
        {
            if (family == 1 && _options.IsLoopbackOnly) break;
            _main[family] ??= TryOpen(family == 1, _options.Port, false);
            _oneShot[family] ??= TryOpen(family == 1, 0, true);
        }

        if (_main[0] is not null || _main[1] is not null) PortError = null;
    }

    MdnsSocket? TryOpen(bool isIPv6, int port, bool isOneShot)
    {
        try
        {
            var socket = MdnsSocket.Open(isIPv6, port, _options.Port);
            _receiving.Add(Task.Run(() => socket.ReceiveAllAsync(
                (link, from, wasMulticast, bytes) => Take(link, from, wasMulticast, isOneShot, bytes), _closing.Token)));
            return socket;
        }
        catch (SocketException error)
        {
            if (!isOneShot) PortError ??= error.Message;
            return null;
        }
    }

    // Called by the receiving tasks.
    void Take(Link link, IPEndPoint from, bool wasMulticast, bool isOneShot, ReadOnlySpan<byte> bytes)
    {
        if (!DnsParser.TryParse(bytes, out DnsMessage? message))
        {
            Interlocked.Increment(ref _malformed);
            return;
        }

        // Linux names the interface that owns the address for what stays on the machine, even when it went over the loopback one.
        if (_options.IsLoopbackOnly && !wasMulticast) link = link with { Interface = NetworkInterface.LoopbackInterfaceIndex };
        Interlocked.Increment(ref _received);
        var packet = new IncomingPacket(link, from, wasMulticast, isOneShot, from.Port == _options.Port, message);
        if (!_packets.Writer.TryWrite(packet)) Interlocked.Increment(ref _dropped);
        Wake();
    }

    void OnNetworkChanged(object? sender, EventArgs change)
    {
        Interlocked.Exchange(ref _isLookWished, 1);
        Wake();
    }
}
