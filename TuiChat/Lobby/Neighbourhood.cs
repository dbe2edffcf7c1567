using TuiChat.Discovery;
using TuiChat.Discovery.Diagnosis;

namespace TuiChat.Lobby;

/// <summary>What the lobby can ask the local network.</summary>
/// <param name="Browse">The servers as they come and go, until the token fires.</param>
/// <param name="DiagnoseAsync">What can be seen of the network; takes about a second.</param>
sealed record Neighbourhood(Func<CancellationToken, IAsyncEnumerable<ServiceEvent>> Browse, Func<CancellationToken, Task<NetworkDiagnosis>> DiagnoseAsync)
{
    /// <summary>Doubts a server that could not be reached: unless it answers, it is gone in some seconds.</summary>
    public Func<DiscoveredService, CancellationToken, Task> ReconfirmAsync { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>What can be seen of the network without asking it, at once; null for no such way.</summary>
    public Func<CancellationToken, Task<NetworkDiagnosis>>? GlanceAsync { get; init; }

    /// <summary>Asks the network anew, as after a sleep.</summary>
    public Func<CancellationToken, Task> RescanAsync { get; init; } = _ => Task.CompletedTask;

    /// <summary>200 servers are shown: what a network of people has fits, a flood of false ones does not.</summary>
    public const int MaxServers = 200;

    static readonly TimeSpan ListenFor = TimeSpan.FromSeconds(1);

    /// <summary>The real one.</summary>
    public static Neighbourhood Of(ServiceDiscovery discovery) => new(
        cancellation => discovery.BrowseAsync(Server.ServerAnnouncement.ServiceType, cancellation),
        cancellation => discovery.DiagnoseAsync(ListenFor, cancellation))
    {
        ReconfirmAsync = discovery.ReconfirmAsync,
        RescanAsync = discovery.RescanAsync,
        GlanceAsync = discovery.GlanceAsync,
    };
}
