namespace TuiChat.Terminal;

/// <summary>A look for every role of a <see cref="ThemeSchema"/>. Immutable but for a cache of name colours: UI thread only.</summary>
public sealed class Theme
{
    // Arbitrary; a chat has fewer people in sight.
    const int MaxCachedNames = 4096;

    readonly ThemeSchema _schema;
    // What this one is made of, when it is reduced to 16 colours.
    readonly Theme? _full;
    // Not a frozen one: making that takes longer than all look-ups of the first minutes.
    readonly Dictionary<string, Style> _styles;
    readonly TextStyle[] _nameTexts;
    readonly Dictionary<string, Color> _nameColors = new(StringComparer.Ordinal);

    internal Theme(string name, ThemeKind kind, ThemeSchema schema, IReadOnlyDictionary<string, Style> styles, IReadOnlyList<Color> nameColors, double minimumContrast, Theme? full = null)
    {
        Name = name;
        Kind = kind;
        NameColors = nameColors;
        MinimumContrast = minimumContrast;
        _schema = schema;
        _full = full;
        _styles = new Dictionary<string, Style>(styles, StringComparer.Ordinal);
        IsWithoutColors = _styles.Values.All(style => style.Foreground.IsDefault && style.Background.IsDefault);
        _nameTexts = NameTexts(kind, nameColors, IsWithoutColors);
        NameBackgrounds = [.. schema.Roles.Where(role => role.HoldsNames).Select(role => Known(_styles[role.Name].Background)).Distinct()];
    }

    /// <summary>The name people choose it by.</summary>
    public string Name { get; }

    /// <summary>Which kind of background it is made for.</summary>
    public ThemeKind Kind { get; }

    /// <summary>The fixed colours for names, if the theme has some; else they are derived.</summary>
    public IReadOnlyList<Color> NameColors { get; }

    /// <summary>The backgrounds on which names stand, that of normal text first.</summary>
    public IReadOnlyList<Color> NameBackgrounds { get; }

    /// <summary>The contrast derived colours reach at least, from the theme's "contrast"; 4.5 unless it says otherwise.</summary>
    public double MinimumContrast { get; }

    /// <summary>No role has a colour: roles differ by bold, dim, underline and reverse.</summary>
    public bool IsWithoutColors { get; }

    /// <summary>The same theme with another look for one role.</summary>
    public Theme With(string role, Style style)
    {
        var styles = new Dictionary<string, Style>(_styles) { [role] = style };
        return new Theme(Name, Kind, _schema, styles, NameColors, MinimumContrast, _full?.With(role, style));
    }

    /// <summary>The look of a role. Throws for a role that is not in the schema.</summary>
    public Style this[string role] => _styles[role];

    /// <summary>The look of a role on the background of another.</summary>
    public Style On(string role, string background) => _full is null
        ? this[role] with { Background = this[background].Background }
        : ReducedStyle.Of(_full.On(role, background), ColorDepth.Ansi16) with { Text = this[role].Text | (this[background].Text & TextStyle.Reverse) };

    /// <summary>The background behind normal text; black or white when the theme leaves it to the terminal.</summary>
    public Color Background => Known(this[StandardRoles.Text].Background);

    /// <summary>The look without colours: the terminal's own, roles told apart by bold, dim and reverse.</summary>
    public static Theme Plain(ThemeSchema schema) => new(
        "plain", ThemeKind.Dark, schema, schema.Roles.ToDictionary(role => role.Name, role => Style.Default with { Text = role.Plain }), [Color.Default], Contrast.Readable);

    /// <summary>
    /// The theme as a terminal with so many colours can show it. Without colours every role gets its attributes; with 16 a
    /// background that would become that of normal text is shown in reverse where it carries a meaning. With more it is the same.
    /// </summary>
    public Theme At(ColorDepth depth) => depth switch
    {
        ColorDepth.None when !IsWithoutColors => new Theme(Name, Kind, _schema, Plain(_schema)._styles, [Color.Default], MinimumContrast),
        ColorDepth.Ansi16 when !IsWithoutColors => new Theme(Name, Kind, _schema, _schema.Roles.ToDictionary(role => role.Name, Reduced), ReducedNames(), MinimumContrast, this),
        _ => this,
    };

    /// <summary>The colour of a name, the same at every start, readable on each of <see cref="NameBackgrounds"/>.</summary>
    public Color NameColor(string name)
    {
        if (NameColors.Count > 0)
            return NameColors[HashColor.Pick(name, NameColors.Count * _nameTexts.Length) / _nameTexts.Length];
        if (_nameColors.TryGetValue(name, out Color color))
            return color;
        if (_nameColors.Count >= MaxCachedNames)
            _nameColors.Clear();
        return _nameColors[name] = HashColor.Of(name, NameBackgrounds, MinimumContrast);
    }

    /// <summary>How a name looks beside its colour: where there are few colours some names are bold or underlined, so that fewer people look alike.</summary>
    public TextStyle NameText(string name) => _nameTexts.Length == 1 ? _nameTexts[0] : _nameTexts[HashColor.Pick(name, NameColors.Count * _nameTexts.Length) % _nameTexts.Length];

    /// <summary>A colour somebody chose for themselves, moved towards white or black until it is readable wherever names stand.</summary>
    public Color Readable(Color chosen) => IsWithoutColors ? Color.Default : Contrast.EnsureAtLeast(chosen, NameBackgrounds, MinimumContrast);

    /// <summary>Bold turns a colour of the terminal's own 16 into its bright one on many terminals, which a light ground would swallow.</summary>
    static TextStyle[] NameTexts(ThemeKind kind, IReadOnlyList<Color> colors, bool isWithoutColors) =>
        isWithoutColors ? [TextStyle.None, TextStyle.Bold, TextStyle.Underline]
        : colors.Count is 0 or >= HashColor.HueCount / 2 ? [TextStyle.None]
        : kind == ThemeKind.Light && colors.Any(color => color.IsIndexed && color.Index < 16) ? [TextStyle.None, TextStyle.Underline]
        : [TextStyle.None, TextStyle.Bold];

    Color Known(Color background) => background is { IsDefault: false }
        ? background
        : Kind == ThemeKind.Dark ? Color.Rgb(0, 0, 0) : Color.Rgb(255, 255, 255);

    Style Reduced(ThemeRole role)
    {
        Style text = _styles[StandardRoles.Text], full = _styles[role.Name];
        Style reduced = ReducedStyle.Of(full, ColorDepth.Ansi16, staysGrey: full.Foreground == text.Foreground);
        bool isBar = IsLost(full) || (role.Fallback is { } under && _styles[under].Background == full.Background && IsLost(_styles[under]));
        if (!isBar || (role.Plain & TextStyle.Reverse) == 0) return reduced;

        // In the colours of normal text, so that what stands side by side in reverse is one bar.
        Style bar = ReducedStyle.Of(text, ColorDepth.Ansi16, staysGrey: true);
        return bar with { Text = reduced.Text | TextStyle.Reverse };
    }

    /// <summary>A background of its own becomes that of normal text where there are 16 colours.</summary>
    bool IsLost(Style full)
    {
        Color ground = _styles[StandardRoles.Text].Background;
        return full.Background != ground && ReducedStyle.Of(full, ColorDepth.Ansi16).Background == ground.Downgrade(ColorDepth.Ansi16);
    }

    /// <summary>Of the 16 colours those that are readable wherever names stand.</summary>
    List<Color> ReducedNames() => NameColors.Count > 0 && NameColors.All(color => color.IsIndexed && color.Index < 16)
        ? [.. NameColors]
        : [.. Enumerable.Range(0, 16).Select(index => Color.Indexed((byte)index)).Where(IsReadableName).DefaultIfEmpty(Color.Default)];

    bool IsReadableName(Color color) =>
        NameBackgrounds.All(background => Contrast.Ratio(color, background.Downgrade(ColorDepth.Ansi16)) >= MinimumContrast);
}
