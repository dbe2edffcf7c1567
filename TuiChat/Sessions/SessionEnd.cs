using TuiChat.Protocol;

namespace TuiChat.Sessions;

/// <summary>Why a session is over. The first reason counts; later ones are only its consequences.</summary>
/// <param name="Kind">What a program needs to know.</param>
/// <param name="Text">One or two sentences for a person that say what to do next.</param>
/// <param name="Refusal">What the server said, when it was the server that refused.</param>
sealed record SessionEnd(SessionEndKind Kind, string Text, Refused? Refusal = null)
{
    /// <summary>The server's code, when it gave one.</summary>
    public string? Code { get; init; }

    /// <summary>What a person may decide, when the key is in doubt.</summary>
    public KeyDoubt? Doubt { get; init; }

    /// <summary>What only a person can give before it is tried again.</summary>
    public EntryWish Wants => this switch
    {
        { Code: RefusalCode.PasswordNeeded or RefusalCode.WrongPassword } => EntryWish.Password,
        { Code: RefusalCode.LoginNeeded or RefusalCode.WrongLogin or RefusalCode.NoGuests } => EntryWish.Login,
        { Doubt.Kind: DoubtKind.Changed or DoubtKind.Unknowable or DoubtKind.Plain } => EntryWish.Trust,
        _ => EntryWish.Nothing,
    };
}

/// <summary>What a server, or our own caution, wants of a person before one is let in.</summary>
enum EntryWish
{
    /// <summary>Nothing that a person could give.</summary>
    Nothing,

    /// <summary>The server's password.</summary>
    Password,

    /// <summary>An account, or another name.</summary>
    Login,

    /// <summary>A decision about the key that was shown, or about going on without encryption.</summary>
    Trust,
}

/// <summary>The ways in which a session ends.</summary>
enum SessionEndKind
{
    /// <summary>The user left.</summary>
    Left,

    /// <summary>The server could not be reached, or is no server of ours.</summary>
    Unreachable,

    /// <summary>The server's key is not what it should be; nothing was sent. Only a person can go on from here.</summary>
    Untrusted,

    /// <summary>The server refused the <c>hello</c>.</summary>
    Refused,

    /// <summary>The server said goodbye.</summary>
    Dismissed,

    /// <summary>The connection broke after the welcome.</summary>
    Lost,

    /// <summary>The server does not keep to the protocol; trying again would not mend that.</summary>
    Broken,
}
