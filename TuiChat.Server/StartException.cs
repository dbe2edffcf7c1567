namespace TuiChat.Server;

/// <summary>The server cannot start. The message is a sentence for the operator.</summary>
sealed class StartException(int exitCode, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>One of <see cref="ExitCodes"/>.</summary>
    public int ExitCode { get; } = exitCode;
}
