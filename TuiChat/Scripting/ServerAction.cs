namespace TuiChat.Scripting;

/// <summary>What a script does with its server.</summary>
enum ServerAction
{
    /// <summary>Starts it, or starts it again where it was.</summary>
    Start,

    /// <summary>Ends it at once, as the kernel does: it writes nothing more.</summary>
    Kill,

    /// <summary>Stops it in good order and starts it again.</summary>
    Restart,

    /// <summary>Stops it in good order.</summary>
    Stop,
}
