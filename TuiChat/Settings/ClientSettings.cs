using System.Collections.ObjectModel;

namespace TuiChat.Settings;

/// <summary>What a person has set, with the defaults for the rest. Immutable; <see cref="SettingTable"/> explains each.</summary>
sealed record ClientSettings
{
    /// <summary>Stands for the theme that fits the terminal.</summary>
    public const string AutoTheme = "auto";

    /// <summary>The theme, or <see cref="AutoTheme"/>.</summary>
    public string Theme { get; init; } = AutoTheme;

    /// <summary>The nickname to begin with, or "".</summary>
    public string Nick { get; init; } = "";

    /// <summary>The own colour as a name or #hex, or "".</summary>
    public string Color { get; init; } = "";

    /// <summary>The format of the time before a line, as <see cref="DateTime.ToString(string)"/> takes it; "" for none.</summary>
    public string Clock { get; init; } = "HH:mm";

    /// <summary>Mouse events are wanted.</summary>
    public bool Mouse { get; init; } = true;

    /// <summary>The list of rooms is shown at the start.</summary>
    public bool RoomsPanel { get; init; } = true;

    /// <summary>Its columns.</summary>
    public int RoomsWidth { get; init; } = 18;

    /// <summary>The list of people is shown at the start.</summary>
    public bool PeoplePanel { get; init; } = true;

    /// <summary>Its columns.</summary>
    public int PeopleWidth { get; init; } = 16;

    /// <summary>Most columns of the nicknames before the lines.</summary>
    public int NickWidth { get; init; } = 14;

    /// <summary>How joins and leaves are shown.</summary>
    public PresenceLines Presence { get; init; }

    /// <summary><c>:name:</c> becomes an emoji when a line is sent.</summary>
    public bool Emoji { get; init; } = true;

    /// <summary>What completion puts behind a nickname at the start of a line.</summary>
    public string CompletionSign { get; init; } = ": ";

    /// <summary>The status line says what one can do next.</summary>
    public bool Hints { get; init; } = true;

    /// <summary>Ctrl+C on an empty line asks before leaving.</summary>
    public bool ConfirmQuit { get; init; } = true;

    /// <summary>Characters of ambiguous width take two columns.</summary>
    public bool AmbiguousIsWide { get; init; }

    /// <summary>What is worth a notification, where a room has no level of its own.</summary>
    public NotifyLevel Notify { get; init; }

    /// <summary>Words of one's own that count as being named.</summary>
    public IReadOnlyList<string> Highlights { get; init; } = [];

    /// <summary>Keys of the names whose lines are not shown.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>Keys of the names of whose coming and going one is told.</summary>
    public IReadOnlyList<string> Watched { get; init; } = [];

    /// <summary>Others see that one writes, and one sees it of them.</summary>
    public bool Typing { get; init; } = true;

    /// <summary>Minutes without a key after which one counts as away; 0 for never.</summary>
    public int IdleMinutes { get; init; } = 10;

    /// <summary>A notification rings the bell.</summary>
    public bool Bell { get; init; } = true;

    /// <summary>How a notification reaches the desktop.</summary>
    public DesktopNotes Desktop { get; init; } = DesktopNotes.Osc9;

    /// <summary>Seconds between two notifications at least.</summary>
    public int NotifyPause { get; init; } = 5;

    /// <summary>Also while the window has the keyboard and the room is on the screen.</summary>
    public bool NotifyFocused { get; init; }

    /// <summary>The window title counts the lines that name us.</summary>
    public bool TitleCount { get; init; } = true;

    /// <summary>Days that lines are kept on this machine; 0 for ever.</summary>
    public int HistoryDays { get; init; }

    /// <summary>MiB that the lines kept on this machine may take; 0 for any number.</summary>
    public int HistoryMegabytes { get; init; }

    /// <summary>Levels of rooms, by their names.</summary>
    public IReadOnlyDictionary<string, NotifyLevel> Rooms { get; init; } = ReadOnlyDictionary<string, NotifyLevel>.Empty;

    /// <summary>Keys by action, where they are not the default ones.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Keys { get; init; } = ReadOnlyDictionary<string, IReadOnlyList<string>>.Empty;

    /// <summary>What is worth a notification in a room.</summary>
    public NotifyLevel LevelOf(string room) => Rooms.GetValueOrDefault(room, Notify);
}
