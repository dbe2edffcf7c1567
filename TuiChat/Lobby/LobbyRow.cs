using TuiChat.Sessions;

namespace TuiChat.Lobby;

/// <summary>One server in the lobby: announced, remembered or both, with what it said about itself.</summary>
/// <param name="ListId">Stays the same as long as the row is there.</param>
/// <param name="Found">The announcement, or null.</param>
/// <param name="Known">What is remembered, or null; not null when <paramref name="Found"/> is.</param>
/// <param name="Probe">What asking it brought.</param>
sealed record LobbyRow(long ListId, FoundServer? Found, KnownServer? Known, ProbeOutcome Probe)
{
    /// <summary>The server of this process that it is, or null.</summary>
    public HostedServer? Hosted { get; init; }

    /// <summary>Its name for people.</summary>
    public string Name => Probe.Report is { Name.Length: > 0 } report ? report.Name
        : Found is { Name.Length: > 0 } found ? found.Name
        : Known is { Name.Length: > 0 } known ? Terminal.TextWidth.Sanitize(known.Name)
        : Address?.ToString() ?? "?";

    /// <summary>Where to connect: where it answered, else the best that is known; null when nothing is.</summary>
    public ServerAddress? Address => Probe.Report?.Address ?? (Addresses is [var first, ..] ? first : null);

    /// <summary>All addresses to try, best first.</summary>
    public IReadOnlyList<ServerAddress> Addresses => Found?.Addresses
        ?? (ServerAddress.TryParse(Known?.Address, out var address, out _) ? [address] : []);

    /// <summary>Where joining leads, or null when there is no address yet: the address that answered first, and what is claimed or remembered of its key.</summary>
    public ServerTarget? Target => Hosted is { } own ? own.Target : Address is not { } best ? null : new ServerTarget([best, .. Addresses.Where(address => address != best)])
    {
        Name = Name,
        Id = Found is { Id.Length: > 0 } found ? found.Id : Known?.Id,
        IsFound = Found is not null,
        Key = Found?.Fingerprint,
        Source = Found?.Fingerprint is null ? KeySource.Nobody : KeySource.Announcement,
    };

    /// <summary>A password is needed, as far as it says.</summary>
    public bool IsLocked => Probe.Report?.IsLocked ?? Found?.IsLocked ?? false;
}

/// <summary>What asking a server brought so far.</summary>
/// <param name="IsDone">It answered, or did not in time.</param>
/// <param name="Report">What it said, or null.</param>
sealed record ProbeOutcome(bool IsDone, ServerReport? Report)
{
    /// <summary>Nothing yet.</summary>
    public static readonly ProbeOutcome Waiting = new(false, null);
}
