using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace TuiChat.Server.Logging;

/// <summary>Writes log events to standard error, above what is being typed there.</summary>
sealed class StandardErrorSink(ITextFormatter formatter, SharedTerminal terminal) : ILogEventSink
{
    /// <inheritdoc/>
    public void Emit(LogEvent logEvent)
    {
        using var text = new StringWriter();
        formatter.Format(logEvent, text);
        terminal.Write(System.Console.Error, text.ToString());
    }
}
