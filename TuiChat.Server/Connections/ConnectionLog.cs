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

    /// <summary>The server stops without having seen its end.</summary>
    [LoggerMessage(LogLevel.Error, "Connection {Connection} does not end.")]
    public partial void DoesNotEnd(long connection);

    /// <summary>A defect in taking connections.</summary>
    [LoggerMessage(LogLevel.Error, "A connection could not be taken.")]
    public partial void NotTaken(Exception e);

    /// <summary>The system gives no more sockets.</summary>
    [LoggerMessage(LogLevel.Error, "No more connections can be taken: {Reason}. It is tried again; allow the server more open files if it stays so.")]
    public partial void CannotTake(string reason);
}
