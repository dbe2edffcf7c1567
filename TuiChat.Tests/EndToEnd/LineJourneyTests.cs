using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Tests.Server;

namespace TuiChat.Tests.EndToEnd;

/// <summary>People answer, correct, take back and react: two real clients and the real server.</summary>
public sealed class LineJourneyTests
{
    [Fact]
    public async Task ChangesMadeOffline_AreSentOnReturn_OnceAndInOrder()
    {
        var folder = TestServer.NewFolder();
        var server = await TestServer.StartAsync(folder: folder);
        await using var proxy = new FaultProxy(server.EndPoint);
        await using var ada = TestClient.Enter(proxy.EndPoint, "ada");
        ada.Expect("1 person");
        ada.Type("helo\n");
        ada.Expect(() => Line(ada, 1) is not null, "the line");
        await server.DisposeAsync();
        ada.Expect("Offline; trying again in");
        ada.Type("/edit hello\n");
        ada.Type("/react ada 👍\n");
        ada.Type("/react ada 👍\n");
        ada.Type("/react ada 🍰\n");
        ada.Type("/reply ada to myself\n");
        server = await TestServer.StartAsync(folder: folder);
        proxy.Target = server.EndPoint;
        ada.ExpectAfterReturn(() => Lines(ada).Count == 2 && Line(ada, 1) is { Text: "hello", Reactions: [{ Text: "🍰" }] }, "everything in its place");
        Assert.Equal((6L, 1L), Lines(ada)[1] is var answer ? (answer.Seq, answer.ReplyTo?.Seq ?? 0) : default);
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    static IReadOnlyList<TimelineItem.Said> Lines(TestClient client) => client.State.Find(RoomName.Main) is { } room
        ? [.. Enumerable.Range(0, room.Timeline.Count).Select(i => room.Timeline[i].Item).OfType<TimelineItem.Said>()]
        : [];

    static TimelineItem.Said? Line(TestClient client, long seq) => client.State.Find(RoomName.Main)?.Timeline.Find(seq);
}
