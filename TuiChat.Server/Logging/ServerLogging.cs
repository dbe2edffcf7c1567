using System.Globalization;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Formatting.Display;
using TuiChat.Server.Configuration;

namespace TuiChat.Server.Logging;

/// <summary>Where the server's log goes: a rotated file in the data folder, and standard error for a program of its own.</summary>
static class ServerLogging
{
    const string FileTemplate = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level:u3}] {Message:lj}{NewLine}{Exception}";
    const string ErrorTemplate = "{Timestamp:HH:mm:ss} [{Level:u3}] {Message:lj}{NewLine}";

    /// <summary>Opens the log; disposing the factory closes it.</summary>
    /// <param name="folder">An existing data folder.</param>
    /// <param name="settings">Size and number of files.</param>
    /// <param name="standardError">Also to standard error, which may be a terminal; null when the process draws on one.</param>
    public static ILoggerFactory Open(string folder, ServerSettings settings, SharedTerminal? standardError)
    {
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Information()
            .WriteTo.File(
                Path.Combine(folder, "server.log"),
                outputTemplate: FileTemplate,
                formatProvider: CultureInfo.InvariantCulture,
                fileSizeLimitBytes: settings.LogFileBytes,
                rollOnFileSizeLimit: true,
                retainedFileCountLimit: settings.LogFiles);
        if (standardError is not null)
            configuration.WriteTo.Sink(new StandardErrorSink(new MessageTemplateTextFormatter(ErrorTemplate, CultureInfo.InvariantCulture), standardError));
        return new SerilogFactory(configuration.CreateLogger());
    }
}
