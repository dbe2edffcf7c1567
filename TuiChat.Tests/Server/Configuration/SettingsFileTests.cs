using System.Text;
using TuiChat.Server.Configuration;

namespace TuiChat.Tests.Server.Configuration;

public sealed class SettingsFileTests
{
    [Fact]
    public void DocumentedFile_IsTheDefaultsAndNamesEveryKey()
    {
        var path = Repository.PathOf("docs", "server.config.example.json");
        Assert.Empty(SettingsFile.Read(path, out var settings));
        Assert.Equal(new ServerSettings(), settings);
        var text = File.ReadAllText(path);
        Assert.All(SettingTable.All, setting => Assert.Contains($"  \"{setting.Key}\": {setting.Show(settings)},", text, StringComparison.Ordinal));
    }

    [Fact]
    public void DocumentedFile_MarksWhatNeedsARestart()
    {
        var lines = File.ReadAllLines(Repository.PathOf("docs", "server.config.example.json"));
        foreach (var setting in SettingTable.All)
        {
            var line = Array.FindIndex(lines, candidate => candidate.StartsWith($"  \"{setting.Key}\":", StringComparison.Ordinal));
            Assert.True(lines[line - 1].Contains("(restart)", StringComparison.Ordinal) != setting.IsLive, setting.Key);
        }
    }

    [Fact]
    public void Table_HoldsEveryPropertyOfTheSettings() =>
        Assert.Equal(
            typeof(ServerSettings).GetProperties().Select(property => char.ToLowerInvariant(property.Name[0]) + property.Name[1..]).Order(),
            SettingTable.All.Select(setting => setting.Key).Order());

    [Fact]
    public void Read_SeveralProblems_AreToldAtOnceWithTheirLines()
    {
        var problems = Parse("{\n\"prot\": 1,\n\"port\": 70000,\n// note\n\"bind\": 7,\n\"allowPlaintext\": \"yes\",\n\"name\": \"lab\", \"name\": \"x\"\n}", out var settings);
        Assert.Equal(
            [
                "f:2: There is no key “prot”. Did you mean “port”?",
                "f:3: “port” is a whole number from 0 to 65535.",
                "f:5: “bind” is a text of at most 64 characters in one line.",
                "f:6: “allowPlaintext” is true or false.",
                "f:7: “name” stands there twice.",
            ],
            problems);
        Assert.Equal("lab", settings.Name);
    }

    [Theory]
    [InlineData("", "f:1:")]
    [InlineData("[]", "f:1:")]
    [InlineData("{\n\"port\": 1\n\"bind\": \"any\"}", "f:3:")]
    [InlineData("{\"port\": 1", "f:1:")]
    [InlineData("{} {}", "f:1:")]
    [InlineData("{\"name\": \"\\ud800\"}", "f:")]
    public void Read_NoJson_NamesTheLine(string text, string start) =>
        Assert.StartsWith(start, Assert.Single(Parse(text, out _)), StringComparison.Ordinal);

    [Fact]
    public void Read_MissingFile_IsAProblem() => Assert.Single(SettingsFile.Read("/nonexistent/tuichat.json", out _));

    [Fact]
    public void Rules_BetweenKeys_AreChecked() =>
        Assert.Equal(2, SettingRules.Problems(new ServerSettings { PingSeconds = 90, MaxLineBytes = 4096, MaxTextBytes = 4096 }).Count());

    [Fact]
    public void Rules_Reload_TellsApartWhatIsLive()
    {
        var wanted = new ServerSettings { Port = 1, MaxRooms = 5 };
        Assert.Equal(["port"], SettingRules.NeedRestart(new ServerSettings(), wanted));
        Assert.Equal(["maxRooms"], SettingRules.Changed(new ServerSettings(), wanted));
    }

    [Fact]
    public void Read_Garbage_NeverThrows()
    {
        const int Seed = 20261121;
        var random = new Random(Seed);
        var good = File.ReadAllBytes(Repository.PathOf("docs", "server.config.example.json"));
        for (var i = 0; i < 500; i++)
        {
            var text = good.ToArray();
            for (var change = random.Next(1, 8); change > 0; change--) text[random.Next(text.Length)] = (byte)random.Next(256);
            var settings = new ServerSettings();
            try
            {
                SettingsFile.Parse(text.AsSpan(0, random.Next(text.Length)), "f", ref settings);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {Seed}, round {i}.", e);
            }
        }
    }

    static IReadOnlyList<string> Parse(string text, out ServerSettings settings)
    {
        settings = new ServerSettings();
        return SettingsFile.Parse(Encoding.UTF8.GetBytes(text), "f", ref settings);
    }
}
