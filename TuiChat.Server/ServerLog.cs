using Microsoft.Extensions.Logging;

namespace TuiChat.Server;

/// <summary>What the server as a whole tells the operator.</summary>
sealed partial class ServerLog(ILogger logger)
{
    /// <summary>It listens.</summary>
    [LoggerMessage(LogLevel.Information, "Server {Name} listens on {EndPoint}.")]
    public partial void Started(string name, string endPoint);

    /// <summary>Where others find it.</summary>
    [LoggerMessage(LogLevel.Information, "Others reach it at {Addresses}.")]
    public partial void Reachable(string addresses);

    /// <summary>What to send to others.</summary>
    [LoggerMessage(LogLevel.Information, "Invite others with {Link}")]
    public partial void Invite(string link);

    /// <summary>The configuration was read again.</summary>
    [LoggerMessage(LogLevel.Information, "The configuration was read again; changed: {Keys}.")]
    public partial void Reloaded(string keys);

    /// <summary>Some of it has no effect yet.</summary>
    [LoggerMessage(LogLevel.Warning, "These keys need a restart to have an effect: {Keys}.")]
    public partial void NeedsRestart(string keys);

    /// <summary>The configuration is wrong now; the old one stays.</summary>
    [LoggerMessage(LogLevel.Error, "The configuration was not read again: {Problem}")]
    public partial void NotReloaded(string problem);

    /// <summary>What was set while it ran goes over the configuration.</summary>
    [LoggerMessage(LogLevel.Information, "Set while the server ran, and in force instead of the configuration: {Keys}.")]
    public partial void Restored(string keys);

    /// <summary>The local network knows of it.</summary>
    [LoggerMessage(LogLevel.Information, "The server is announced on the local network as {Name}.")]
    public partial void Announced(string name);

    /// <summary>There is no network to announce it on; that begins by itself when one comes.</summary>
    [LoggerMessage(LogLevel.Information, "There is no network to announce the server on yet.")]
    public partial void WaitsForNetwork();

    /// <summary>It cannot be announced.</summary>
    [LoggerMessage(LogLevel.Warning, "The server is not announced on the local network; people can still type its address. {Reason}")]
    public partial void NotAnnounced(string reason);

    /// <summary>It was asked to stop.</summary>
    [LoggerMessage(LogLevel.Information, "The server stops.")]
    public partial void Stopping();

    /// <summary>It has stopped.</summary>
    [LoggerMessage(LogLevel.Information, "The server has stopped; everything is stored.")]
    public partial void Stopped();
}
