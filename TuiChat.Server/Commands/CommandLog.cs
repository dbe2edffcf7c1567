using Microsoft.Extensions.Logging;

namespace TuiChat.Server.Commands;

/// <summary>What the commands tell the operator.</summary>
sealed partial class CommandLog(ILogger logger)
{
    /// <summary>Somebody said hello.</summary>
    [LoggerMessage(LogLevel.Debug, "Connection {Connection}: {Nick} is here with {Client}.")]
    public partial void Entered(long connection, string nick, string client);

    /// <summary>Somebody said a wrong password.</summary>
    [LoggerMessage(LogLevel.Warning, "Connection {Connection} from {Network}: a wrong password, {Guesses} by now.")]
    public partial void WrongPassword(long connection, string network, int guesses);

    /// <summary>A handler failed.</summary>
    [LoggerMessage(LogLevel.Error, "Connection {Connection}: the command {Type} failed.")]
    public partial void Failed(Exception e, long connection, string type);

    /// <summary>A client does not stop.</summary>
    [LoggerMessage(LogLevel.Warning, "Connection {Connection}: {Nick} floods and is cut.")]
    public partial void Flooded(long connection, string nick);
}
