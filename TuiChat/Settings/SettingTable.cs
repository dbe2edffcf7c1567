using System.Text.Json;
using TuiChat.Protocol;
using TuiChat.Terminal;

namespace TuiChat.Settings;

/// <summary>All keys of the settings, in the order of docs/SETTINGS.md, which a test compares with it.</summary>
static class SettingTable
{
    /// <summary>64 characters: names of themes and nicknames are shorter.</summary>
    const int MaxName = 64;

    /// <summary>50 words of 50 characters: arbitrary, each line that comes is searched for them.</summary>
    const int MaxWords = 50;

    /// <summary>What stands before the name of a room, and before that of an action.</summary>
    public const string RoomPrefix = "rooms.", KeyPrefix = "keys.";

    static readonly IReadOnlyList<(string, NotifyLevel)> Levels = [("mentions", NotifyLevel.Mentions), ("all", NotifyLevel.All), ("none", NotifyLevel.None)];

    /// <summary>The keys.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        Setting.Text("theme", MaxName, "the name of a theme, or auto", "The look; auto takes the one that fits the terminal. /theme shows all.", text => text.Length > 0, s => s.Theme, (s, v) => s with { Theme = v }),
        Setting.Text("nick", MaxName, "a nickname, or nothing", "The nickname to begin with; nothing takes the last one.", IsNick, s => s.Nick, (s, v) => s with { Nick = v }),
        Setting.Text("color", MaxName, "a colour by name or #HEX, or nothing", "Your own colour on your screen, made readable on each theme; nothing takes the theme's.", IsColor, s => s.Color, (s, v) => s with { Color = v }),
        Setting.Choice("clock", "The time before each line.", [("24h", "HH:mm"), ("24h-seconds", "HH:mm:ss"), ("12h", "hh:mmtt"), ("off", "")], s => s.Clock, (s, v) => s with { Clock = v }),
        Setting.Flag("mouse", "Clicks and the wheel work; without it the terminal's own selection does.", s => s.Mouse, (s, v) => s with { Mouse = v }),
        Setting.Flag("roomsPanel", "Shows the list of rooms where there is space.", s => s.RoomsPanel, (s, v) => s with { RoomsPanel = v }),
        Setting.Number("roomsWidth", 10, 40, "Columns of the list of rooms.", s => s.RoomsWidth, (s, v) => s with { RoomsWidth = v }),
        Setting.Flag("peoplePanel", "Shows the list of people where there is space.", s => s.PeoplePanel, (s, v) => s with { PeoplePanel = v }),
        Setting.Number("peopleWidth", 10, 40, "Columns of the list of people.", s => s.PeopleWidth, (s, v) => s with { PeopleWidth = v }),
        Setting.Number("nickWidth", 6, 30, "Most columns of the nicknames before the lines.", s => s.NickWidth, (s, v) => s with { NickWidth = v }),
        Setting.Choice("presence", "Joins and leaves: neighbouring ones folded into one line, a line each, or hidden.", [("fold", PresenceLines.Fold), ("show", PresenceLines.Show), ("hide", PresenceLines.Hide)], s => s.Presence, (s, v) => s with { Presence = v }),
        Setting.Flag("emoji", "Replaces a typed :name: by the emoji with its closing colon.", s => s.Emoji, (s, v) => s with { Emoji = v }),
        Setting.Text("completionSign", 4, "at most 4 characters", "What completion puts behind a nickname at the start of a line.", _ => true, s => s.CompletionSign, (s, v) => s with { CompletionSign = v }),
        Setting.Flag("hints", "The status line says what one can do next.", s => s.Hints, (s, v) => s with { Hints = v }),
        Setting.Flag("confirmQuit", "Ctrl+C on an empty line asks before leaving.", s => s.ConfirmQuit, (s, v) => s with { ConfirmQuit = v }),
        Setting.Choice("ambiguousWidth", "Columns of characters such as § and ±, as your terminal is set; 2 is for East Asian fonts.", [("1", false), ("2", true)], s => s.AmbiguousIsWide, (s, v) => s with { AmbiguousIsWide = v }),
        Setting.Choice("notify", "Which lines notify you, in rooms without a level of their own (rooms.NAME).", Levels, s => s.Notify, (s, v) => s with { Notify = v }),
        Setting.Words("highlights", MaxWords, "Words that count as being named, such as your first name.", s => s.Highlights, (s, v) => s with { Highlights = v }),
        Setting.Words("ignored", MaxWords, "Names whose lines you do not read; /ignore NAME changes it.", s => s.Ignored, (s, v) => s with { Ignored = v }),
        Setting.Words("watched", MaxWords, "Names of whose coming and going you are told; /notify NAME changes it.", s => s.Watched, (s, v) => s with { Watched = v }),
        Setting.Flag("typing", "Others see that you are writing, and you see it of them.", s => s.Typing, (s, v) => s with { Typing = v }),
        Setting.Number("idleMinutes", 0, 1440, "Minutes without a key after which others see you as idle; 0 is never.", s => s.IdleMinutes, (s, v) => s with { IdleMinutes = v }),
        Setting.Flag("bell", "A notification rings the terminal's bell.", s => s.Bell, (s, v) => s with { Bell = v }),
        Setting.Choice("desktop", "How a notification reaches your desktop: OSC 9 is what most terminals know, OSC 777 what rxvt's family does.", [("osc9", DesktopNotes.Osc9), ("osc777", DesktopNotes.Osc777), ("off", DesktopNotes.Off)], s => s.Desktop, (s, v) => s with { Desktop = v }),
        Setting.Number("notifyPause", 0, 3600, "Seconds between two notifications at least, so that a flood makes one.", s => s.NotifyPause, (s, v) => s with { NotifyPause = v }),
        Setting.Flag("notifyFocused", "Notifies also while this window has the keyboard.", s => s.NotifyFocused, (s, v) => s with { NotifyFocused = v }),
        Setting.Flag("titleCount", "The window title counts the lines that name you.", s => s.TitleCount, (s, v) => s with { TitleCount = v }),
        Setting.Number("historyDays", 0, 36_500, "Days that this machine keeps the lines you have seen; 0 keeps them for ever.", s => s.HistoryDays, (s, v) => s with { HistoryDays = v }),
        Setting.Number("historyMegabytes", 0, 1_048_576, "Megabytes that those lines may take, then the oldest go; 0 is any number.", s => s.HistoryMegabytes, (s, v) => s with { HistoryMegabytes = v }),
    ];

    /// <summary>The setting of a key, in any case; <c>rooms.NAME</c> and <c>keys.ACTION</c> are made as they are asked for. Null when there is none.</summary>
    public static Setting? Find(string key)
    {
        if (key.StartsWith(RoomPrefix, StringComparison.OrdinalIgnoreCase) && RoomName.TryParse(key[RoomPrefix.Length..].TrimStart('#'), out var room, out _)) return OfRoom(room);
        if (key.StartsWith(KeyPrefix, StringComparison.OrdinalIgnoreCase) && key.Length > KeyPrefix.Length) return OfAction(key[KeyPrefix.Length..].ToLowerInvariant());
        return All.FirstOrDefault(setting => setting.Key.Equals(key, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The key that looks most like this one, or null when none does.</summary>
    public static string? Nearest(string key) => NearestName.Find(key, All.Select(setting => setting.Key));

    /// <summary>The level of one room; without one the room follows <c>notify</c>.</summary>
    public static Setting OfRoom(RoomName room)
    {
        var level = Setting.Choice(
            RoomPrefix + room.Value, $"Which lines of {room} notify you.", Levels,
            settings => settings.LevelOf(room.Value),
            (settings, value) => settings with { Rooms = new Dictionary<string, NotifyLevel>(settings.Rooms) { [room.Value] = value } });
        return level;
    }

    /// <summary>The keys of one action; the key table looks whether they are keys.</summary>
    public static Setting OfAction(string action) => new(
        KeyPrefix + action, "keys with commas between them, such as Ctrl+N, Alt+Down", $"The keys of {action}.", JsonTokenType.StartArray,
        (settings, text) => settings with { Keys = new Dictionary<string, IReadOnlyList<string>>(settings.Keys) { [action] = Setting.SplitList(text) } },
        settings => string.Join(", ", settings.Keys.GetValueOrDefault(action, [])));

    static bool IsNick(string text) => text.Length == 0 || Nickname.TryParse(text, out _, out _);

    static bool IsColor(string text) => text.Length == 0 || Color.TryParse(text, out _);
}
