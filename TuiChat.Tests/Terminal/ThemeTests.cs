using System.Text;
using TuiChat.Terminal;

namespace TuiChat.Tests.Terminal;

public sealed class ThemeTests
{
    static readonly ThemeSchema Schema = new([new ThemeRole("chat.mention", "a line that names you", StandardRoles.Title), new ThemeRole("chat.time", "the time", StandardRoles.Dim)]);

    [Fact]
    public void Parse_FullTheme_GivesEveryRoleALook()
    {
        ThemeReading reading = Read("""
            {
              // a comment
              "name": "Night", "kind": "dark", "contrast": 7,
              "roles": {
                "text": "$ink on #101010",
                "title": "bold",
                "chat.mention": "yellow underline",
                "chat.time": "on 236",
              },
              "palette": { "ink": "#ddd" },
              "names": ["$ink", "red"],
            }
            """);
        Assert.Empty(reading.Problems);
        Theme theme = Assert.IsType<Theme>(reading.Theme);
        Color background = Color.Rgb(16, 16, 16), ink = Color.Rgb(0xdd, 0xdd, 0xdd);
        Assert.Equal(("Night", ThemeKind.Dark, 7), (theme.Name, theme.Kind, theme.MinimumContrast));
        Assert.Equal(new Style(ink, background, TextStyle.None), theme["text"]);
        Assert.Equal(new Style(ink, background, TextStyle.Bold), theme["title"]);
        Assert.Equal(new Style(Color.Indexed(3), background, TextStyle.Underline), theme["chat.mention"]);
        Assert.Equal(new Style(ink, Color.Indexed(236), TextStyle.None), theme["chat.time"]);
        Assert.Equal([ink, Color.Indexed(1)], theme.NameColors);
    }

    [Theory]
    [InlineData("{\"name\": \"x\", \"kind\": \"dark\", \"rolls\": {}}", "t.json:1:31 rolls: unknown key; allowed are name, kind, palette, contrast, names, roles (did you mean \"roles\"?)")]
    [InlineData("{\"name\": \"x\", \"kind\": \"drak\"}", "t.json:1:23 kind: \"drak\" is not allowed; allowed are dark, light (did you mean \"dark\"?)")]
    [InlineData("{\"name\": 3, \"kind\": \"dark\"}", "t.json:1:10 name: must be a text in quotes", "t.json:1:1 name: is missing; give the theme a name")]
    [InlineData("{\"kind\": \"dark\"}", "t.json:1:1 name: is missing; give the theme a name")]
    [InlineData("{\"name\": \"x\", \"kind\": \"dark\",\n \"roles\": {\n  \"chat.menton\": \"red\"}}", "t.json:3:18 roles.chat.menton: unknown role; did you mean \"chat.mention\"?")]
    [InlineData("{\"name\": \"x\", \"kind\": \"dark\", \"roles\": {\"text\": \"$ikn\"}, \"palette\": {\"ink\": \"red\"}}", "t.json:1:49 roles.text: the palette has no \"ikn\" (did you mean \"ink\"?)")]
    [InlineData("{\"name\": \"x\", \"kind\": \"dark\", \"roles\": {\"text\": \"red blue\"}}", "t.json:1:49 roles.text: \"blue\" is a second text colour; write \"on blue\" for the background")]
    [InlineData("{\"name\": \"x\", \"kind\": \"dark\", \"roles\": {\"text\": \"red on\"}}", "t.json:1:49 roles.text: a colour is missing after \"on\"")]
    [InlineData("{\"name\": \"x\", \"kind\": \"dark\", \"roles\": []}", "t.json:1:40 roles: must be an object: { … }")]
    [InlineData("{\"name\": \"x\", \"kind\": \"dark\", \"contrast\": 40}", "t.json:1:43 contrast: must be a number from 1 to 21")]
    [InlineData("[]", "t.json:1:1 a theme is an object: { \"name\": …, \"kind\": …, \"roles\": … }", "t.json:1:1 name: is missing; give the theme a name", "t.json:1:1 kind: is missing; allowed are dark, light")]
    public void Parse_Mistake_IsToldWithItsPlace(string json, params string[] problems) => Assert.Equal(problems, Read(json).Problems);

    [Fact]
    public void Parse_UnknownColour_TellsWhatIsAllowed()
    {
        string problem = Assert.Single(Read("{\"name\": \"x\", \"kind\": \"dark\", \"roles\": {\"text\": \"gren\"}}").Problems);
        Assert.StartsWith("t.json:1:49 roles.text: \"gren\" is no colour and no attribute; allowed are #rrggbb", problem, StringComparison.Ordinal);
        Assert.EndsWith("(did you mean \"green\"?)", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"name\": \"x\" \"kind\": 1}")]
    [InlineData("{\"name\": \"x\"} trailing")]
    [InlineData("{\"name\": \"\\ud800\"}")]
    public void Parse_NotJson_SaysSoWithItsPlace(string text)
    {
        ThemeReading reading = Read(text);
        Assert.Null(reading.Theme);
        Assert.Contains("this is not JSON", Assert.Single(reading.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    public void Parse_MutatedFile_NeverThrows(int seed)
    {
        var random = new Random(seed);
        byte[] good = Encoding.UTF8.GetBytes("{ \"name\": \"x\", \"kind\": \"dark\", \"palette\": {\"a\": \"#fff\"}, \"names\": [\"$a\", 3], \"roles\": {\"text\": \"$a on red bold\"}, }");
        for (int i = 0; i < 3000; i++)
        {
            byte[] bad = [.. good];
            for (int n = random.Next(1, 6); n > 0; n--)
                bad[random.Next(bad.Length)] = (byte)random.Next(256);
            ThemeReading reading = ThemeFile.Parse(bad, $"seed {seed}", Schema);
            Assert.True(reading.Theme is not null || reading.Problems.Count > 0);
        }
    }

    [Fact]
    public void Ratio_BlackOnWhite_Is21()
    {
        Assert.Equal(21, Contrast.Ratio(Color.Rgb(0, 0, 0), Color.Rgb(255, 255, 255))!.Value, 3);
        Assert.Equal(4.54, Contrast.Ratio(Color.Rgb(0x76, 0x76, 0x76), Color.Rgb(255, 255, 255))!.Value, 2);
        Assert.Null(Contrast.Ratio(Color.Default, Color.Rgb(0, 0, 0)));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(255, 255, 255)]
    [InlineData(0x28, 0x28, 0x28)]
    [InlineData(0xfd, 0xf6, 0xe3)]
    [InlineData(0x77, 0x77, 0x77)]
    public void NameColors_OnAnyBackground_AreReadable(byte r, byte g, byte b)
    {
        Color background = Color.Rgb(r, g, b);
        var seen = new HashSet<Color>();
        for (int i = 0; i < 500; i++)
        {
            Color color = HashColor.Of("user" + i, background);
            seen.Add(color);
            Assert.True(Contrast.Ratio(color, background) >= Contrast.Readable, $"user{i}: {color} on {background}");
            Assert.True(Contrast.Ratio(Contrast.EnsureAtLeast(Color.Rgb((byte)i, (byte)(i * 7), (byte)(i * 13)), background, Contrast.Readable), background) >= Contrast.Readable);
        }

        Assert.InRange(seen.Count, HashColor.HueCount / 2, HashColor.HueCount);
    }

    [Fact]
    public void HashColor_OfTheSameName_IsTheSameForever() =>
        Assert.Equal("#e698df", HashColor.Of("alice", Color.Rgb(0, 0, 0)).ToString());

    [Fact]
    public void Schema_RoleTwice_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new ThemeSchema([new ThemeRole(StandardRoles.Dim, "again")]));

    static ThemeReading Read(string json) => ThemeFile.Parse(Encoding.UTF8.GetBytes(json), "t.json", Schema);
}
