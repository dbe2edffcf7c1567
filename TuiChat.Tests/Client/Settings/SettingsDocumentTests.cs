using TuiChat.Settings;

namespace TuiChat.Tests.Client.Settings;

/// <summary>docs/SETTINGS.md has the table of the settings. With TUICHAT_UPDATE_DOCS=1 it is written, otherwise compared.</summary>
public sealed class SettingsDocumentTests
{
    const string Head = "|---|---|---|---|\n";
    const string Foot = "| `rooms` | |";

    [Fact]
    public void Document_HasEveryRowOfTheTable()
    {
        var path = Repository.PathOf("docs", "SETTINGS.md");
        var text = File.ReadAllText(path);
        var (start, end) = (text.IndexOf(Head, StringComparison.Ordinal) + Head.Length, text.IndexOf(Foot, StringComparison.Ordinal));
        var rows = string.Concat(SettingTable.All.Select(setting => $"| `{setting.Key}` | {(setting.Default.Trim().Length == 0 ? "" : $"`{setting.Default}`")} | {setting.Allowed} | {setting.Help} |\n"));
        if (Environment.GetEnvironmentVariable("TUICHAT_UPDATE_DOCS") == "1") File.WriteAllText(path, text[..start] + rows + text[end..]);
        else Assert.Equal(rows, text[start..end]);
    }

    [Fact]
    public void Table_EveryDefault_IsAllowedAndExplained()
    {
        foreach (var setting in SettingTable.All)
        {
            Assert.NotNull(setting.Read(new ClientSettings(), setting.Default));
            Assert.EndsWith(".", setting.Help, StringComparison.Ordinal);
            Assert.All(setting.Values, value => Assert.Equal(value, setting.Show(setting.Read(new ClientSettings(), value)!)));
        }
        Assert.Equal(SettingTable.All.Count, SettingTable.All.Select(setting => setting.Key.ToLowerInvariant()).Distinct().Count());
    }
}
