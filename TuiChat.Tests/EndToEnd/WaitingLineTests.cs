using TuiChat.Conversations;
using TuiChat.Tests.Server;

namespace TuiChat.Tests.EndToEnd;

/// <summary>Lines typed while the connection is away: changed and dropped where they stand, before anybody has seen them.</summary>
public sealed class WaitingLineTests
{
    [Fact]
    public async Task WaitingLines_AreChangedAndDropped_AndTheRestArrivesInOrder()
    {
        await using var server = await TestServer.StartAsync();
        await using var proxy = new FaultProxy(server.EndPoint);
        await using var ann = TestClient.Enter(proxy.EndPoint, "ann");
        ann.Expect("1 person");
        proxy.IsClosed = true;
        proxy.Cut();
        ann.Expect("Offline; trying again in");
        foreach (var text in (string[])["one", "two", "three", "four"]) ann.Type(text + "\n");
        ann.Expect(() => Waiting(ann).SequenceEqual(["one", "two", "three", "four"]), "four lines to wait");

        ann.Press("Alt+S", "Up", "Up", "e"); // "two", changed in its place
        ann.Expect("changing: two");
        ann.Type(", changed\n");
        ann.Expect(() => Waiting(ann).SequenceEqual(["one", "two, changed", "three", "four"]), "the second line to be another");
        ann.Press("Alt+S", "Up", "d"); // "three"
        ann.Expect(() => Waiting(ann).SequenceEqual(["one", "two, changed", "four"]), "the third line gone");
        ann.Type("/edit four, by command\n");
        ann.Expect(() => Waiting(ann)[^1] == "four, by command", "the last line to be another");
        ann.Type("five\n");
        ann.Type("/delete\n");
        ann.Expect(() => Waiting(ann).Count == 3, "the last line gone");

        proxy.IsClosed = false;
        ann.ExpectAfterReturn(() => Waiting(ann).Count == 0 && Said(ann).Count == 3, "three lines");
        Assert.Equal(["one", "two, changed", "four, by command"], Said(ann));
    }

    [Fact]
    public async Task ChangeOfASentLine_WhileTheConnectionIsAway_IsSaidOnceToBeKept_AndMadeLater()
    {
        await using var server = await TestServer.StartAsync();
        await using var proxy = new FaultProxy(server.EndPoint);
        await using var ann = TestClient.Enter(proxy.EndPoint, "ann");
        ann.Expect("1 person");
        ann.Type("tee\n");
        ann.ExpectConfirmation();
        proxy.IsClosed = true;
        proxy.Cut();
        ann.Expect("Offline; trying again in");
        ann.Type("/edit tea?\n");
        ann.Type("/edit tea\n");
        ann.Expect("The change is kept");
        Assert.Single(Items(ann).OfType<TimelineItem.Local>(), told => told.Text.StartsWith("The change is kept", StringComparison.Ordinal));
        proxy.IsClosed = false;
        ann.ExpectAfterReturn(() => Said(ann).SequenceEqual(["tea"]) && ann.Client.UnsentLines == 0, "the line changed");
    }

    [Fact]
    public async Task LineThatMayHaveArrived_IsNotChanged()
    {
        await using var server = await TestServer.StartAsync();
        await using var proxy = new FaultProxy(server.EndPoint);
        await using var ann = TestClient.Enter(proxy.EndPoint, "ann");
        ann.Expect("1 person");
        proxy.Stall();
        ann.Type("sent and not confirmed\n");
        ann.Type("/delete\n");
        ann.Expect("may have arrived");
        Assert.Equal(["sent and not confirmed"], Waiting(ann));
    }

    static List<string> Waiting(TestClient client) => [.. client.State.Current!.Timeline.Waiting.Select(line => line.Text)];

    static List<string> Said(TestClient client) => [.. Items(client).OfType<TimelineItem.Said>().Select(said => said.Text)];

    static IEnumerable<TimelineItem> Items(TestClient client)
    {
        var timeline = client.State.Current!.Timeline;
        return Enumerable.Range(0, timeline.Count).Select(i => timeline[i].Item);
    }
}
