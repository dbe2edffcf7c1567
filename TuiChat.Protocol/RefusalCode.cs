namespace TuiChat.Protocol;

/// <summary>The stable names of all refusals. Programs decide by the code; people read the text beside it.</summary>
public static class RefusalCode
{
    /// <summary>The line is no JSON object in UTF-8, nests too deeply or names a field twice as another type.</summary>
    public const string BadJson = "bad-json";

    /// <summary>A field is missing or has a wrong type or a value out of range.</summary>
    public const string BadField = "bad-field";

    /// <summary>The line or a text in it is longer than the limit.</summary>
    public const string TooLong = "too-long";

    /// <summary>The server does not know this <c>t</c>.</summary>
    public const string UnknownType = "unknown-type";

    /// <summary>No protocol version in common.</summary>
    public const string Version = "version";

    /// <summary>The request needs a <c>hello</c> before it.</summary>
    public const string HelloFirst = "hello-first";

    /// <summary>A second <c>hello</c> on one connection.</summary>
    public const string HelloTwice = "hello-twice";

    /// <summary>The server has a password, and the <c>hello</c> has none.</summary>
    public const string PasswordNeeded = "password-needed";

    /// <summary>The password of the <c>hello</c> is not the server's.</summary>
    public const string WrongPassword = "wrong-password";

    /// <summary>The nickname breaks the rules for names.</summary>
    public const string NickBad = "nick-bad";

    /// <summary>Somebody here has this nickname; <c>suggest</c> offers a free one.</summary>
    public const string NickTaken = "nick-taken";

    /// <summary>The nickname looks like one that is taken; <c>suggest</c> offers a free one.</summary>
    public const string NickLookalike = "nick-lookalike";

    /// <summary>The room name breaks the rules for names.</summary>
    public const string RoomBad = "room-bad";

    /// <summary>The request is for members of the room only.</summary>
    public const string NotMember = "not-member";

    /// <summary>The text is empty or holds control characters.</summary>
    public const string TextBad = "text-bad";

    /// <summary>The line was said by somebody else.</summary>
    public const string NotYours = "not-yours";

    /// <summary>There is no such line in the room, or it was deleted.</summary>
    public const string NoLine = "no-line";

    /// <summary>Too much in too short a time; <c>wait</c> says how many milliseconds to wait.</summary>
    public const string Flood = "flood";

    /// <summary>The server cannot store more at this moment; the same request may be sent again.</summary>
    public const string Busy = "busy";

    /// <summary>A limit is reached: on rooms in all, of one client or made by one address in an hour, or on reactions to one line.</summary>
    public const string Full = "full";

    /// <summary>Too many connections from this address, or in all.</summary>
    public const string TooManyConnections = "too-many-connections";

    /// <summary>The peer did not read what was sent to it and is cut off.</summary>
    public const string SlowReader = "slow-reader";

    /// <summary>The peer was silent for too long and is cut off.</summary>
    public const string Timeout = "timeout";

    /// <summary>The operator removed the peer.</summary>
    public const string Kicked = "kicked";

    /// <summary>The name belongs to an account, and the hello has neither its password nor a token.</summary>
    public const string LoginNeeded = "login-needed";

    /// <summary>There is no such account, or the password or token is not its own; which of them is not told.</summary>
    public const string WrongLogin = "wrong-login";

    /// <summary>The server takes people with an account only.</summary>
    public const string NoGuests = "no-guests";

    /// <summary>The request is for people with an account.</summary>
    public const string AccountNeeded = "account-needed";

    /// <summary>The login of this connection was ended.</summary>
    public const string LoggedOut = "logged-out";

    /// <summary>It may be done again only after <c>wait</c> milliseconds.</summary>
    public const string TooEarly = "too-early";

    /// <summary>This is not the code that the server showed to its operator.</summary>
    public const string WrongCode = "wrong-code";

    /// <summary>The server makes no accounts.</summary>
    public const string RegistrationClosed = "registration-closed";

    /// <summary>Nobody is called so here.</summary>
    public const string NoPerson = "no-person";

    /// <summary>One of the two has blocked the other.</summary>
    public const string Blocked = "blocked";

    /// <summary>The asker has not the right to do it, or not to this person.</summary>
    public const string NotAllowed = "not-allowed";

    /// <summary>It would leave the server without a host.</summary>
    public const string LastHost = "last-host";

    /// <summary>The person or the address is banned from the server or from the room.</summary>
    public const string Banned = "banned";

    /// <summary>The person may say nothing; <c>wait</c> says for how long, if it has an end.</summary>
    public const string Muted = "muted";

    /// <summary>The room is in slow mode; <c>wait</c> says when the next line may come.</summary>
    public const string Slow = "slow";

    /// <summary>Nobody new may enter the room.</summary>
    public const string RoomLocked = "room-locked";

    /// <summary>The room is for those who were invited.</summary>
    public const string InviteOnly = "invite-only";

    /// <summary>The room has a passphrase, and the request has none.</summary>
    public const string PassphraseNeeded = "passphrase-needed";

    /// <summary>The passphrase is not the room's.</summary>
    public const string WrongPassphrase = "wrong-passphrase";

    /// <summary>The server lets in nobody new.</summary>
    public const string ServerLocked = "server-locked";

    /// <summary>The same client has come back on another connection.</summary>
    public const string Resumed = "resumed";

    /// <summary>The server stops.</summary>
    public const string Stopping = "stopping";

    /// <summary>Plain text is accepted from this machine only.</summary>
    public const string PlainText = "plain-text";

    /// <summary>The server failed to do it; the operator finds the reason in the log.</summary>
    public const string Internal = "internal";
}
