namespace TuiChat.Server.Operator;

/// <summary>
/// What is said on the control socket: the client one line of UTF-8, a command as the console takes it; the server the output, each line behind
/// <see cref="Output"/>, then <see cref="End"/> with the exit code, and closes.
/// </summary>
static class ControlProtocol
{
    /// <summary>The socket in the data folder.</summary>
    public const string FileName = "control.sock";

    /// <summary>Stands before a line of output, and before the exit code.</summary>
    public const char Output = '+', End = '=';

    /// <summary>8 KiB: one command.</summary>
    public const int MaxLineBytes = 8 * 1024;

    /// <summary>The exit code of what became of a command.</summary>
    public static int ExitCode(ConsoleResult result) => result switch
    {
        ConsoleResult.Done or ConsoleResult.Exit => ExitCodes.Ok,
        ConsoleResult.Refused => ExitCodes.Refused,
        ConsoleResult.Misspelt => ExitCodes.Usage,
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };
}
