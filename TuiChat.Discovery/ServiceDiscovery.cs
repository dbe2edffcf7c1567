using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using TuiChat.Discovery.Diagnosis;
using TuiChat.Discovery.Links;
using TuiChat.Discovery.Transport;
using TuiChat.Discovery.Wire;

namespace TuiChat.Discovery;

/// <summary>
/// Announces services on the local networks and finds those of others by multicast DNS (RFC 6762, RFC 6763). Follows interfaces
/// as they come and go, and works beside the system's own responder. Starts with the first call; any task may use it. Nothing
/// fails for want of a network: it waits for one, and <see cref="DiagnoseAsync"/> tells what it sees.
/// </summary>
public sealed class ServiceDiscovery : IAsyncDisposable
{
    readonly DiscoveryOptions _options;
    readonly Lock _lock = new();
    DiscoveryLoop? _loop;
    bool _isDisposed;

    /// <param name="options">Port and kinds of interfaces; null for the defaults.</param>
    public ServiceDiscovery(DiscoveryOptions? options = null) => _options = options ?? new DiscoveryOptions();

    /// <summary>
    /// The addresses under which other machines may reach this one, on all interfaces that are up: IPv4 before IPv6, link-local
    /// ones only where there is no other. Opens nothing.
    /// </summary>
    public static IReadOnlyList<IPAddress> LocalAddresses()
    {
        var options = new DiscoveryOptions { IncludesPointToPoint = true };
        (IReadOnlyList<NetworkLink> links, _) = InterfaceReader.Read(options, true, true, true);
        return [.. links.SelectMany(link => link.AnnouncedAddresses).Distinct()
            .OrderBy(address => address.AddressFamily != AddressFamily.InterNetwork)];
    }

    /// <summary>
    /// Announces a service until the returned handle is disposed of. Completes after about a second, when the name is known not
    /// to be another's or has been replaced; without a network at once, and the announcement then begins when one comes.
    /// </summary>
    public async Task<Announcement> AnnounceAsync(ServiceProfile profile, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var announcement = new Announcement(Loop(), profile);
        try
        {
            await announcement.StartAsync(profile, cancellationToken).ConfigureAwait(false);
            return announcement;
        }
        catch
        {
            await announcement.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Finds services of a type, as <c>_tuichat._tcp</c>, until the token fires or the enumeration is left. First come those
    /// known already. A slow reader loses nothing: unread events of one service are merged.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    /// <exception cref="IOException">Discovery itself failed.</exception>
    public async IAsyncEnumerable<ServiceEvent> BrowseAsync(
        string serviceType, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        DnsName type = DnsName.FromDotted(serviceType + ".local");
        DiscoveryLoop loop = Loop();
        ServiceEventQueue queue = await loop.AskAsync(now => loop.Subscribe(type, now), cancellationToken).ConfigureAwait(false);
        try
        {
            await foreach (ServiceEvent next in queue.ReadAllAsync(cancellationToken).ConfigureAwait(false)) yield return next;
        }
        finally
        {
            await LeaveAsync(loop, type, queue).ConfigureAwait(false);
        }
    }

    /// <summary>Asks the network anew in every open browse, as when the user asks for it.</summary>
    public Task RescanAsync(CancellationToken cancellationToken = default)
    {
        DiscoveryLoop loop = Loop();
        return loop.AskAsync(loop.Rescan, cancellationToken);
    }

    /// <summary>Doubts a found service, as after a failed connect: unless it answers, it is gone in 10 s.</summary>
    public Task ReconfirmAsync(DiscoveredService service, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(service);
        DiscoveryLoop loop = Loop();
        return loop.AskAsync(now => loop.Reconfirm(service, now), cancellationToken);
    }

    /// <summary>Asks all hosts for a sign, listens for a while (one second is enough on a healthy network) and reports.</summary>
    public async Task<NetworkDiagnosis> DiagnoseAsync(TimeSpan listenFor, CancellationToken cancellationToken = default)
    {
        DiscoveryLoop loop = Loop();
        await loop.AskAsync(_ => loop.AskEverybody(), cancellationToken).ConfigureAwait(false);
        await Task.Delay(listenFor, cancellationToken).ConfigureAwait(false);
        return await loop.AskAsync(loop.Diagnose, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reports what is known of the network now, without asking anybody.</summary>
    public Task<NetworkDiagnosis> GlanceAsync(CancellationToken cancellationToken = default)
    {
        DiscoveryLoop loop = Loop();
        return loop.AskAsync(loop.Diagnose, cancellationToken);
    }

    /// <summary>Says goodbye for every announcement, ends every browse and closes the sockets.</summary>
    public async ValueTask DisposeAsync()
    {
        DiscoveryLoop? loop;
        lock (_lock)
        {
            _isDisposed = true;
            loop = _loop;
        }

        if (loop is not null) await loop.DisposeAsync().ConfigureAwait(false);
    }

    static async ValueTask LeaveAsync(DiscoveryLoop loop, DnsName type, ServiceEventQueue queue)
    {
        try
        {
            await loop.AskAsync(_ => loop.Unsubscribe(type, queue), CancellationToken.None).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // Discovery ended first.
        }
    }

    DiscoveryLoop Loop()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _loop ??= new DiscoveryLoop(_options);
        }
    }
}
