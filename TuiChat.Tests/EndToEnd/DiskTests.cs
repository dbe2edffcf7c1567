using TuiChat.Conversations;
using TuiChat.History;
using TuiChat.Protocol;
using TuiChat.Settings;
using TuiChat.Tests.EndToEnd.Faults;
using TuiChat.Tests.Server;

namespace TuiChat.Tests.EndToEnd;

/// <summary>A full or read-only disk, the client's or the server's: said once and plainly on the screen, and people talk on.</summary>
public sealed class DiskTests
{
    [RequiresFact("mount", "umount", Root = true)]
    public async Task FullDisk_OfTheClient_IsSaidOnceAndTalkGoesOn()
    {
        using var disk = new SmallDisk("4m");
        await using var server = await TestServer.StartAsync();
        await using var proxy = new FaultProxy(server.EndPoint);
        using var bob = await server.EnterAsync("bob");
        await using (var ada = TestClient.Enter(proxy.EndPoint, "ada", data: disk.Path))
        {
            ada.Expect("2 people");
            ada.Type("ada-1 before\n");
            ada.ExpectConfirmation();
            await ada.History.FlushAsync();
            disk.Fill();
            for (var i = 1; i <= 300; i++) Assert.IsType<Done>(await bob.SayAsync("main", $"bob-{i} {new string('x', 3000)}"));
            ada.Expect(() => Said(ada).Any(line => line.StartsWith("bob-300 ", StringComparison.Ordinal)), "what bob says");
            ada.Expect(() => Told(ada, "The disk is full, so lines are not kept") == 1, "the sentence about the disk");
            ada.Type("ada-2 still here\n");
            ada.ExpectConfirmation();
            proxy.IsClosed = true;
            proxy.Cut();
            ada.Expect("Offline; trying again in");
            ada.Type("ada-3 waits in memory\n");
            proxy.IsClosed = false;
            ada.ExpectAfterReturn(() => ada.Client.UnsentLines == 0 && Said(ada).Contains("ada-3 waits in memory"), "the line sent");
            Assert.Equal(1, Told(ada, "The disk is full, so lines are not kept"));

            disk.Empty();
            await bob.SayAsync("main", "bob-301 after");
            ada.Expect(() => Told(ada, "The local history is kept again.") == 1, "the sentence about the disk");
        }
        // What is missing is fetched when somebody reads back, and is kept now.
        await using (var again = TestClient.Enter(proxy.EndPoint, "ada", data: disk.Path))
        {
            again.Expect(() => again.State.Current is { IsJoined: true } && Said(again).Contains("bob-301 after"), "the room");
            while (again.State.Current is { First: > 1 and var first } current)
            {
                again.Client.LoadEarlier();
                again.Expect(() => current.First < first, $"what comes before {first}");
            }
        }
        Assert.Empty(KeptDatabase.Damage(Path.Combine(disk.Path, HistoryFile.Name), hasWords: true));
        Assert.Empty(KeptDatabase.ReadOutbox(disk.Path));
        var kept = Assert.Single(KeptDatabase.ReadClient(disk.Path));
        Assert.Equal([(1L, 304L)], kept.Ranges);
        Assert.Equal(304, kept.Events.Select(line => line.Text.Split(' ')[0]).Distinct().Count());
    }

    [RequiresFact("mount", "umount", Root = true)]
    public async Task ReadOnlyFolder_OfTheClient_IsSaidOnceAndTalkGoesOn()
    {
        using var disk = new SmallDisk("4m");
        await using var server = await TestServer.StartAsync();
        await using (var before = TestClient.Enter(server.EndPoint, "ada", data: disk.Path))
        {
            before.Expect("1 person");
            before.Type("said before\n");
            before.ExpectConfirmation();
        }
        disk.Remount("ro");
        await using (var ada = Start(server, disk))
        {
            ada.Expect("1 person");
            ada.Expect(() => Told(ada, "read-only") > 0, "the sentence about the folder");
            ada.Expect("said before");
            ada.Type("/cd lounge\n");
            ada.Expect("▸ lounge");
            ada.Type("said on a read-only disk\n");
            ada.ExpectConfirmation();
            ada.Type("/set notify all\n");
            ada.Expect("It holds until you leave");
            Assert.Equal(1, Told(ada, "could not be stored: the disk is read-only."));
            ada.Press("Ctrl+U");
            ada.Type("/cd main\n");
            ada.Expect("▸ main");
            ada.Type("and more\n");
            ada.ExpectConfirmation();
            Assert.Equal(NotifyLevel.All, ada.Settings.Current.Notify);
            foreach (var room in ada.State.Conversations)
            {
                var told = Items(room).OfType<TimelineItem.Local>().Where(item => item.IsError).Select(item => item.Text).ToList();
                Assert.Equal(told.Distinct(), told);
            }
            Assert.Equal(1, Told(ada, "so no history is kept") + Told(ada, "so lines are not kept"));
        }
        disk.Remount("rw");
        await using var after = Start(server, disk);
        after.Expect("and more");
        Assert.Empty(KeptDatabase.Damage(Path.Combine(disk.Path, HistoryFile.Name), hasWords: true));
    }

    [RequiresFact("mount", "umount", Root = true)]
    public async Task FullDisk_OfTheServer_IsSaidOnceAndTheLineWaits()
    {
        using var disk = new SmallDisk("8m");
        await using var server = await TestServer.StartAsync(folder: disk.Path);
        await using var ada = TestClient.Enter(server.EndPoint, "ada");
        ada.Expect("1 person");
        using var bob = await server.EnterAsync("bob");
        disk.Fill();
        var confirmed = 0;
        while (await bob.SayAsync("main", $"bob-{confirmed} {new string('x', 4000)}") is Done) confirmed++;
        ada.Type("is there room?\n");
        ada.Expect(() => Told(ada, "The server's disk is full") == 1, "why the line waits");
        Assert.Equal(1, ada.Client.UnsentLines);
        disk.Empty();
        ada.Expect(() => ada.Client.UnsentLines == 0 && Said(ada).Contains("is there room?"), "the line sent");
        Assert.Equal(1, Told(ada, "The server's disk is full"));
    }

    static TestClient Start(TestServer server, SmallDisk disk) => TestClient.Enter(server.EndPoint, "ada", data: disk.Path, settings: new SettingsStore(Path.Combine(disk.Path, "config.json")));

    static IEnumerable<TimelineItem> Items(Conversation room) => Enumerable.Range(0, room.Timeline.Count).Select(i => room.Timeline[i].Item);

    static List<string> Said(TestClient client) => client.State.Current is { } room ? [.. Items(room).OfType<TimelineItem.Said>().Select(said => said.Text)] : [];

    /// <summary>How many sentences with these words stand in all rooms.</summary>
    static int Told(TestClient client, string words) => client.State.Conversations.Sum(room => Items(room).OfType<TimelineItem.Local>().Count(item => item.Text.Contains(words, StringComparison.OrdinalIgnoreCase)));
}
