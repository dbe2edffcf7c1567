using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Tests.Server;

namespace TuiChat.Tests.EndToEnd;

/// <summary>People answer, correct, take back and react: two real clients and the real server.</summary>
public sealed class LineJourneyTests
{
    [Fact]
    public async Task TwoPeople_AnswerEditReactAndDelete_AndSeeTheSame()
    {
        await using var server = await TestServer.StartAsync();
        await using var ada = TestClient.Enter(server.EndPoint, "ada");
        ada.Expect("1 person");
        await using var bob = TestClient.Enter(server.EndPoint, "bob");
        bob.Expect("2 people");
        ada.Type("tea at for?\n");
        bob.Expect("tea at for?");
        ada.Type("/edit\n");
        ada.Expect("/edit tea at for?");
        ada.Press("Ctrl+U");
        ada.Type("/edit tea at four?\n");
        ExpectBoth(line => line is { Text: "tea at four?", IsEdited: true }, "the edit");
        bob.Type("/reply ada yes\n");
        ExpectBoth(line => line is { Text: "yes", ReplyTo: { Seq: 1, Excerpt: "tea at four?" } }, "the answer");
        Assert.True(Line(ada, 3)?.IsMention);
        bob.Type("/react ada :thumbsup:\n");
        ExpectBoth(line => line.Seq == 1 && line.Reactions is [{ Text: "👍", Count: 1 }], "the reaction");
        Assert.True(Line(bob, 1)?.Reactions[0].IsOwn);
        bob.Type("/react 👍\n");
        ExpectBoth(line => line.Seq == 1 && line.Reactions.Count == 0, "no reaction");
        ada.Type("/delete\n");
        ExpectBoth(line => line is { Seq: 1, IsDeleted: true, Text: "" }, "the deletion");
        ExpectBoth(line => line is { Seq: 3, ReplyTo: { Excerpt: null } }, "the quote gone");
        ada.ExpectNot("tea at four?");
        await using var late = TestClient.Enter(server.EndPoint, "cleo");
        late.Expect(() => Line(late, 3) is not null, "the past");
        Assert.Equal((true, ""), Line(late, 1) is { } deleted ? (deleted.IsDeleted, deleted.Text) : default);

        void ExpectBoth(Func<TimelineItem.Said, bool> fits, string what)
        {
            foreach (var client in (TestClient[])[ada, bob]) client.Expect(() => Lines(client).Any(fits), what);
        }
    }

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

    [Theory]
    [InlineData("/edit x", "You have not said anything here yet.")]
    [InlineData("/delete", "You have not said anything here yet.")]
    [InlineData("/reply", "Type what you answer to bob")]
    [InlineData("/reply bob", "Type what you answer to bob")]
    [InlineData("/reply @cleo hi", "cleo has not said anything here yet.")]
    [InlineData("/react", "Type what you react with")]
    [InlineData("/react two words", "no space")]
    [InlineData("/react :nosuchemoji:", "There is no emoji called")]
    public async Task WhatCannotBeDone_IsSaid(string line, string answer)
    {
        await using var server = await TestServer.StartAsync();
        await using var ada = TestClient.Enter(server.EndPoint, "ada");
        ada.Expect("1 person");
        using var bob = await server.EnterAsync("bob");
        await bob.SayAsync("main", "ahoy");
        ada.Expect("ahoy");
        ada.Type(line + "\n");
        ada.Expect(answer);
    }

    static IReadOnlyList<TimelineItem.Said> Lines(TestClient client) => client.State.Find(RoomName.Main) is { } room
        ? [.. Enumerable.Range(0, room.Timeline.Count).Select(i => room.Timeline[i].Item).OfType<TimelineItem.Said>()]
        : [];

    static TimelineItem.Said? Line(TestClient client, long seq) => client.State.Find(RoomName.Main)?.Timeline.Find(seq);
}
