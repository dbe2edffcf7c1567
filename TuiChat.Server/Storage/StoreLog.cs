using Microsoft.Extensions.Logging;

namespace TuiChat.Server.Storage;

/// <summary>What the store tells the operator.</summary>
sealed partial class StoreLog(ILogger logger)
{
    /// <summary>The store is ready.</summary>
    [LoggerMessage(LogLevel.Information, "Store {Path} is open with {Rooms} rooms; SQLite {Version} ({Origin}).")]
    public partial void Opened(string path, int rooms, string version, string origin);

    /// <summary>A transaction failed; nobody saw anything of it. Told once until it works again.</summary>
    [LoggerMessage(LogLevel.Error, "{Why}: nothing can be stored, and everything said is refused until it can.")]
    public partial void AppendFailed(Exception e, string why);

    /// <summary>It works again.</summary>
    [LoggerMessage(LogLevel.Information, "The store works again.")]
    public partial void AppendsAgain();

    /// <summary>An event is stored, but telling it failed.</summary>
    [LoggerMessage(LogLevel.Error, "Event {Seq} of #{Room} is stored but could not be delivered.")]
    public partial void TellFailed(Exception e, long seq, string room);

    /// <summary>A query failed.</summary>
    [LoggerMessage(LogLevel.Error, "A page of history could not be read.")]
    public partial void ReadFailed(Exception e);
}
