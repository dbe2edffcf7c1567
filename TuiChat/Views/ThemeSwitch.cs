using TuiChat.Settings;
using TuiChat.Terminal;

namespace TuiChat.Views;

/// <summary>
/// Which theme the application wears: the one of the settings, for the colours that the terminal has, with one's own colour. Takes a
/// changed file over; one with mistakes leaves the look as it is. UI thread only.
/// </summary>
sealed class ThemeSwitch
{
    readonly Application _application;
    readonly ThemeCatalog _catalog;
    readonly SettingsStore _settings;
    readonly Action<string> _tell;
    // What the command line says; it goes before the settings until a theme is chosen.
    string? _given;
    Theme? _full;
    FileWatch? _watch;

    /// <summary>Puts the theme on.</summary>
    /// <param name="application">Who wears it.</param>
    /// <param name="catalog">Where the themes are.</param>
    /// <param name="settings">Which one is wanted.</param>
    /// <param name="given">The theme of the command line, or null.</param>
    /// <param name="tell">Says what is wrong with a theme.</param>
    public ThemeSwitch(Application application, ThemeCatalog catalog, SettingsStore settings, string? given, Action<string> tell)
    {
        (_application, _catalog, _settings, _given, _tell) = (application, catalog, settings, given, tell);
        _application.CapabilitiesChanged += PutOnIfOther;
        _settings.Changed += before =>
        {
            if (before.Theme != settings.Current.Theme) _given = null;
            if (before.Theme != settings.Current.Theme || before.Color != settings.Current.Color) PutOn();
        };
        PutOn();
    }

    /// <summary>The themes that there are.</summary>
    public IReadOnlyList<string> Names => _catalog.Names;

    /// <summary>The theme that is worn.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Why a theme cannot be taken, or null.</summary>
    public string? ProblemOf(string name) => name == ClientSettings.AutoTheme ? null : _catalog.Load(name).Problems is [var first, ..] ? first : null;

    /// <summary>Shows a theme until <see cref="PutOn"/>; one that cannot be read leaves the look as it is.</summary>
    public void Preview(string name)
    {
        if (_catalog.Load(name == ClientSettings.AutoTheme ? Fitting : name).Theme is { } theme) Wear(theme);
    }

    /// <summary>Puts on the theme that is wanted.</summary>
    public void PutOn()
    {
        Name = Wanted;
        _watch = _catalog.FileOf(Name) is { } file ? new FileWatch(file) : null;
        Read(otherwise: _full ?? _catalog.Load(ThemeCatalog.DefaultName).Theme);
    }

    /// <summary>Takes a changed file over; called once a second.</summary>
    public void Look()
    {
        if (_watch?.HasChanged() == true) Read(otherwise: _full);
    }

    string Wanted => (_given ?? _settings.Current.Theme) is var name && name != ClientSettings.AutoTheme ? name : Fitting;

    /// <summary>The theme for what the terminal can show and for its background, as far as it told.</summary>
    string Fitting => _application.Capabilities switch
    {
        { Depth: ColorDepth.None } => ThemeCatalog.MonochromeName,
        { Depth: ColorDepth.Ansi16 } => ThemeCatalog.SixteenName,
        { Background: { } ground } when Contrast.Ratio(ground, Color.Rgb(0, 0, 0)) > Contrast.Ratio(ground, Color.Rgb(255, 255, 255)) => ThemeCatalog.LightName,
        _ => ThemeCatalog.DefaultName,
    };

    void PutOnIfOther()
    {
        if (Wanted != Name) PutOn();
    }

    void Read(Theme? otherwise)
    {
        var reading = _catalog.Load(Name);
        foreach (var problem in reading.Problems) _tell(problem);
        Wear(_full = (reading.Problems.Count == 0 ? reading.Theme : otherwise ?? reading.Theme) ?? Theme.Plain(ChatRoles.Schema));
    }

    void Wear(Theme theme)
    {
        var shown = theme.At(_application.Capabilities.Depth);
        if (Color.TryParse(_settings.Current.Color, out var own) && !own.IsDefault)
            shown = shown.With(ChatRoles.Self, shown[ChatRoles.Self] with { Foreground = shown.Readable(own) });
        _application.Theme = shown;
    }
}
