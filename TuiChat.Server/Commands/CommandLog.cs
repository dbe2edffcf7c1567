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

    /// <summary>Somebody said a wrong password of an account, or a token that is dead.</summary>
    [LoggerMessage(LogLevel.Warning, "Connection {Connection} from {Network}: a wrong login, {Guesses} by now.")]
    public partial void WrongLogin(long connection, string network, int guesses);

    /// <summary>Somebody made an account.</summary>
    [LoggerMessage(LogLevel.Information, "Connection {Connection} from {Network} made account {Account}.")]
    public partial void Registered(long connection, string network, long account);

    /// <summary>An account is gone.</summary>
    [LoggerMessage(LogLevel.Information, "Connection {Connection} deleted account {Account}.")]
    public partial void Deleted(long connection, long account);

    /// <summary>Somebody became host by the code.</summary>
    [LoggerMessage(LogLevel.Warning, "Connection {Connection} from {Network}: {Nick} became host by the claim code.")]
    public partial void Claimed(long connection, string network, string nick);

    /// <summary>A handler failed.</summary>
    [LoggerMessage(LogLevel.Error, "Connection {Connection}: the command {Type} failed.")]
    public partial void Failed(Exception e, long connection, string type);

    /// <summary>A client does not stop.</summary>
    [LoggerMessage(LogLevel.Warning, "Connection {Connection}: {Nick} floods and is cut.")]
    public partial void Flooded(long connection, string nick);
}
