namespace TuiChat.Protocol;

/// <summary>Every bound of the wire format, in one place. Both sides may rely on them; a server may be stricter.</summary>
public static class Limits
{
    /// <summary>The newest protocol version this code speaks.</summary>
    public const int Version = 1;

    /// <summary>The oldest protocol version this code still speaks.</summary>
    public const int OldestVersion = 1;

    /// <summary>64 KiB: one JSON line without its newline; arbitrary, may be raised.</summary>
    public const int MaxLineBytes = 64 * 1024;

    /// <summary>8 KiB of UTF-8: the text of one message; about four screens, escaped it still fits a line.</summary>
    public const int MaxTextBytes = 8 * 1024;

    /// <summary>512 bytes of UTF-8: a topic, a reason or another short text; one or two lines of a screen.</summary>
    public const int MaxShortTextBytes = 512;

    /// <summary>24 code points: a nickname; fits a column of a narrow screen.</summary>
    public const int MaxNicknameRunes = 24;

    /// <summary>32 code points: a room name.</summary>
    public const int MaxRoomNameRunes = 32;

    /// <summary>64 characters: a request id, chosen by the client.</summary>
    public const int MaxIdChars = 64;

    /// <summary>16 capabilities of at most 32 characters in one hello.</summary>
    public const int MaxCapabilities = 16;

    /// <summary>32 characters: the name of a capability.</summary>
    public const int MaxCapabilityChars = 32;

    /// <summary>8: nesting of one JSON line; the deepest message of ours uses 6.</summary>
    public const int MaxDepth = 8;

    /// <summary>32 hexadecimal digits: the 128 random bits of a session's secret.</summary>
    public const int SessionChars = 32;

    /// <summary>256 bytes of UTF-8: the password of a server; longer than anybody types, and cheap to check.</summary>
    public const int MaxPasswordBytes = 256;

    /// <summary>8 characters: the shortest password of an account (NIST SP 800-63B §3.1.1.2).</summary>
    public const int MinSecretRunes = 8;

    /// <summary>128 characters: a login token or a claim code; arbitrary, what is made is shorter.</summary>
    public const int MaxTokenChars = 128;

    /// <summary>64 characters: an address or a range of them; the longest of IPv6 takes 43.</summary>
    public const int MaxAddressChars = 64;

    /// <summary>100 people: the longest list of <see cref="WatchRequest"/>.</summary>
    public const int MaxWatched = 100;

    /// <summary>3 s: a client says at most once in this time that somebody writes; shown for twice as long.</summary>
    public const int TypingMilliseconds = 3000;

    /// <summary>40 bytes of UTF-8: a reaction. The longest emoji sequence of Unicode 16 takes 35.</summary>
    public const int MaxReactionBytes = 40;

    /// <summary>20 kinds of reactions to one line; arbitrary, a row on the screen.</summary>
    public const int MaxReactionKinds = 20;

    /// <summary>100 reactions to one line in all: with the names of all who reacted it still fits a JSON line.</summary>
    public const int MaxReactions = 100;

    /// <summary>200 events: the most that one page of history is asked for.</summary>
    public const int MaxPageEvents = 200;

    /// <summary>32 rooms in one hello: entering them stays within what a server lets through at once.</summary>
    public const int MaxHelloRooms = 32;

    /// <summary>50 events: what a join brings along when the client does not say.</summary>
    public const int DefaultJoinLines = 50;

    /// <summary>9001: the port a server listens on and a client tries when none is given.</summary>
    public const int DefaultPort = 9001;
}
