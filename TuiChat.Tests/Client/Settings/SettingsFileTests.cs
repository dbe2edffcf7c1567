using System.Text;
using TuiChat.Settings;

namespace TuiChat.Tests.Client.Settings;

public sealed class SettingsFileTests
{
    [Fact]
    public void Parse_EveryKind_IsTaken()
    {
        Assert.Empty(Parse("""
            {
              // mine
              "theme": "nord", "mouse": false, "roomsWidth": 22, "clock": "24h-seconds", "ambiguousWidth": 2,
              "highlights": ["Max", "deploy"], "completionSign": ", ",
              "rooms": { "lounge": "none", "main": "all" },
              "keys": { "chat.next-room": ["Ctrl+N", "Alt+Right"], "chat.help": "F2" },
            }
            """, out var settings));
        Assert.Equal(("nord", false, 22, "HH:mm:ss", true, ", "), (settings.Theme, settings.Mouse, settings.RoomsWidth, settings.Clock, settings.AmbiguousIsWide, settings.CompletionSign));
        Assert.Equal(["Max", "deploy"], settings.Highlights);
        Assert.Equal((NotifyLevel.None, NotifyLevel.All, NotifyLevel.Mentions), (settings.LevelOf("lounge"), settings.LevelOf("main"), settings.LevelOf("other")));
        Assert.Equal(["Ctrl+N", "Alt+Right"], settings.Keys["chat.next-room"]);
        Assert.Equal(["F2"], settings.Keys["chat.help"]);
    }

    [Theory]
    [InlineData("{\n  \"teme\": \"nord\"\n}", "c.json:2: There is no setting “teme”. Did you mean “theme”?")]
    [InlineData("{\n\n  \"mouse\": \"on\"\n}", "c.json:3: “mouse” is true or false.")]
    [InlineData("{ \"roomsWidth\": 5 }", "c.json:1: “roomsWidth” is a number from 10 to 40.")]
    [InlineData("{ \"notify\": \"mention\" }", "c.json:1: “notify” is mentions, all or none.")]
    [InlineData("{ \"nick\": \"a b\" }", "c.json:1: “nick” is a nickname, or nothing.")]
    [InlineData("{ \"color\": \"greeen\" }", "c.json:1: “color” is a colour by name or #HEX, or nothing.")]
    [InlineData("{ \"theme\": \"a\\u0007b\" }", "c.json:1: “theme” is the name of a theme, or auto.")]
    [InlineData("{ \"highlights\": [1] }", "c.json:1: “highlights” is words with commas between them.")]
    [InlineData("{ \"rooms\": [] }", "c.json:1: “rooms” is an object: { \"NAME\": … }.")]
    [InlineData("{ \"rooms\": { \"a/b\": \"all\" } }", "c.json:1: “a/b” in “rooms” is no name that can be there.")]
    [InlineData("{ \"mouse\": true, \"mouse\": false }", "c.json:1: “mouse” stands there twice.")]
    [InlineData("{\n  \"mouse\" true }", "c.json:2: This is no JSON. Look for a missing comma, quote or brace here or just before.")]
    [InlineData("[]", "c.json:1: The settings are one JSON object: {…}.")]
    public void Parse_Mistake_IsToldWithItsLine(string text, string problem) => Assert.Equal([problem], Parse(text, out _));

    [Fact]
    public void Parse_OneBrokenKey_KeepsTheOthers()
    {
        Assert.Single(Parse("{ \"mouse\": 3, \"roomsWidth\": 30 }", out var settings));
        Assert.Equal((true, 30), (settings.Mouse, settings.RoomsWidth));
    }

    [Theory]
    [InlineData(5)]
    public void Parse_MutatedFile_NeverThrows(int seed)
    {
        var random = new Random(seed);
        var good = Encoding.UTF8.GetBytes("{ \"theme\": \"nord\", \"highlights\": [\"a\"], \"rooms\": {\"x\": \"all\"}, \"keys\": {\"chat.help\": [\"F1\"]}, \"roomsWidth\": 20 } // end");
        for (var i = 0; i < 3000; i++)
        {
            byte[] bad = [.. good];
            for (var n = random.Next(1, 6); n > 0; n--) bad[random.Next(bad.Length)] = (byte)random.Next(256);
            SettingsFile.Parse(bad, $"seed {seed}", out var settings);
            Assert.NotNull(settings);
        }
    }

    static IReadOnlyList<string> Parse(string text, out ClientSettings settings) => SettingsFile.Parse(Encoding.UTF8.GetBytes(text), "c.json", out settings);
}
