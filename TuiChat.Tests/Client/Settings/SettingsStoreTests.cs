using TuiChat.Settings;

namespace TuiChat.Tests.Client.Settings;

public sealed class SettingsStoreTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("tuichat-settings-").FullName;

    string FilePath => Path.Combine(_folder, "sub", "config.json");

    [Fact]
    public void Set_Value_HoldsAtOnceAndAfterARestart()
    {
        var store = new SettingsStore(FilePath);
        var changes = 0;
        store.Changed += _ => changes++;

        Assert.Null(store.Set(Find("notify"), "ALL"));
        Assert.Null(store.Set(Find("rooms.Lounge"), "none"));
        Assert.Null(store.Set(Find("keys.chat.help"), "F2, Ctrl+O"));

        Assert.Equal((3, NotifyLevel.All), (changes, store.Current.Notify));
        var again = new SettingsStore(FilePath);
        Assert.Equal((NotifyLevel.All, NotifyLevel.None), (again.Current.Notify, again.Current.LevelOf("lounge")));
        Assert.Equal(["F2", "Ctrl+O"], again.Current.Keys["chat.help"]);
        Assert.Null(again.Reset(Find("rooms.lounge")));
        Assert.Null(again.Reset(Find("notify")));
        Assert.Null(again.Reset(Find("keys.chat.help")));
        Assert.DoesNotContain("\"", File.ReadAllText(FilePath), StringComparison.Ordinal);
    }

    [Fact]
    public void Set_WhatIsNotAllowed_ChangesNothing()
    {
        var store = new SettingsStore(FilePath);
        Assert.Equal("roomsWidth is a number from 10 to 40, not “3”.", store.Set(Find("roomswidth"), "3"));
        Assert.False(File.Exists(FilePath));
    }

    [Fact]
    public void Set_FileWithAMistake_IsNotWritten()
    {
        Write("{ \"mouse\": 3 }");
        var store = new SettingsStore(FilePath);
        Assert.Single(store.Problems);
        Assert.Contains("is not stored", store.Set(Find("notify"), "all"), StringComparison.Ordinal);
        Assert.Equal(NotifyLevel.All, store.Current.Notify);
        Assert.Equal("{ \"mouse\": 3 }", File.ReadAllText(FilePath));
    }

    [Fact]
    public void Set_BesideAnotherClient_KeepsItsChanges()
    {
        var (one, other) = (new SettingsStore(FilePath), new SettingsStore(FilePath));
        one.Set(Find("mouse"), "false");
        other.Set(Find("hints"), "false");
        var again = new SettingsStore(FilePath).Current;
        Assert.False(again.Mouse || again.Hints);
    }

    [Fact]
    public void Set_FileBehindALink_StaysBehindIt()
    {
        Write("{}");
        var link = Path.Combine(_folder, "link.json");
        File.CreateSymbolicLink(link, FilePath);
        Assert.Null(new SettingsStore(link).Set(Find("mouse"), "off"));
        Assert.Equal(FilePath, new FileInfo(link).LinkTarget);
        Assert.Contains("false", File.ReadAllText(FilePath), StringComparison.Ordinal);
    }

    [Fact]
    public void Look_ChangedFile_IsTakenOverOnceItIsAtRest()
    {
        Write("{ \"mouse\": true }");
        var store = new SettingsStore(FilePath);
        Write("{ \"mouse\": false }");
        store.Look();
        Assert.True(store.Current.Mouse);
        store.Look();
        Assert.False(store.Current.Mouse);
    }

    [Fact]
    public void Look_BrokenFile_KeepsWhatIsInForceAndSaysSo()
    {
        Write("{ \"mouse\": false }");
        var store = new SettingsStore(FilePath);
        IReadOnlyList<string> told = [];
        store.Reread += problems => told = problems;
        Write("{ \"mouse\": true, \"hints\" ");
        store.Look();
        store.Look();
        Assert.False(store.Current.Mouse);
        Assert.Contains("config.json:1: This is no JSON", Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public void Look_OwnChange_IsNoChange()
    {
        var store = new SettingsStore(FilePath);
        store.Set(Find("mouse"), "false");
        var changes = 0;
        store.Changed += _ => changes++;
        store.Look();
        store.Look();
        Assert.Equal(0, changes);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static Setting Find(string key) => SettingTable.Find(key) ?? throw new InvalidOperationException(key);

    void Write(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!); // it stands in a folder
        File.WriteAllText(FilePath, text);
    }
}
