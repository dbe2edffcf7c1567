namespace TuiChat.Discovery;

/// <summary>What happened to one service of a browse. A closed set.</summary>
/// <param name="Service">The service as it is now; for <see cref="Gone"/> as it was last.</param>
public abstract record ServiceEvent(DiscoveredService Service)
{
    /// <summary>A service appeared, with host, port, addresses and attributes.</summary>
    public sealed record Found(DiscoveredService Service) : ServiceEvent(Service);

    /// <summary>Port, addresses, attributes or <see cref="DiscoveredService.IsLeaving"/> changed.</summary>
    public sealed record Changed(DiscoveredService Service) : ServiceEvent(Service);

    /// <summary>The service said goodbye, was not heard of for its time to live, or its network is gone.</summary>
    public sealed record Gone(DiscoveredService Service) : ServiceEvent(Service);
}
