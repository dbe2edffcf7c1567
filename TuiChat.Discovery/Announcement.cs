using System.Threading.Channels;
using TuiChat.Discovery.Advertising;

namespace TuiChat.Discovery;

/// <summary>A service that is being announced, until this is disposed of. Any task may use it.</summary>
public sealed class Announcement : IAsyncDisposable
{
    // When nobody reads, the oldest states are lost: what counts is the last one.
    readonly Channel<AnnouncementStatus> _statuses = Channel.CreateBounded<AnnouncementStatus>(
        new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropOldest });
    readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly DiscoveryLoop _loop;
    volatile AnnouncementStatus _status;
    ServiceAdvertiser? _advertiser;

    internal Announcement(DiscoveryLoop loop, ServiceProfile profile)
    {
        _loop = loop;
        _status = new AnnouncementStatus(profile.Name, AnnouncementPhase.WaitingForNetwork);
    }

    /// <summary>Name and phase now.</summary>
    public AnnouncementStatus Status => _status;

    /// <summary>The name now in use. Keep it, so that the next start asks for the same one.</summary>
    public string Name => _status.Name;

    /// <summary>Every change from now on; one reader only. Ends when the announcement does.</summary>
    public ChannelReader<AnnouncementStatus> StatusChanges => _statuses.Reader;

    /// <summary>Announces other attributes.</summary>
    public Task UpdateTextAsync(TxtRecord text, CancellationToken cancellationToken = default) =>
        _loop.AskAsync(now => Update(text, now), cancellationToken);

    /// <summary>Says goodbye to the network.</summary>
    public async ValueTask DisposeAsync()
    {
        _statuses.Writer.TryComplete();
        try
        {
            await _loop.AskAsync(_ => _advertiser is not null && _loop.Withdraw(_advertiser), CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // Discovery ended first, and said goodbye for all.
        }
    }

    /// <summary>Starts, and waits until the name is settled or there is no network to ask.</summary>
    internal async Task StartAsync(ServiceProfile profile, CancellationToken cancellationToken)
    {
        await _loop.AskAsync(now => _advertiser = _loop.Advertise(profile, OnStatus, now), cancellationToken)
            .ConfigureAwait(false);
        await _settled.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    bool Update(TxtRecord text, TimeSpan now)
    {
        _advertiser?.UpdateText(text, now);
        return true;
    }

    // On the loop.
    void OnStatus(AnnouncementStatus status)
    {
        _status = status;
        _statuses.Writer.TryWrite(status);
        if (status.Phase != AnnouncementPhase.Probing) _settled.TrySetResult();
    }
}
