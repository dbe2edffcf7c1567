namespace TuiChat.Server.Operator;

/// <summary>What may stand at a place of a command, for completion.</summary>
enum ArgumentKind
{
    /// <summary>Anything; nothing is offered.</summary>
    Text,

    /// <summary>Somebody who is here.</summary>
    Person,

    /// <summary>Somebody, or an address, that is banned.</summary>
    Banned,

    /// <summary>Somebody who is muted.</summary>
    Muted,

    /// <summary>A room, with its <c>#</c>.</summary>
    Room,

    /// <summary>A role of the server, or a rank of a room.</summary>
    Role,

    /// <summary>A word of this table.</summary>
    Command,

    /// <summary>What <c>new</c> can set.</summary>
    Setting,

    /// <summary>How a room is locked.</summary>
    Lock,
}
