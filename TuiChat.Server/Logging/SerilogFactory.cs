using Microsoft.Extensions.Logging;
using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;

namespace TuiChat.Server.Logging;

/// <summary>Hands what is logged through Microsoft.Extensions.Logging to a Serilog logger, fields kept as fields. Owns the logger.</summary>
sealed class SerilogFactory(Logger serilog) : ILoggerFactory
{
    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Adapter(serilog.ForContext(Constants.SourceContextPropertyName, categoryName));

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("Where the log goes is Serilog's matter.");

    /// <inheritdoc/>
    public void Dispose() => serilog.Dispose();

    sealed class Adapter(Serilog.ILogger target) : ILogger
    {
        static readonly MessageTemplateParser Parser = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None && target.IsEnabled(Level(logLevel));

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            var properties = new List<LogEventProperty>();
            var template = "";
            if (state is IReadOnlyList<KeyValuePair<string, object?>> fields)
            {
                foreach (var (key, value) in fields)
                {
                    if (key == "{OriginalFormat}") template = value as string ?? "";
                    else properties.Add(new LogEventProperty(key, new ScalarValue(value is string text ? LogText.Clean(text) : value)));
                }
            }
            if (template.Length == 0) template = LogText.Clean(formatter(state, exception)).Replace("{", "{{").Replace("}", "}}");
            target.Write(new LogEvent(DateTimeOffset.Now, Level(logLevel), exception, Parser.Parse(template), properties));
        }

        static LogEventLevel Level(LogLevel level) => level switch
        {
            LogLevel.Trace => LogEventLevel.Verbose,
            LogLevel.Debug => LogEventLevel.Debug,
            LogLevel.Information => LogEventLevel.Information,
            LogLevel.Warning => LogEventLevel.Warning,
            LogLevel.Error => LogEventLevel.Error,
            LogLevel.Critical or LogLevel.None => LogEventLevel.Fatal,
            _ => throw new ArgumentOutOfRangeException(nameof(level)),
        };
    }
}
