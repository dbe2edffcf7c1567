using System.Text.RegularExpressions;
using TuiChat.Terminal;
using TuiChat.Views;

namespace TuiChat.Tests.Client.Views;

/// <summary>Every theme that is shipped, with every role and every name on every background it stands on, as WCAG 2.1 measures it.</summary>
public sealed partial class ThemeContrastTests
{
    /// <summary>Lines are no text: 3 is enough for them (WCAG 2.1, criterion 1.4.11).</summary>
    const double Visible = 3;

    static readonly ThemeCatalog Catalog = new(Repository.PathOf("themes"));

    public static TheoryData<string, ColorDepth> Looks()
    {
        var looks = new TheoryData<string, ColorDepth>();
        foreach (var name in Catalog.Names)
        {
            looks.Add(name, ColorDepth.TrueColor);
            looks.Add(name, ColorDepth.Ansi256);
            looks.Add(name, ColorDepth.Ansi16);
        }
        return looks;
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public void EveryRole_IsReadable(string name, ColorDepth depth)
    {
        var theme = Load(name).At(depth);
        var tooWeak = from role in ChatRoles.Schema.Roles
                      let problem = Problem(theme, theme[role.Name], depth, role.Name == StandardRoles.Border)
                      where problem is not null
                      select $"{role.Name}: {problem}";
        Assert.Empty(tooWeak);
    }

    [Fact]
    public void SixteenColours_LeaveTextGreyAndTheStatusLineOneBar()
    {
        Assert.All(Catalog.Names.Select(name => Load(name).At(ColorDepth.Ansi16)).Where(theme => !theme.IsWithoutColors), theme =>
        {
            Assert.Contains(theme[StandardRoles.Text].Foreground.ToString(), (string[])["black", "white", "bright-black", "bright-white"]);
            Assert.Equal(Ground(theme[StandardRoles.Status]), Ground(theme[StandardRoles.StatusKey]));
            Assert.Equal(Ground(theme[ChatRoles.Topic]), Ground(theme[ChatRoles.TopicRoom]));
        });

        static Color Ground(Style style) => (style.Text & TextStyle.Reverse) != 0 ? style.Foreground : style.Background;
    }

    /// <summary>Where the sources put the text of one role on the background of another.</summary>
    [Theory]
    [MemberData(nameof(Looks))]
    public void EveryRoleOnAnother_IsReadable(string name, ColorDepth depth)
    {
        var theme = Load(name).At(depth);
        var tooWeak = from pair in Pairs
                      let problem = Problem(theme, theme.On(pair.Role, pair.Background), depth, pair.Role == StandardRoles.Border)
                      where problem is not null
                      select $"{pair.Role} on {pair.Background}: {problem}";
        Assert.Empty(tooWeak);
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public void EveryNameColour_IsReadableWhereverNamesStand(string name, ColorDepth depth)
    {
        var theme = Load(name).At(depth);
        var colors = Enumerable.Range(0, 300).Select(i => theme.NameColor($"user{i}")).Append(theme.Readable(Color.Rgb(0, 0, 160))).Distinct();
        var tooWeak = from color in colors
                      from background in theme.IsWithoutColors ? [Color.Default] : theme.NameBackgrounds
                      let problem = Problem(theme, new Style(color, background, TextStyle.None), depth, isLine: false)
                      where problem is not null
                      select $"{color} on {background}: {problem}";
        Assert.Empty(tooWeak);
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public void WhatIsChosen_LooksOtherThanTheRest(string name, ColorDepth depth)
    {
        var theme = Load(name).At(depth);
        foreach (var (chosen, rest) in (Span<(string, string)>)
            [(StandardRoles.Selection, StandardRoles.Text), (StandardRoles.PopupSelection, StandardRoles.Popup), (StandardRoles.ButtonFocus, StandardRoles.Button), (ChatRoles.SidebarCurrent, ChatRoles.Sidebar)])
            Assert.NotEqual(Shown(theme[chosen], depth), Shown(theme[rest], depth));
    }

    /// <summary>A hue each, or with few colours bold and underline beside them; never the look of one's own name where there are no colours.</summary>
    [Theory]
    [MemberData(nameof(Looks))]
    public void Names_AreToldApart(string name, ColorDepth depth)
    {
        var theme = Load(name).At(depth);
        var looks = Enumerable.Range(0, 300).Select(i => (theme.NameColor($"user{i}"), theme.NameText($"user{i}"))).Distinct().ToList();
        // Of the 16 only two or three are readable on white.
        var least = theme.IsWithoutColors ? 3 : depth == ColorDepth.Ansi16 && theme.Kind == ThemeKind.Light ? 4 : 12;
        Assert.InRange(looks.Count, least, HashColor.HueCount);
        if (!theme.IsWithoutColors) return;
        Assert.DoesNotContain((Color.Default, theme[ChatRoles.Self].Text), looks);
    }

    [Theory]
    [InlineData("sixteen")]
    [InlineData("gruvbox")]
    public void Names_OfAFew_DifferAlsoWithFewColours(string name)
    {
        var theme = Load(name);
        string[] few = ["bob", "carol", "dave", "alice"];
        Assert.Equal(few.Length, few.Select(theme.NameColor).Distinct().Count());
    }

    [Fact]
    public void Catalog_HasTheThemesThatEverybodyExpects()
    {
        Assert.Superset(
            new HashSet<string> { "dark", "light", "high-contrast", "sixteen", "monochrome", "color-blind", "solarized-dark", "solarized-light", "gruvbox", "nord", "dracula", "catppuccin" },
            Catalog.Names.ToHashSet());
        Assert.True(Load("monochrome").IsWithoutColors);
        Assert.All(Catalog.Names.Where(name => name.StartsWith("high-contrast", StringComparison.Ordinal)), name => Assert.Equal(Contrast.High, Load(name).MinimumContrast));
    }

    [Fact]
    public void WithoutColours_EveryThemeHasAttributesInstead()
    {
        foreach (var name in Catalog.Names)
        {
            var theme = Load(name).At(ColorDepth.None);
            Assert.True(theme.IsWithoutColors);
            Assert.NotEqual(theme[StandardRoles.Text], theme[StandardRoles.Selection]);
            Assert.NotEqual(theme[ChatRoles.Sidebar], theme[ChatRoles.SidebarCurrent]);
        }
    }

    /// <summary>The documented example explains every role, in the words of the schema.</summary>
    [Fact]
    public void Example_ExplainsEveryRole()
    {
        var lines = File.ReadAllLines(Repository.PathOf("themes", "dark.json"));
        var missing = ChatRoles.Schema.Roles.Where(role => !lines.Any(line =>
            line.Contains($"\"{role.Name}\":", StringComparison.Ordinal) && line.EndsWith($"// {role.Description}", StringComparison.Ordinal)));
        Assert.Empty(missing.Select(role => $"\"{role.Name}\": \"…\", // {role.Description}"));
    }

    static Theme Load(string name)
    {
        var reading = Catalog.Load(name);
        Assert.Empty(reading.Problems);
        return reading.Theme!; // without problems there is one
    }

    static string? Problem(Theme theme, Style style, ColorDepth depth, bool isLine)
    {
        if (theme.IsWithoutColors) return style.Foreground.IsDefault && style.Background.IsDefault ? null : "has a colour";
        var shown = Shown(style, depth);
        var needed = isLine ? Math.Min(Visible, theme.MinimumContrast) : theme.MinimumContrast;
        var ratio = Contrast.Ratio(shown.Foreground, shown.Background);
        return ratio is null ? "leaves a colour to the terminal" : ratio < needed ? $"{ratio:0.00} is less than {needed:0.0}" : null;
    }

    static Style Shown(Style style, ColorDepth depth) => ReducedStyle.Of(style, depth);

    static IEnumerable<(string Role, string Background)> Pairs { get; } = [.. (
        from project in (string[])["TuiChat", "TuiChat.Terminal"]
        from file in Directory.EnumerateFiles(Repository.PathOf(project), "*.cs", SearchOption.AllDirectories)
        from Match use in OnPair().Matches(File.ReadAllText(file))
        select (Role(use.Groups[1].Value), Role(use.Groups[2].Value))).Distinct()];

    /// <summary>The role behind the name of its constant.</summary>
    static string Role(string constant) =>
        (typeof(StandardRoles).GetField(constant) ?? typeof(ChatRoles).GetField(constant))?.GetRawConstantValue() as string ?? throw new InvalidOperationException(constant);

    [GeneratedRegex(@"\.On\((?:StandardRoles|ChatRoles)\.(\w+), (?:StandardRoles|ChatRoles)\.(\w+)\)")]
    private static partial Regex OnPair();
}
