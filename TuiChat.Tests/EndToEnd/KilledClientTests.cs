using TuiChat.Conversations;
using TuiChat.Tests.Server;

namespace TuiChat.Tests.EndToEnd;

/// <summary>A client is killed, as by kill -9, with a room open and lines that wait: the next one has all of it.</summary>
public sealed class KilledClientTests
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [RequiresFact("setsid", "sh", "stty", "kill")]
    public async Task Kill_WithWaitingLinesAndRooms_NothingIsLostOrDoubled()
    {
        await using var server = await TestServer.StartAsync();
        await using var proxy = new FaultProxy(server.EndPoint);
        var data = TestServer.NewFolder();
        using (var changes = new FolderChanges(data))
        {
            using var ann = new TerminalProcess($"127.0.0.1 -p {proxy.EndPoint.Port} -u ann -r main --data {data}");
            ann.Expect("1 person");
            ann.SendKeys("said before\r");
            ann.Expect("said before ✓");
            ann.SendKeys("/cd lounge\r");
            ann.Expect("▸ lounge");
            await changes.UntilAsync(() => Read(Path.Combine(data, "servers.json")).Contains("\"room\": \"lounge\"", StringComparison.Ordinal), Deadline);
            proxy.IsClosed = true;
            proxy.Cut();
            ann.Expect("Offline; trying again in");
            ann.SendKeys("waiting one\r");
            ann.SendKeys("waiting two\r");
            await changes.UntilAsync(() => FolderChanges.WaitingLines(data) == 2, Deadline);
            await ann.KillAsync();
        }
        proxy.IsClosed = false;

        await using (var again = TestClient.Enter(proxy.EndPoint, "ann", room: null, data: data))
        {
            again.Expect("▸ lounge");
            again.Expect(() => Said(again).SequenceEqual(["waiting one", "waiting two"]) && !again.State.Current!.Timeline.Waiting.Any(), "both lines, once");
            Assert.Equal(["main", "lounge"], again.State.Conversations.Select(room => room.Room.Value));
            again.Press("Ctrl+U"); // a part of a line may have been kept as a draft
            again.Type("/cd main\n");
            again.Expect("said before");
            Assert.Equal(["said before"], Said(again));
        }
        Assert.Equal(0, FolderChanges.WaitingLines(data));
        Directory.Delete(data, recursive: true);
    }

    static string Read(string path) => File.Exists(path) ? File.ReadAllText(path) : "";

    static List<string> Said(TestClient client)
    {
        if (client.State.Current?.Timeline is not { } timeline) return [];
        return [.. Enumerable.Range(0, timeline.Count).Select(i => timeline[i].Item).OfType<TimelineItem.Said>().Select(said => said.Text)];
    }
}
