using TuiChat.Commands;
using TuiChat.Settings;
using TuiChat.Terminal;
using TuiChat.Views;

namespace TuiChat;

/// <summary>
/// Lets those settings take effect that every screen shows: the theme, the keys, the mouse and the widths, at the start and whenever they
/// change. Needs no chat, so that the first screen can be shown before there is one. Lives on the loop.
/// </summary>
sealed class Appearance
{
    readonly Application _application;
    readonly SettingsStore _settings;
    // What was to be said before there was anybody to say it to.
    readonly List<string> _untold = [];

    /// <summary>Puts the settings in force.</summary>
    /// <param name="application">The application.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="themes">The themes, or null to leave the look as it is.</param>
    /// <param name="theme">The theme of the command line, or null.</param>
    public Appearance(Application application, SettingsStore settings, ThemeCatalog? themes, string? theme)
    {
        (_application, _settings) = (application, settings);
        _settings.Changed += Apply;
        _settings.Reread += Tell;
        Themes = themes is null ? null : new ThemeSwitch(application, themes, settings, theme, problem => Tell([problem]));
        Tell(_settings.Problems);
        Apply(new ClientSettings());
    }

    /// <summary>What the application wears, or null where its look is left as it is.</summary>
    public ThemeSwitch? Themes { get; }

    /// <summary>There is something that <see cref="TakeUntold"/> gives.</summary>
    public event Action? Troubled;

    /// <summary>What is wrong with the settings or the theme and was not taken yet; nothing is left.</summary>
    public IReadOnlyList<string> TakeUntold()
    {
        List<string> problems = [.. _untold];
        _untold.Clear();
        return problems;
    }

    /// <summary>Has something to say about the settings.</summary>
    public void Tell(IReadOnlyList<string> problems)
    {
        if (problems.Count == 0) return;
        _untold.AddRange(problems);
        Troubled?.Invoke();
    }

    void Apply(ClientSettings before)
    {
        var now = _settings.Current;
        _application.IsMouseCaptured = now.Mouse;
        _application.AmbiguousIsWide = now.AmbiguousIsWide;
        if (before.Keys != now.Keys) Tell(KeyChange.Apply(_application.KeyBindings, now));
    }
}
