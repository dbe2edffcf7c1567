using TuiChat.Lobby;
using TuiChat.Settings;
using TuiChat.Terminal;
using TuiChat.Views;

namespace TuiChat;

/// <summary>Where a client runs: its folders, its look, and what of the world it may use.</summary>
sealed record ClientPlace
{
    /// <summary>Its folders.</summary>
    public required DataFolders Folders { get; init; }

    /// <summary>Its settings; the defaults, kept nowhere, unless set.</summary>
    public SettingsStore Settings { get; init; } = new();

    /// <summary>Its themes, or null to leave the look of <see cref="Application"/> as it is.</summary>
    public ThemeCatalog? Themes { get; init; }

    /// <summary>Clock, keys and look.</summary>
    public ApplicationOptions Application { get; init; } = new() { KeyBindings = ChatBindings.Create() };

    /// <summary>The nickname when nothing says another one, or "".</summary>
    public string DefaultNick { get; init; } = "";

    /// <summary>Where to look for servers, or null for nowhere.</summary>
    public Neighbourhood? Network { get; init; }

    /// <summary>The port that a server hosted here wishes for, or 0 for any.</summary>
    public int HostPort { get; init; }

    /// <summary>The port on which a server of this very machine is looked for, or null for none.</summary>
    public int? OwnPort { get; init; }
}
