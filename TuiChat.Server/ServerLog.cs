using Microsoft.Extensions.Logging;

namespace TuiChat.Server;

/// <summary>What the server as a whole tells the operator.</summary>
sealed partial class ServerLog(ILogger logger)
{
    /// <summary>It listens.</summary>
    [LoggerMessage(LogLevel.Information, "Server {Name} listens on {EndPoint}.")]
    public partial void Started(string name, string endPoint);

    /// <summary>It was asked to stop.</summary>
    [LoggerMessage(LogLevel.Information, "The server stops.")]
    public partial void Stopping();

    /// <summary>It has stopped.</summary>
    [LoggerMessage(LogLevel.Information, "The server has stopped; everything is stored.")]
    public partial void Stopped();
}
