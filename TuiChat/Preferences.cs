using System.Globalization;
using TuiChat.Commands;
using TuiChat.Conversations;
using TuiChat.Settings;
using TuiChat.Suggestions;
using TuiChat.Terminal;
using TuiChat.Views;

namespace TuiChat;

/// <summary>
/// Lets the settings take effect: on the look, the keys, the mouse and the panels, at the start and whenever they change, by command or
/// in their file. Lives on the loop.
/// </summary>
sealed class Preferences
{
    /// <summary>1 s: how soon a change of a file is seen, twice that at most.</summary>
    static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    readonly Application _application;
    readonly ChatClient _client;
    readonly ChatView _chat;
    readonly SettingsStore _settings;
    readonly ThemeSwitch? _themes;
    // What was to be said before there was a room to say it in.
    readonly List<string> _untold = [];

    /// <summary>Puts the settings in force.</summary>
    /// <param name="application">The application.</param>
    /// <param name="client">Whom problems are told.</param>
    /// <param name="chat">The chat.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="themes">The themes, or null to leave the look as it is.</param>
    /// <param name="theme">The theme of the command line, or null.</param>
    public Preferences(Application application, ChatClient client, ChatView chat, SettingsStore settings, ThemeCatalog? themes, string? theme)
    {
        (_application, _client, _chat, _settings) = (application, client, chat, settings);
        _settings.Changed += Apply;
        _settings.Reread += Tell;
        _themes = themes is null ? null : new ThemeSwitch(application, themes, settings, theme, problem => Tell([problem]));
        _ = new Notifier(application, client, settings);
        Tell(_settings.Problems);
        Apply(new ClientSettings());
        chat.PanelsChanged += KeepPanels;
        var sources = chat.Input.Completion.Sources;
        sources[ArgumentKind.Theme] = typed => InputCompletion.Words(_themes?.Names ?? [], typed);
        sources[ArgumentKind.Setting] = typed => Offer(SettingTable.All.Select(setting => new Completion(setting.Key, $"{setting.Show(_settings.Current)}  ·  {setting.Allowed}")), typed);
        sources[ArgumentKind.KeyAction] = typed => Offer(application.KeyBindings.Rows.Select(row => new Completion(row.Action, $"{row.KeyText}  ·  {row.Description}")), typed);
        chat.Input.Completion.SettingValues = (key, typed) => Values(sources, key, typed);
        _application.AddTimeout(LookInterval, Look);
    }

    /// <summary>What commands may do with it.</summary>
    public ClientControls Controls => new()
    {
        Settings = _settings,
        Keys = _application.KeyBindings,
        Themes = () => _themes?.Names ?? [],
        UseTheme = name => _themes is null ? $"There is no theme “{name}” here." : _themes.ProblemOf(name),
        ChooseTheme = _themes is { } themes ? () => ThemePicker.Open(_application, themes, Keep) : null,
        ShowSettings = picked => SettingsPicker.Open(_application, _settings.Current, picked),
        ShowKeys = () => KeyEditor.Open(_application, _settings),
    };

    /// <summary>The values of a setting with the one in force marked, and the way back to the default.</summary>
    List<Completion> Values(Dictionary<ArgumentKind, Func<string, IReadOnlyList<Completion>>> sources, string key, string typed)
    {
        if (SettingTable.Find(key) is not { } setting) return [];
        var now = setting.Show(_settings.Current);
        IEnumerable<Completion> values = setting.Key switch
        {
            "theme" => InputCompletion.Words([ClientSettings.AutoTheme, .. _themes?.Names ?? []], typed),
            "color" => sources[ArgumentKind.Color](typed),
            _ => InputCompletion.Words(setting.Values, typed),
        };
        return [.. values.Append(new Completion("default", setting.Default)).Where(value => value.Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).Select(value => value.Text == now ? value with { Detail = "now" } : value)];
    }

    static IReadOnlyList<Completion> Offer(IEnumerable<Completion> all, string typed) => [.. all.Where(one => one.Text.Contains(typed, StringComparison.OrdinalIgnoreCase))];

    void Keep(string theme)
    {
        if (SettingTable.Find("theme") is { } setting && _settings.Set(setting, theme) is { } problem) Tell([problem]);
        _themes?.PutOn();
    }

    void KeepPanels(PanelSizes sizes)
    {
        foreach (var (key, columns) in (Span<(string, int)>)[("roomsWidth", sizes.RoomColumns), ("peopleWidth", sizes.PeopleColumns)])
        {
            if (SettingTable.Find(key) is { } setting && setting.Show(_settings.Current) != columns.ToString(CultureInfo.InvariantCulture) && _settings.Set(setting, columns.ToString(CultureInfo.InvariantCulture)) is { } problem)
                Tell([problem]);
        }
    }

    void Apply(ClientSettings before)
    {
        var now = _settings.Current;
        _application.IsMouseCaptured = now.Mouse;
        _application.AmbiguousIsWide = now.AmbiguousIsWide;
        _chat.Apply(now);
        _client.Ears.Words = now.Highlights;
        var typing = _chat.Input.Options;
        (typing.NameSign, typing.ReplacesEmoji, typing.ShowsHints) = (now.CompletionSign, now.Emoji, now.Hints);
        if (before.Keys != now.Keys) Tell(KeyChange.Apply(_application.KeyBindings, now));
    }

    /// <summary>Once a second: have the files changed, and can be told what could not be told before?</summary>
    void Look()
    {
        _settings.Look();
        _themes?.Look();
        Tell([]);
        _application.AddTimeout(LookInterval, Look);
    }

    void Tell(IReadOnlyList<string> problems)
    {
        _untold.AddRange(problems);
        if (_client.State.Current is null) return;
        foreach (var problem in _untold) _client.Tell(problem, isError: true);
        _untold.Clear();
    }
}
