using System.Net;
using System.Threading.Channels;
using TuiChat.Discovery;
using TuiChat.Protocol;
using TuiChat.Server.Commands;
using TuiChat.Server.Configuration;

namespace TuiChat.Server;

/// <summary>
/// Tells the local network of the server until it is disposed of. Its loop runs on the pool; whatever goes wrong there is
/// logged and leaves the server as it is: people can still type its address.
/// </summary>
sealed class ServerAnnouncement : IAsyncDisposable
{
    /// <summary>The service type that clients look for.</summary>
    public const string ServiceType = "_tuichat._tcp";

    const string NoNetwork = "There is no network that can carry it, or another program holds UDP port 5353.";

    /// <summary>12 hexadecimal digits of the server id: enough that two servers of one network do not meet.</summary>
    const int HostDigits = 12;

    readonly ServiceDiscovery _discovery;
    readonly Func<ServiceProfile> _profile;
    readonly ServerLog _log;
    readonly CancellationTokenSource _stop = new();
    readonly Channel<TxtRecord> _texts = Channel.CreateBounded<TxtRecord>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest }); // the newest counts
    readonly Task _run;
    AnnouncementStatus? _logged;
    volatile string? _problem;

    ServerAnnouncement(Func<ServiceProfile> profile, DiscoveryOptions? options, ServerLog log)
    {
        _discovery = new ServiceDiscovery(options);
        _profile = profile;
        _log = log;
        _run = Task.Run(RunAsync);
    }

    /// <summary>Why the network does not hear of the server now, as a sentence; null when it does, or nothing is known yet. Any thread.</summary>
    public string? Problem => _problem;

    /// <summary>Begins to announce, and returns at once.</summary>
    /// <param name="profile">What is told; see <see cref="Profile"/>.</param>
    /// <param name="log">Where it is told how that goes.</param>
    /// <param name="options">How to take part in multicast DNS; null for the defaults.</param>
    public static ServerAnnouncement Start(Func<ServiceProfile> profile, ServerLog log, DiscoveryOptions? options = null) => new(profile, options, log);

    /// <summary>Whether people on other machines could get in, so that it makes sense to tell them.</summary>
    public static bool IsWanted(ServerSettings settings, IPEndPoint bound) =>
        settings.Announce && (settings.Tls || settings.AllowPlaintext) && !IPAddress.IsLoopback(bound.Address);

    /// <summary>Tells the network what has changed.</summary>
    public void Refresh() => _texts.Writer.TryWrite(_profile().Text);

    /// <summary>Says goodbye to the network.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _run.ConfigureAwait(false);
        await _discovery.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    /// <summary>What is announced: only what is stable, because every change is told to the whole network.</summary>
    /// <param name="identity">Name and id of the server.</param>
    /// <param name="port">Where it listens.</param>
    /// <param name="fingerprint">What its key is known by, or null without TLS.</param>
    /// <param name="isLocked">Whether a password is needed.</param>
    public static ServiceProfile Profile(ServerIdentity identity, int port, Fingerprint? fingerprint, bool isLocked)
    {
        var digits = string.Concat(identity.Id.Where(char.IsAsciiHexDigit).Take(HostDigits)).ToLowerInvariant();
        return new ServiceProfile(ServiceType, identity.Name, port)
        {
            HostLabel = digits.Length > 0 ? $"tuichat-{digits}" : null,
            Text = TxtRecord.Create(Attributes(identity, fingerprint, isLocked)),
        };
    }

    static IEnumerable<KeyValuePair<string, string?>> Attributes(ServerIdentity identity, Fingerprint? fingerprint, bool isLocked)
    {
        yield return new("v", "1");
        yield return new("id", identity.Id);
        if (fingerprint is { } known) yield return new("fp", known.Digits);
        yield return new("locked", isLocked ? "1" : "0");
    }

    async Task RunAsync()
    {
        try
        {
            await using var announcement = await _discovery.AnnounceAsync(_profile(), _stop.Token).ConfigureAwait(false);
            await Task.WhenAll(LogAsync(announcement), UpdateAsync(announcement)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The server stops; leaving the block above has said goodbye.
        }
        catch (Exception e) // the outermost loop: the server goes on, unannounced
        {
            _problem = e.Message;
            _log.NotAnnounced(e.Message);
        }
    }

    async Task LogAsync(Announcement announcement)
    {
        await foreach (var status in announcement.StatusChanges.ReadAllAsync(_stop.Token).ConfigureAwait(false)) Log(status);
    }

    async Task UpdateAsync(Announcement announcement)
    {
        await foreach (var text in _texts.Reader.ReadAllAsync(_stop.Token).ConfigureAwait(false))
            await announcement.UpdateTextAsync(text, _stop.Token).ConfigureAwait(false);
    }

    void Log(AnnouncementStatus status)
    {
        if (status == _logged) return;
        _logged = status.Phase == AnnouncementPhase.Probing ? _logged : status;
        _problem = status.Phase == AnnouncementPhase.WaitingForNetwork ? NoNetwork : null;
        if (status.Phase == AnnouncementPhase.Announced) _log.Announced(status.Name);
        else if (status.Phase == AnnouncementPhase.WaitingForNetwork) _log.WaitsForNetwork();
    }
}
