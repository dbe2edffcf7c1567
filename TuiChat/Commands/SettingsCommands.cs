using TuiChat.Protocol;
using TuiChat.Settings;
using TuiChat.Terminal;

namespace TuiChat.Commands;

/// <summary>This client: how it looks, what its keys do, what it tells of.</summary>
static class SettingsCommands
{
    /// <summary>The rows of this theme.</summary>
    public static IEnumerable<Command> All =>
    [
        new("set", [new("KEY", "a setting, such as notify", ArgumentKind.Setting) { IsOptional = true }, new("VALUE", "what it is to be; default takes it back", ArgumentKind.SettingValue) { IsOptional = true }], "Lists the settings, shows one or changes it; a change holds at once and is kept.", Set) { IsForLobby = true },
        new("theme", [new("NAME", "a theme", ArgumentKind.Theme) { IsOptional = true, Words = [(ClientSettings.AutoTheme, "the one that fits the terminal")] }], "Changes the look; without a name it shows all to choose from.", Theme) { IsForLobby = true },
        new("mycolor", [new("COLOR", "a colour by name or #HEX", ArgumentKind.Color) { IsOptional = true, Words = [("default", "the theme's own")] }], "Sets the colour of your name, on your screen and, where the server passes it on, on those of others; made readable on every theme.", MyColor),
        new("notify", [new("NAME", "whose coming and going you want to be told, or which lines of this room notify you", ArgumentKind.Person) { IsOptional = true, Words = [("all", "every line"), ("mentions", "lines that name you"), ("none", "nothing"), ("default", "as the setting notify says")] }], "Tells you when somebody comes or goes, and again takes it back; or sets which lines of this room notify you.", Notify),
        new("keys", [new("ACTION", "what the key is to do, such as chat.next-room", ArgumentKind.KeyAction) { IsOptional = true }, new("KEY", "keys with spaces between them; none takes all away, default brings the usual ones back") { IsOptional = true }], "Shows all keys, those of one action, or changes them.", Keys) { IsForLobby = true },
    ];

    static CommandResult Set(CommandContext context, string text)
    {
        var store = context.Controls.Settings;
        if (text.Length == 0 && context is { Client.State.Current: null, TypeElsewhere: { } type, Controls.ShowSettings: { } show })
        {
            show(key =>
            {
                Set(context, key);
                type($"/set {key} ");
            });
            return CommandResult.Done;
        }
        if (text.Length == 0) return context.Tell(List(store.Current));
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var (key, value) = space < 0 ? (text, null) : (text[..space], text[(space + 1)..].Trim());
        if (SettingTable.Find(key) is not { } setting)
        {
            var near = SettingTable.Nearest(key);
            return CommandResult.Failed($"There is no setting “{key}”." + (near is null ? " /set lists all." : $" Did you mean {near}?"));
        }
        if (value is null) return context.Tell($"{setting.Key} = {Shown(setting, store.Current)}\n{setting.Help}\nIt is {setting.Allowed}; the default is {Quoted(setting.Default)}.");
        if (setting.Key == "theme" && value is not ("default" or ClientSettings.AutoTheme) && context.Controls.UseTheme(value) is { } broken) return CommandResult.Failed(broken);
        if (setting.Key.StartsWith(SettingTable.KeyPrefix, StringComparison.Ordinal)) return Keys(context, $"{setting.Key[SettingTable.KeyPrefix.Length..]} {value.Replace(',', ' ')}");
        var wanted = value is "\"\"" or "''" ? "" : value;
        var isAllowed = value == "default" || setting.Read(store.Current, wanted) is not null;
        var problem = value == "default" ? store.Reset(setting) : store.Set(setting, wanted);
        if (!isAllowed) return CommandResult.From(problem);
        context.Tell($"{setting.Key} = {Shown(setting, store.Current)}");
        return problem is null ? CommandResult.Done : context.Tell(problem, isError: true); // it is in force, only not stored
    }

    static string List(ClientSettings settings)
    {
        var width = SettingTable.All.Max(setting => setting.Key.Length);
        var own = settings.Rooms.Keys.Select(room => SettingTable.Find(SettingTable.RoomPrefix + room)).OfType<Setting>();
        var rows = SettingTable.All.Concat(own).Select(setting => $"{setting.Key.PadRight(width)}  {Shown(setting, settings)}{(setting.Show(settings) == setting.Default ? "" : "  (changed)")}\n    {setting.Help}");
        return string.Join('\n', rows) + "\n/set KEY VALUE changes one, /set KEY default takes it back.";
    }

    static string Shown(Setting setting, ClientSettings settings) => Quoted(setting.Show(settings));

    static string Quoted(string value) => value.Length == 0 || value.Trim() != value ? $"“{value}”" : value;

    static CommandResult Theme(CommandContext context, string text)
    {
        var controls = context.Controls;
        if (text.Length == 0 && controls.ChooseTheme is { } choose)
        {
            choose();
            return CommandResult.Done;
        }
        if (text.Length == 0) return context.Tell($"The theme is {controls.Settings.Current.Theme}. There are: {string.Join(", ", controls.Themes())}.");
        return Set(context, $"theme {text}");
    }

    static CommandResult MyColor(CommandContext context, string text)
    {
        if (text.Length == 0) return Set(context, "color");
        if (text != "default" && !Color.TryParse(text, out _)) return CommandResult.Failed($"“{text}” is no colour. Write #RRGGBB or a name such as red, bright-red, orange or teal.");
        var result = Set(context, $"color {text}");
        if (result.IsDone && context.Client.People.Has(Capability.Accounts)) context.Client.Ask(new LookRequest { Color = Wire(text) });
        return result;
    }

    /// <summary>A colour as the protocol writes it, or nothing.</summary>
    public static string Wire(string text) => Color.TryParse(text, out var color) && color.ToRgb() is { } rgb ? $"#{rgb.R:x2}{rgb.G:x2}{rgb.B:x2}" : "";

    static CommandResult Notify(CommandContext context, string text)
    {
        if (text.Length > 0 && text is not ("all" or "mentions" or "none" or "default")) return PeopleCommands.Watch(context, text);
        if (text.Length == 0 && context.Controls.Settings.Current.Watched is { Count: > 0 } watched) context.Tell($"You are told when these come and go: {string.Join(", ", watched)}.");
        if (context.Client.State.Current is not { } current) return CommandResult.Failed("You are in no room.");
        return Set(context, $"{SettingTable.RoomPrefix}{current.Room} {text}".TrimEnd());
    }

    static CommandResult Keys(CommandContext context, string text)
    {
        var (keys, store) = (context.Controls.Keys, context.Controls.Settings);
        if (text.Length == 0 && context.Controls.ShowKeys is { } show)
        {
            show();
            return CommandResult.Done;
        }
        if (text.Length == 0) return context.Tell(string.Join('\n', keys.Rows.Select(Row)));
        var words = text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (keys.Row(words[0]) is not { } row)
        {
            // Perhaps a word to look for.
            var found = keys.Rows.Where(candidate => Row(candidate).Contains(text, StringComparison.OrdinalIgnoreCase)).ToList();
            return words.Length == 1 && found.Count > 0 ? context.Tell(string.Join('\n', found.Select(Row))) : CommandResult.Failed(string.Join(' ', keys.Rebind(words[0], [])));
        }
        if (words.Length == 1) return context.Tell(Row(row));
        var change = KeyChange.Do(keys, store, row.Action, words[1..]);
        return change.IsDone
            ? context.Tell(string.Join('\n', change.Notes.Prepend(Row(keys.Row(row.Action) ?? row))))
            : CommandResult.Failed(string.Join(' ', change.Notes));
    }

    static string Row(KeyBinding row) => $"{row.Action}: {row.Description} ({row.KeyText})";
}
