using System.Text;
using TuiChat.Settings;

namespace TuiChat.Tests.Client.Settings;

public sealed class JsonEditTests
{
    [Theory]
    [InlineData("{}", "{\n  \"a\": 1\n}")]
    [InlineData("{\n}\n", "{\n  \"a\": 1\n}\n")]
    [InlineData("{ \"b\": 2 }", "{ \"b\": 2,\n  \"a\": 1\n}")]
    [InlineData("{\n  \"b\": 2 // two, and a brace }\n}\n", "{\n  \"b\": 2, // two, and a brace }\n  \"a\": 1\n}\n")]
    [InlineData("{\n  \"b\": {\"a\": 0}, /* , */\n}\n", "{\n  \"b\": {\"a\": 0}, /* , */\n  \"a\": 1\n}\n")]
    [InlineData("{\n  // first\n  \"a\": \"x,y\", // last\n  \"b\": 2\n}\n", "{\n  // first\n  \"a\": 1, // last\n  \"b\": 2\n}\n")]
    [InlineData("{\n  \"ä\": [1, 2],\n  \"a\": [\n    3\n  ]\n}\n", "{\n  \"ä\": [1, 2],\n  \"a\": 1\n}\n")]
    public void Set_Value_ChangesNothingElse(string text, string expected)
    {
        Assert.Equal(expected, JsonEdit.Set(text, "a", "1"));
        Assert.Equal(JsonEdit.Set(text, "a", "1"), JsonEdit.Set(JsonEdit.Set(text, "a", "[5]"), "a", "1"));
    }

    [Theory]
    [InlineData("{\n  \"a\": 1,\n  \"b\": 2\n}\n", "{\n  \"b\": 2\n}\n")]
    [InlineData("{\n  \"b\": 2, // two\n  \"a\": {\"x\": 1}\n}\n", "{\n  \"b\": 2, // two\n}\n")]
    [InlineData("{\n  \"b\": 2\n}\n", "{\n  \"b\": 2\n}\n")]
    [InlineData("{\"a\": 1}", "{}")]
    public void Set_Null_TakesTheLineOut(string text, string expected) => Assert.Equal(expected, JsonEdit.Set(text, "a", null));

    /// <summary>Whatever stood there, after a change the settings are read as meant, and the other keys as before.</summary>
    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public void Set_RandomChanges_AreReadBack(int seed)
    {
        var random = new Random(seed);
        var text = "{\n  // mine\n}\n";
        var wanted = new ClientSettings();
        for (var i = 0; i < 500; i++)
        {
            var setting = SettingTable.All[random.Next(SettingTable.All.Count)];
            var isDefault = random.Next(3) == 0;
            var value = isDefault || setting.Values.Count == 0 ? setting.Default : setting.Values[random.Next(setting.Values.Count)];
            wanted = setting.Read(wanted, value)!; // all of these are allowed
            text = JsonEdit.Set(text, setting.Key, isDefault ? null : setting.Json(wanted));
            if (random.Next(10) == 0) text = text.Insert(text.LastIndexOf('}'), "  // a note, with a comma\n");
            Assert.Empty(SettingsFile.Parse(Encoding.UTF8.GetBytes(text), $"seed {seed}, step {i}", out var read));
            Assert.Equal(SettingTable.All.Select(row => row.Show(wanted)), SettingTable.All.Select(row => row.Show(read)));
        }
        Assert.StartsWith("{\n  // mine\n", text, StringComparison.Ordinal);
    }
}
