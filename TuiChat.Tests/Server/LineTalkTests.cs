using TuiChat.Protocol;

namespace TuiChat.Tests.Server;

/// <summary>Answers, edits, deletions and reactions through a real server over real sockets.</summary>
public sealed class LineTalkTests
{
    [Fact]
    public async Task Changes_ReachEverybodyInOneSequence()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann");
        using var bob = await server.EnterAsync("bob");
        await ann.SayAsync("main", "helo");
        Assert.Equal(2, Assert.IsType<Done>(await bob.AskAsync(id => new SendRequest { Id = id, Room = RoomName.Main, Text = "hi", Reply = 1 })).Seq);
        Assert.Equal(3, Assert.IsType<Done>(await ann.AskAsync(id => new EditRequest { Id = id, Room = RoomName.Main, Target = 1, Text = "hello" })).Seq);
        Assert.Equal(4, Assert.IsType<Done>(await bob.AskAsync(id => React(id, 1))).Seq);
        Assert.Equal(5, Assert.IsType<Done>(await ann.AskAsync(id => new DeleteRequest { Id = id, Room = RoomName.Main, Target = 1 })).Seq);

        Assert.Equal("helo", (await bob.ReadAsync<ChatMessage>()).Text);
        var answer = await bob.ReadAsync<ChatMessage>();
        Assert.Equal((1L, "ann"), (answer.Reply, answer.To?.Value));
        Assert.Equal((3L, 1L, "hello"), await bob.ReadAsync<LineEdited>() is var edited ? (edited.Seq, edited.Target, edited.Text) : default);
        Assert.Equal((4L, "👍", false), await bob.ReadAsync<LineReaction>() is var reaction ? (reaction.Seq, reaction.Text, reaction.Remove) : default);
        Assert.Equal((5L, "ann"), await bob.ReadAsync<LineDeleted>() is var deleted ? (deleted.Seq, deleted.From.Value) : default);
        Assert.DoesNotContain("hello", string.Join('\n', (await PageAsync(bob)).Select(stored => stored.ToString())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edit_AfterTheNameHasChangedHands_IsRefused_AfterResumeItIsNot()
    {
        await using var server = await TestServer.StartAsync();
        string? secret;
        using (var ann = await EnterAsync(server, null))
        {
            secret = ann.Welcome.Session;
            await ann.Client.SayAsync("main", "mine");
        }
        using (var other = await EnterAsync(server, secret: null, waits: true))
        {
            var refused = Assert.IsType<Refused>(await other.Client.AskAsync(id => new DeleteRequest { Id = id, Room = RoomName.Main, Target = 1 }));
            Assert.Equal(RefusalCode.NotYours, refused.Code);
        }
        using var back = await EnterAsync(server, secret, waits: true);
        Assert.IsType<Done>(await back.Client.AskAsync(id => new EditRequest { Id = id, Room = RoomName.Main, Target = 1, Text = "still mine" }));
    }

    [Fact]
    public async Task Change_BadRequests_AreRefusedWithTheirCode()
    {
        await using var server = await TestServer.StartAsync(settings => settings with { MaxTextBytes = 100 });
        using var ann = await server.EnterAsync("ann");
        await ann.SayAsync("main", "mine");
        (Func<string, Request> Make, string Code)[] bad =
        [
            (id => new EditRequest { Id = id, Room = RoomName.Main, Target = 1, Text = " \n" }, RefusalCode.TextBad),
            (id => new EditRequest { Id = id, Room = RoomName.Main, Target = 1, Text = "\u001b[2J" }, RefusalCode.TextBad),
            (id => new EditRequest { Id = id, Room = RoomName.Main, Target = 1, Text = new string('x', 101) }, RefusalCode.TooLong),
            (id => new EditRequest { Id = id, Room = RoomName.Main, Target = 0, Text = "x" }, RefusalCode.BadField),
            (id => new EditRequest { Id = id, Room = RoomName.Main, Target = 2, Text = "x" }, RefusalCode.NoLine),
            (id => new EditRequest { Id = id, Room = LineClient.Room("elsewhere"), Target = 1, Text = "x" }, RefusalCode.NotMember),
            (id => new DeleteRequest { Id = id, Room = LineClient.Room("elsewhere"), Target = 1 }, RefusalCode.NotMember),
            (id => React(id, 1) with { Room = LineClient.Room("elsewhere") }, RefusalCode.NotMember),
            (id => React(id, 1) with { Text = "" }, RefusalCode.TextBad),
            (id => React(id, 1) with { Text = "a b" }, RefusalCode.TextBad),
            (id => React(id, -1), RefusalCode.BadField),
            (id => new SendRequest { Id = id, Room = RoomName.Main, Text = "x", Reply = 0 }, RefusalCode.BadField),
            (id => new SendRequest { Id = id, Room = RoomName.Main, Text = "x", Reply = 7 }, RefusalCode.NoLine),
        ];
        foreach (var (make, code) in bad) Assert.Equal(code, Assert.IsType<Refused>(await ann.AskAsync(make)).Code);
        Assert.Single(await PageAsync(ann));
    }

    [Fact]
    public async Task React_WhatIsSoAlready_IsAnsweredWithoutAPlace()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann");
        await ann.SayAsync("main", "mine");
        Assert.Equal(2, Assert.IsType<Done>(await ann.AskAsync(id => React(id, 1))).Seq);
        Assert.Null(Assert.IsType<Done>(await ann.AskAsync(id => React(id, 1))).Seq);
    }

    [Fact]
    public async Task History_OfManyFullLines_ComesInPartsThatFit()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann");
        for (var line = 1; line <= 4; line++)
        {
            var seq = Assert.IsType<Done>(await ann.SayAsync("main", string.Concat(Enumerable.Repeat("🙂", Limits.MaxTextBytes / 4)))).Seq ?? 0;
            for (var kind = 0; kind < Limits.MaxReactionKinds; kind++) await ann.AskAsync(id => React(id, seq) with { Text = $"{kind}" });
        }
        using var bob = await server.EnterAsync("bob", room: null);
        var events = await bob.JoinAsync("main", lines: 100);
        Assert.Equal(4 * (1 + Limits.MaxReactionKinds), events.Count);
        Assert.All(events.OfType<ChatMessage>(), line => Assert.Equal(Limits.MaxReactionKinds, line.Reactions?.Count));
    }

    static ReactRequest React(string id, long target) => new() { Id = id, Room = RoomName.Main, Target = target, Text = "👍" };

    static async Task<IReadOnlyList<NumberedEvent>> PageAsync(LineClient client) =>
        Assert.IsType<Page>(await client.AskAsync(id => new HistoryRequest { Id = id, Room = RoomName.Main })).Events;

    /// <summary>Enters as ann; waits for the name when the connection before is still closing.</summary>
    static async Task<Visit> EnterAsync(TestServer server, string? secret, bool waits = false)
    {
        while (true)
        {
            var client = await LineClient.ConnectAsync(server.EndPoint);
            var answer = await client.AskAsync(id => new Hello { Id = id, V = 1, Nick = LineClient.Nick("ann"), Resume = secret });
            if (answer is Welcome welcome)
            {
                await client.JoinAsync("main");
                return new Visit(client, welcome);
            }
            client.Dispose();
            Assert.True(waits && answer is Refused { Code: RefusalCode.NickTaken }, answer.ToString());
        }
    }

    sealed record Visit(LineClient Client, Welcome Welcome) : IDisposable
    {
        public void Dispose() => Client.Dispose();
    }
}
