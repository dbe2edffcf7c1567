using TuiChat.Protocol;
using TuiChat.Server.Logging;

namespace TuiChat.Server.Operator;

/// <summary>How the console's words answer.</summary>
static class ConsoleOutput
{
    /// <summary>Says that it is done, or why not.</summary>
    public static async Task<ConsoleResult> TellAsync(this TextWriter output, Refusal? problem, string done)
    {
        await output.WriteLineAsync(problem?.Text ?? done).ConfigureAwait(false);
        return problem is null ? ConsoleResult.Done : ConsoleResult.Refused;
    }

    /// <summary>Writes a row of a list; what people have typed never reaches the terminal as it is.</summary>
    public static Task ShowAsync(this TextWriter output, string row) => output.WriteLineAsync("  " + LogText.Clean(row).TrimEnd());
}
