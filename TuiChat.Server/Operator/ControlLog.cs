using Microsoft.Extensions.Logging;

namespace TuiChat.Server.Operator;

/// <summary>What the control socket tells the operator.</summary>
sealed partial class ControlLog(ILogger logger)
{
    /// <summary>It cannot be had.</summary>
    [LoggerMessage(LogLevel.Warning, "The control socket cannot be opened, so tuichat-server ctl does not reach this server. {Reason}")]
    public partial void NotListening(string reason);

    /// <summary>A command failed.</summary>
    [LoggerMessage(LogLevel.Error, "A command from the control socket failed.")]
    public partial void Failed(Exception e);
}
