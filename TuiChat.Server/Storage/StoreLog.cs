using Microsoft.Extensions.Logging;

namespace TuiChat.Server.Storage;

/// <summary>What the store tells the operator.</summary>
sealed partial class StoreLog(ILogger logger)
{
    /// <summary>The store is ready.</summary>
    [LoggerMessage(LogLevel.Information, "Store {Path} is open with {Rooms} rooms; SQLite {Version} ({Origin}).")]
    public partial void Opened(string path, int rooms, string version, string origin);

    /// <summary>A transaction failed; nobody saw anything of it.</summary>
    [LoggerMessage(LogLevel.Error, "{Count} messages could not be stored and were refused.")]
    public partial void AppendFailed(Exception e, int count);

    /// <summary>An event is stored, but telling it failed.</summary>
    [LoggerMessage(LogLevel.Error, "Event {Seq} of #{Room} is stored but could not be delivered.")]
    public partial void TellFailed(Exception e, long seq, string room);

    /// <summary>A query failed.</summary>
    [LoggerMessage(LogLevel.Error, "A page of history could not be read.")]
    public partial void ReadFailed(Exception e);
}
