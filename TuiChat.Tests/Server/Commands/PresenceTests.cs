using TuiChat.Protocol;

namespace TuiChat.Tests.Server.Commands;

/// <summary>Away, writing and watching through a real server.</summary>
public sealed class PresenceTests
{
    [Fact]
    public async Task AwayAndBack_AreToldToTheRoomAndToThoseWhoCome()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann");
        using var bob = await server.EnterAsync("bob");
        await ann.AskAsync(id => new AwayRequest { Id = id, Text = "lunch" });
        var away = await bob.ReadAsync<PersonChanged>();
        Assert.Equal(("ann", PersonState.Away, "lunch"), (away.Nick.Value, away.State, away.Note));
        using var cleo = await server.EnterAsync("cleo", null);
        await cleo.SendAsync(new JoinRequest { Id = "j", Room = RoomName.Main });
        Assert.Equal("lunch", (await cleo.ReadAsync<PeopleList>()).People.Single(person => person.Nick.Value == "ann").Note);
        await ann.AskAsync(id => new AwayRequest { Id = id, Idle = true }); // away says more than idle
        await ann.AskAsync(id => new BackRequest { Id = id });
        Assert.Null((await bob.ReadAsync<PersonChanged>()).State);
        await ann.AskAsync(id => new AwayRequest { Id = id, Idle = true });
        Assert.Equal(PersonState.Idle, (await bob.ReadAsync<PersonChanged>()).State);
    }

    [Theory]
    [InlineData("two\nlines", RefusalCode.TextBad)]
    [InlineData("\u001b[2J", RefusalCode.TextBad)]
    public async Task Away_WithABadText_IsRefused(string text, string code)
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann");
        Assert.Equal(code, Assert.IsType<Refused>(await ann.AskAsync(id => new AwayRequest { Id = id, Text = text })).Code);
    }

    [Fact]
    public async Task Typing_IsPassedOnOnceInAWhile()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(time: time);
        using var ann = await server.EnterAsync("ann");
        using var bob = await server.EnterAsync("bob");
        for (var i = 0; i < 5; i++) await ann.AskAsync(id => new TypingRequest { Id = id, Room = RoomName.Main });
        await ann.SayAsync("main", "first");
        Assert.Equal("ann", Assert.Single((await ReadUpToAsync<ChatMessage>(bob)).OfType<WritingEvent>()).Nick.Value);
        time.Advance(TimeSpan.FromMilliseconds(Limits.TypingMilliseconds));
        await ann.AskAsync(id => new TypingRequest { Id = id, Room = RoomName.Main });
        await bob.ReadAsync<WritingEvent>();
        Assert.Equal(RefusalCode.NotMember, Assert.IsType<Refused>(await ann.AskAsync(id => new TypingRequest { Id = id, Room = LineClient.Room("nowhere") })).Code);
    }

    [Fact]
    public async Task Watch_TellsWhoIsHereAndEveryChange()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann");
        using (var bob = await server.EnterAsync("bob"))
        {
            await ann.AskAsync(id => new WatchRequest { Id = id, Nicks = [LineClient.Nick("Bob"), LineClient.Nick("cleo"), LineClient.Nick("BOB")] });
            Assert.Equal(("bob", true), await ann.ReadAsync<PresenceNote>() is var here ? (here.Nick.Value, here.Online) : default);
            Assert.Equal(("cleo", false), await ann.ReadAsync<PresenceNote>() is var gone ? (gone.Nick.Value, gone.Online) : default);
            using var cleo = await server.EnterAsync("cleo", null);
            Assert.Equal(("cleo", true), await ann.ReadAsync<PresenceNote>() is var came ? (came.Nick.Value, came.Online) : default);
        }
        foreach (var name in (string[])["bob", "cleo"]) await ann.ReadAsync<PresenceNote>(note => note.Nick.Value == name && !note.Online);
        await ann.AskAsync(id => new WatchRequest { Id = id, Nicks = [] });
        using var again = await server.EnterAsync("bob");
        await again.SayAsync("main", "back");
        Assert.DoesNotContain(await ReadUpToAsync<ChatMessage>(ann), message => message is PresenceNote);
        var many = Enumerable.Range(0, Limits.MaxWatched + 1).Select(i => LineClient.Nick($"n{i}")).ToList();
        Assert.Equal(RefusalCode.BadField, Assert.IsType<Refused>(await ann.AskAsync(id => new WatchRequest { Id = id, Nicks = many })).Code);
    }

    [Fact]
    public async Task WhatOnlyAnAccountHas_IsRefusedToAGuest()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann");
        Request[] requests =
        [
            new ReadRequest { Room = RoomName.Main, Seq = 0 },
            new MarkersRequest(),
            new BlockRequest { Nick = LineClient.Nick("bob") },
            new BlocksRequest(),
        ];
        foreach (var request in requests)
            Assert.Equal(RefusalCode.AccountNeeded, Assert.IsType<Refused>(await ann.AskAsync(id => request with { Id = id })).Code);
    }

    /// <summary>All messages up to the next of a kind.</summary>
    static async Task<IReadOnlyList<Message>> ReadUpToAsync<T>(LineClient client)
        where T : Message
    {
        var messages = new List<Message>();
        do messages.Add(await client.ReadAsync());
        while (messages[^1] is not T);
        return messages;
    }
}
