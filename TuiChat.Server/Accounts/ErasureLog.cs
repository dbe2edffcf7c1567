using Microsoft.Extensions.Logging;

namespace TuiChat.Server.Accounts;

/// <summary>What the erasures tell the operator.</summary>
static partial class ErasureLog
{
    /// <summary>It did not work.</summary>
    [LoggerMessage(LogLevel.Error, "What an account that is gone has said could not be taken away altogether; the next start tries again.")]
    public static partial void Failed(ILogger logger, Exception e);
}
