using TuiChat.Protocol;
using TuiChat.Server.Configuration;

namespace TuiChat.Tests.Server.Accounts;

/// <summary>Making an account, and coming back to it.</summary>
public sealed class AccountTests
{
    [Fact]
    public async Task Register_OfAGuest_GivesATokenThatBringsItBack()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann");
        using var bob = await server.EnterAsync("bob");
        var made = Assert.IsType<AccountCreated>(await ann.AskAsync(id => new RegisterRequest { Id = id, Secret = Visit.Secret }));
        Assert.Equal("ann", made.Nick.Value);
        Assert.False((await bob.ReadAsync<PersonChanged>(change => change.Nick.Value == "ann")).Guest);
        Assert.True((await ann.ReadAsync<Standing>()).Account);
        Assert.Equal(RefusalCode.NotAllowed, await Visit.CodeAsync(ann, id => new RegisterRequest { Id = id, Secret = Visit.Secret }));

        var (again, welcome) = await Visit.EnterAsync(server, Visit.Hello("whoever", token: made.Token));
        Assert.Equal(("ann", true, null), (welcome.Nick.Value, welcome.Account, welcome.Token));
        again.Dispose();
    }

    [Fact]
    public async Task Register_OfAGuest_KeepsItsLines()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann");
        var cid = Guid.CreateVersion7();
        var said = Assert.IsType<Done>(await ann.SayAsync("main", "first", cid));
        var made = Assert.IsType<AccountCreated>(await ann.AskAsync(id => new RegisterRequest { Id = id, Secret = Visit.Secret }));
        ann.Dispose();
        var (again, _) = await Visit.EnterAsync(server, Visit.Hello("ann", token: made.Token), "main");
        Assert.Equal(said.Seq, Assert.IsType<Done>(await again.SayAsync("main", "first", cid)).Seq); // a repeat, now of the account
        Assert.Null(await Visit.CodeAsync(again, id => new EditRequest { Id = id, Room = RoomName.Main, Target = said.Seq ?? 0, Text = "better" }));
        again.Dispose();
    }

    [Fact]
    public async Task Hello_UnderARegisteredName_NeedsItsPassword_WhoeverIsThere()
    {
        await using var server = await TestServer.StartAsync();
        var (ann, welcome) = await Visit.RegisterAsync(server, "alice");
        Assert.True(welcome is { Account: true, Token: not null, Expires: > 0 });
        foreach (var _ in (int[])[1, 2])
        {
            Assert.Equal(RefusalCode.LoginNeeded, await Visit.CodeAsync(server, Visit.Hello("Alice")));
            Assert.Equal(RefusalCode.NickLookalike, await Visit.CodeAsync(server, Visit.Hello("аlice"))); // a Cyrillic a
            Assert.Equal(RefusalCode.NickLookalike, await Visit.CodeAsync(server, Visit.Hello("аlice", Visit.Secret, register: true)));
            Assert.Equal(RefusalCode.WrongLogin, await Visit.CodeAsync(server, Visit.Hello("alice", "another secret")));
            ann.Dispose(); // and the same once more while it is away
        }
        var (back, second) = await Visit.EnterAsync(server, Visit.Hello("ALICE", Visit.Secret));
        Assert.Equal("alice", second.Nick.Value);
        back.Dispose();
    }

    [Fact]
    public async Task Hello_WithAWrongLogin_IsAnsweredAlike_WhateverIsWrong()
    {
        await using var server = await TestServer.StartAsync();
        var (ann, _) = await Visit.RegisterAsync(server, "ann");
        var answers = new List<Refused>();
        foreach (var hello in (Hello[])[Visit.Hello("ann", "not the secret"), Visit.Hello("nobody", "not the secret"), Visit.Hello("ann", token: "dead"), Visit.Hello("ann", new string('x', 10_000))])
        {
            var (client, answer) = await LineClient.HelloAsync(server.EndPoint, hello);
            answers.Add(Assert.IsType<Refused>(answer) with { Re = null });
            client.Dispose();
        }
        Assert.Single(answers.Distinct());
        Assert.Equal(RefusalCode.WrongLogin, answers[0].Code);
        ann.Dispose();
    }

    [Fact]
    public async Task Hello_ThatRegistersAgain_IsALogin_AndWithAnotherPasswordIsNot()
    {
        await using var server = await TestServer.StartAsync();
        var (first, _) = await Visit.RegisterAsync(server, "ann");
        var (second, welcome) = await Visit.RegisterAsync(server, "ann"); // the answer was lost, say
        Assert.True(welcome.Account);
        Assert.Equal(1, server.Host.Context.Accounts.Count);
        Assert.Equal(RefusalCode.WrongLogin, await Visit.CodeAsync(server, Visit.Hello("ann", "another secret", register: true)));
        first.Dispose();
        second.Dispose();
    }

    [Fact]
    public async Task Register_WithABadPassword_OrWhereItIsClosed_IsRefused()
    {
        await using var server = await TestServer.StartAsync();
        foreach (var secret in (string[])["", "short", new string('x', 300), string.Concat(Enumerable.Repeat("👍", 7))])
            Assert.Equal(RefusalCode.BadField, await Visit.CodeAsync(server, Visit.Hello("ann", secret, register: true)));
        server.Host.Apply(server.Host.Context.Settings.Current with { Registration = ServerSettings.RegistrationClosed });
        Assert.Equal(RefusalCode.RegistrationClosed, await Visit.CodeAsync(server, Visit.Hello("ann", Visit.Secret, register: true)));
        server.Host.Apply(server.Host.Context.Settings.Current with { Registration = ServerSettings.RegistrationOpen, MaxAccountsPerAddressPerDay = 1 });
        Assert.Null(await Visit.CodeAsync(server, Visit.Hello("ann", Visit.Secret, register: true)));
        Assert.Equal(RefusalCode.Full, await Visit.CodeAsync(server, Visit.Hello("bob", Visit.Secret, register: true)));
    }

    [Fact]
    public async Task Guests_WhereTheyAreRefusedOrLimited()
    {
        await using var server = await TestServer.StartAsync(settings => settings with { Guests = ServerSettings.GuestsRefused });
        Assert.Equal(RefusalCode.NoGuests, await Visit.CodeAsync(server, Visit.Hello("bob")));
        var (ann, _) = await Visit.RegisterAsync(server, "ann", "lounge");
        server.Host.Apply(server.Host.Context.Settings.Current with { Guests = ServerSettings.GuestsLimited });
        using var bob = await server.EnterAsync("bob", "lounge");
        Assert.IsType<Done>(await bob.SayAsync("lounge", "hello"));
        Assert.Equal(RefusalCode.AccountNeeded, await Visit.CodeAsync(bob, id => new JoinRequest { Id = id, Room = LineClient.Room("new") }));
        Assert.Equal(RefusalCode.AccountNeeded, await Visit.CodeAsync(bob, id => new SetTopicRequest { Id = id, Room = LineClient.Room("lounge"), Text = "x" }));
        await ann.JoinAsync("new");
        Assert.IsType<Done>(await ann.AskAsync(id => new SetTopicRequest { Id = id, Room = LineClient.Room("lounge"), Text = "x" }));
        ann.Dispose();
    }

    [Fact]
    public async Task Hello_WithAWeakHash_MakesItStrongAndStaysALogin()
    {
        await using var server = await TestServer.StartAsync();
        var (ann, _) = await Visit.RegisterAsync(server, "ann");
        var accounts = server.Host.Context.Accounts;
        var id = accounts.Find(LineClient.Nick("ann"))?.Id ?? 0;
        await accounts.SetHashAsync(id, TuiChat.Server.Access.PasswordHash.Make(Visit.Secret, 10).Text);
        Assert.Null(await Visit.CodeAsync(server, Visit.Hello("ann", Visit.Secret)));
        Assert.Contains("$1000$", accounts.Find(id)?.Hash, StringComparison.Ordinal);
        Assert.Null(await Visit.CodeAsync(server, Visit.Hello("ann", Visit.Secret)));
        ann.Dispose();
    }

    [Fact]
    public async Task Guesses_OverManyConnections_AreSlowedDown_AndATokenStillBringsOneIn()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(time: time);
        var (ann, welcome) = await Visit.RegisterAsync(server, "ann");
        var codes = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Visit.CodeAsync(server, Visit.Hello(i % 2 == 0 ? "ann" : $"nobody{i}", $"guess number {i}"))));
        Assert.Equal(5, codes.Count(code => code == RefusalCode.WrongLogin));
        Assert.Equal(5, server.Host.Context.Gate.Checks);
        Assert.All(codes, code => Assert.Contains(code, (string?[])[RefusalCode.WrongLogin, RefusalCode.Flood, RefusalCode.Busy]));
        Assert.Equal(RefusalCode.Flood, await Visit.CodeAsync(server, Visit.Hello("ann", Visit.Secret)));
        Assert.Equal(RefusalCode.Flood, await Visit.CodeAsync(ann, id => new PasswordRequest { Id = id, Old = Visit.Secret, Secret = "a better secret" }));
        Assert.Equal(RefusalCode.Flood, await Visit.CodeAsync(ann, id => new DeleteAccountRequest { Id = id, Secret = Visit.Secret }));
        Assert.Null(await Visit.CodeAsync(server, Visit.Hello("ann", token: welcome.Token)));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await Visit.CodeAsync(server, Visit.Hello("ann", Visit.Secret)));
        ann.Dispose();
    }

    [Fact]
    public async Task AccountRequests_OfGuests_AreRefused()
    {
        await using var server = await TestServer.StartAsync();
        using var bob = await server.EnterAsync("bob");
        Assert.Equal(RefusalCode.AccountNeeded, await Visit.CodeAsync(bob, id => new SessionsRequest { Id = id }));
        Assert.Equal(RefusalCode.AccountNeeded, await Visit.CodeAsync(bob, id => new LogoutRequest { Id = id }));
        Assert.Equal(RefusalCode.AccountNeeded, await Visit.CodeAsync(bob, id => new PasswordRequest { Id = id, Old = "x", Secret = Visit.Secret }));
        Assert.Equal(RefusalCode.AccountNeeded, await Visit.CodeAsync(bob, id => new DeleteAccountRequest { Id = id, Secret = "x" }));
    }

    [Fact]
    public async Task Guest_WithTheSessionOfOneThatIsAnAccount_IsSomebodyElse()
    {
        await using var server = await TestServer.StartAsync();
        var (ann, welcome) = await Visit.EnterAsync(server, Visit.Hello("ann"));
        var author = server.Host.Context.Visitors.Find(LineClient.Nick("ann"))?.Author;
        Assert.IsType<AccountCreated>(await ann.AskAsync(id => new RegisterRequest { Id = id, Secret = Visit.Secret }));
        var (eve, other) = await Visit.EnterAsync(server, Visit.Hello("eve", resume: welcome.Session));
        Assert.False(other.Account);
        Assert.NotEqual(welcome.Session, other.Session);
        Assert.NotEqual(author, server.Host.Context.Visitors.Find(LineClient.Nick("eve"))?.Author);
        ann.Dispose();
        eve.Dispose();
    }
}
