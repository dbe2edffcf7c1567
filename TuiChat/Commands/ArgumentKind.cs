namespace TuiChat.Commands;

/// <summary>What an argument of a command names, and so what completes it.</summary>
enum ArgumentKind
{
    /// <summary>Free text: the rest of the line, with people and emoji completed in it.</summary>
    Text,

    /// <summary>One word that only its <see cref="Argument.Words"/> complete.</summary>
    Word,

    /// <summary>A room, joined or known of the server.</summary>
    Room,

    /// <summary>A room in which we are.</summary>
    JoinedRoom,

    /// <summary>One person.</summary>
    Person,

    /// <summary>One person or several, with commas between them.</summary>
    People,

    /// <summary>A colour by name or as <c>#HEX</c>.</summary>
    Color,

    /// <summary>A theme.</summary>
    Theme,

    /// <summary>A file: the rest of the line, as paths may hold spaces.</summary>
    File,

    /// <summary>A command, without its slash.</summary>
    Command,

    /// <summary>A key of the settings.</summary>
    Setting,

    /// <summary>The value of the setting named before it: the rest of the line.</summary>
    SettingValue,

    /// <summary>An action of the key table.</summary>
    KeyAction,

    /// <summary>A server by name, address or link, or a room behind its sign: the rest of the line, as names may hold spaces.</summary>
    Server,

    /// <summary>An emoji, as itself or as <c>:name:</c>.</summary>
    Emoji,
}
