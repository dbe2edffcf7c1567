using System.Globalization;
using TuiChat.Commands;
using TuiChat.Conversations;
using TuiChat.Settings;
using TuiChat.Suggestions;
using TuiChat.Terminal;
using TuiChat.Views;

namespace TuiChat;

/// <summary>
/// Lets the settings take effect on the chat, at the start and whenever they change, by command or in their file; what every screen
/// shows is in <see cref="Appearance"/>. Lives on the loop.
/// </summary>
sealed class Preferences
{
    /// <summary>1 s: how soon a change of a file is seen, twice that at most.</summary>
    static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    readonly Application _application;
    readonly ChatClient _client;
    readonly ChatView _chat;
    readonly SettingsStore _settings;
    readonly Appearance _appearance;

    /// <summary>Puts the settings in force.</summary>
    /// <param name="application">The application.</param>
    /// <param name="client">Whom problems are told.</param>
    /// <param name="chat">The chat.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="appearance">What all screens show.</param>
    public Preferences(Application application, ChatClient client, ChatView chat, SettingsStore settings, Appearance appearance)
    {
        (_application, _client, _chat, _settings, _appearance) = (application, client, chat, settings, appearance);
        _settings.Changed += _ => Apply();
        _appearance.Troubled += Tell;
        _ = new Notifier(application, client, settings);
        Apply();
        chat.PanelsChanged += KeepPanels;
        var sources = chat.Input.Completion.Sources;
        sources[ArgumentKind.Theme] = typed => InputCompletion.Words(Themes?.Names ?? [], typed);
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
        Themes = () => Themes?.Names ?? [],
        UseTheme = name => Themes is null ? $"There is no theme “{name}” here." : Themes.ProblemOf(name),
        ChooseTheme = Themes is { } themes ? () => ThemePicker.Open(_application, themes, Keep) : null,
        ShowSettings = picked => SettingsPicker.Open(_application, _settings.Current, picked),
        ShowKeys = () => KeyEditor.Open(_application, _settings),
    };

    ThemeSwitch? Themes => _appearance.Themes;

    /// <summary>The values of a setting with the one in force marked, and the way back to the default.</summary>
    List<Completion> Values(Dictionary<ArgumentKind, Func<string, IReadOnlyList<Completion>>> sources, string key, string typed)
    {
        if (SettingTable.Find(key) is not { } setting) return [];
        var now = setting.Show(_settings.Current);
        IEnumerable<Completion> values = setting.Key switch
        {
            "theme" => InputCompletion.Words([ClientSettings.AutoTheme, .. Themes?.Names ?? []], typed),
            "color" => sources[ArgumentKind.Color](typed),
            _ => InputCompletion.Words(setting.Values, typed),
        };
        return [.. values.Append(new Completion("default", setting.Default)).Where(value => value.Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).Select(value => value.Text == now ? value with { Detail = "now" } : value)];
    }

    static IReadOnlyList<Completion> Offer(IEnumerable<Completion> all, string typed) => [.. all.Where(one => one.Text.Contains(typed, StringComparison.OrdinalIgnoreCase))];

    void Keep(string theme)
    {
        if (SettingTable.Find("theme") is { } setting && _settings.Set(setting, theme) is { } problem) _appearance.Tell([problem]);
        Themes?.PutOn();
    }

    void KeepPanels(PanelSizes sizes)
    {
        foreach (var (key, columns) in (Span<(string, int)>)[("roomsWidth", sizes.RoomColumns), ("peopleWidth", sizes.PeopleColumns)])
        {
            if (SettingTable.Find(key) is { } setting && setting.Show(_settings.Current) != columns.ToString(CultureInfo.InvariantCulture) && _settings.Set(setting, columns.ToString(CultureInfo.InvariantCulture)) is { } problem)
                _appearance.Tell([problem]);
        }
    }

    void Apply()
    {
        var now = _settings.Current;
        _chat.Apply(now);
        _client.Ears.Words = now.Highlights;
        var typing = _chat.Input.Options;
        (typing.NameSign, typing.ReplacesEmoji, typing.ShowsHints) = (now.CompletionSign, now.Emoji, now.Hints);
    }

    /// <summary>Once a second: have the files changed, and can be told what could not be told before?</summary>
    void Look()
    {
        _settings.Look();
        Themes?.Look();
        Tell();
        _application.AddTimeout(LookInterval, Look);
    }

    /// <summary>Says what is wrong, once there is a room to say it in.</summary>
    void Tell()
    {
        if (_client.State.Current is null) return;
        foreach (var problem in _appearance.TakeUntold()) _client.Tell(problem, isError: true);
    }
}
