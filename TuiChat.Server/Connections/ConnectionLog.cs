using Microsoft.Extensions.Logging;

namespace TuiChat.Server.Connections;

/// <summary>What the connections tell the operator.</summary>
sealed partial class ConnectionLog(ILogger logger)
{
    /// <summary>Somebody connected.</summary>
    [LoggerMessage(LogLevel.Debug, "Connection {Connection} from {Address} is open.")]
    public partial void Opened(long connection, string address);

    /// <summary>A connection ended in an ordinary way.</summary>
    [LoggerMessage(LogLevel.Debug, "Connection {Connection} from {Address} ({Nick}) ended: {Reason}.")]
    public partial void Ended(long connection, string address, string nick, string reason);

    /// <summary>A connection was cut.</summary>
    [LoggerMessage(LogLevel.Information, "Connection {Connection} from {Address} ({Nick}) was cut: {Reason}.")]
    public partial void WasCut(long connection, string address, string nick, string reason);

    /// <summary>A connection was not let in.</summary>
    [LoggerMessage(LogLevel.Warning, "Connection {Connection} from {Address} was refused: {Reason}.")]
    public partial void Refused(long connection, string address, string reason);

    /// <summary>A connection was not let in, nor were others before it.</summary>
    [LoggerMessage(LogLevel.Warning, "Connection {Connection} from {Address} was refused: {Reason}. So were {Count} before it since this was last said.")]
    public partial void RefusedAgain(long connection, string address, string reason, int count);

    /// <summary>A defect in a connection.</summary>
    [LoggerMessage(LogLevel.Error, "Connection {Connection} failed.")]
    public partial void Failed(Exception e, long connection);
}
