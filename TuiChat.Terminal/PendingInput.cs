namespace TuiChat.Terminal;

/// <summary>What an <see cref="InputParser"/> holds back until more bytes come or the reader's patience ends.</summary>
public enum PendingInput
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>An ESC that may be the key or the start of a sequence: wait some 50 ms.</summary>
    Escape,

    /// <summary>The beginning of a sequence or of a character: it will not be a key, so waiting longer does no harm.</summary>
    Sequence,

    /// <summary>A paste without its end so far.</summary>
    Paste,
}
