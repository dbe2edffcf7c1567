using System.Collections.Frozen;

namespace TuiChat.Terminal;

/// <summary>A look for every role of a <see cref="ThemeSchema"/>. Immutable but for a cache of name colours: UI thread only.</summary>
public sealed class Theme
{
    // Arbitrary; a chat has fewer people in sight.
    const int MaxCachedNames = 4096;

    readonly FrozenDictionary<string, Style> _styles;
    readonly Dictionary<string, Color> _nameColors = new(StringComparer.Ordinal);

    internal Theme(string name, ThemeKind kind, IReadOnlyDictionary<string, Style> styles, IReadOnlyList<Color> nameColors, double minimumContrast)
    {
        Name = name;
        Kind = kind;
        NameColors = nameColors;
        MinimumContrast = minimumContrast;
        _styles = styles.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The name people choose it by.</summary>
    public string Name { get; }

    /// <summary>Which kind of background it is made for.</summary>
    public ThemeKind Kind { get; }

    /// <summary>The fixed colours for names, if the theme has some; else they are derived.</summary>
    public IReadOnlyList<Color> NameColors { get; }

    /// <summary>The contrast derived colours reach at least, from the theme's "contrast"; 4.5 unless it says otherwise.</summary>
    public double MinimumContrast { get; }

    /// <summary>The look of a role. Throws for a role that is not in the schema.</summary>
    public Style this[string role] => _styles[role];

    /// <summary>The look of a role on the background of another.</summary>
    public Style On(string role, string background) => this[role] with { Background = this[background].Background };

    /// <summary>The background behind normal text; black or white when the theme leaves it to the terminal.</summary>
    public Color Background => this[StandardRoles.Text].Background is { IsDefault: false } background
        ? background
        : Kind == ThemeKind.Dark ? Color.Rgb(0, 0, 0) : Color.Rgb(255, 255, 255);

    /// <summary>The look without colours: the terminal's own, roles told apart by bold, dim and reverse.</summary>
    public static Theme Plain(ThemeSchema schema) => new(
        "plain", ThemeKind.Dark, schema.Roles.ToDictionary(role => role.Name, role => Style.Default with { Text = role.Plain }), [Color.Default], Contrast.Readable);

    /// <summary>The colour of a name, the same at every start, readable on <see cref="Background"/>.</summary>
    public Color NameColor(string name)
    {
        if (NameColors.Count > 0)
            return HashColor.Pick(name, NameColors);
        if (_nameColors.TryGetValue(name, out Color color))
            return color;
        if (_nameColors.Count >= MaxCachedNames)
            _nameColors.Clear();
        return _nameColors[name] = HashColor.Of(name, Background, MinimumContrast);
    }

    /// <summary>A colour somebody chose for themselves, moved towards white or black until it is readable here.</summary>
    public Color Readable(Color chosen) => Contrast.EnsureAtLeast(chosen, Background, MinimumContrast);
}
