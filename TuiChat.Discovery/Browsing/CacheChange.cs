namespace TuiChat.Discovery.Browsing;

/// <summary>What a received record did to the cache.</summary>
enum CacheChange
{
    /// <summary>Nothing to show: unknown goodbye, weaker hint, or over a limit.</summary>
    None,

    /// <summary>A new record.</summary>
    Added,

    /// <summary>A known record lives on.</summary>
    Renewed,

    /// <summary>A known record said goodbye, or came back after one.</summary>
    Leaving,
}
