using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace TuiChat.Server.Logging;

/// <summary>Writes log events to standard error.</summary>
sealed class StandardErrorSink(ITextFormatter formatter) : ILogEventSink
{
    readonly Lock _gate = new();

    /// <inheritdoc/>
    public void Emit(LogEvent logEvent)
    {
        using var text = new StringWriter();
        formatter.Format(logEvent, text);
        lock (_gate) System.Console.Error.Write(text.ToString());
    }
}
