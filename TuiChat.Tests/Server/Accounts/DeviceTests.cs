using TuiChat.Protocol;

namespace TuiChat.Tests.Server.Accounts;

/// <summary>One account on several connections is one person.</summary>
public sealed class DeviceTests
{
    [Fact]
    public async Task TwoDevices_AreOnePerson_InListsCountsAndComings()
    {
        await using var server = await TestServer.StartAsync();
        using var bob = await server.EnterAsync("bob");
        var (desk, welcome) = await Visit.RegisterAsync(server, "ann", "main");
        await bob.ReadAsync<MemberJoined>(joined => joined.Nick.Value == "ann");
        var (phone, _) = await Visit.EnterAsync(server, Visit.Hello("ann", token: welcome.Token), "main");
        var list = Assert.IsType<PeopleList>(await bob.AskAsync(id => new PeopleRequest { Id = id, Room = RoomName.Main }));
        Assert.Equal(["ann", "bob"], list.People.Select(person => person.Nick.Value).Order());
        Assert.Equal([false, true], list.People.OrderBy(person => person.Nick.Value).Select(person => person.Guest));
        Assert.Equal(2, Assert.IsType<ServerInfo>(await bob.AskAsync(id => new AboutRequest { Id = id })).People);
        Assert.Equal(2, Assert.IsType<PersonInfo>(await bob.AskAsync(id => new InfoRequest { Id = id, Nick = LineClient.Nick("ann") })).Devices);

        await phone.SayAsync("main", "from the phone");
        await desk.ReadAsync<ChatMessage>(line => line.Text == "from the phone");
        desk.Dispose();
        await phone.SayAsync("main", "still here");
        await phone.AskAsync(id => new QuitRequest { Id = id, Text = "good night" });
        // Of all comings and goings bob has heard the first and the last.
        var heard = new List<string>();
        while (heard.LastOrDefault() != "left")
        {
            var message = await bob.ReadAsync();
            if (message is MemberJoined { Nick.Value: "ann" }) heard.Add("joined");
            if (message is MemberLeft left && left.Nick.Value == "ann") heard.Add("left");
        }
        Assert.Equal(["left"], heard);
        phone.Dispose();
    }

    [Fact]
    public async Task Resume_OfADevice_ClosesTheOldConnectionOfIt_AndNoOther()
    {
        await using var server = await TestServer.StartAsync();
        var (desk, welcome) = await Visit.RegisterAsync(server, "ann", "main");
        var (phone, second) = await Visit.EnterAsync(server, Visit.Hello("ann", token: welcome.Token), "main");
        var (again, _) = await Visit.EnterAsync(server, Visit.Hello("ann", token: welcome.Token, resume: second.Session), "main");
        Assert.Equal(RefusalCode.Resumed, await Visit.ByeAsync(phone));
        Assert.IsType<Done>(await desk.SayAsync("main", "not me"));
        foreach (var client in (LineClient[])[desk, phone, again]) client.Dispose();
    }

    [Fact]
    public async Task Sessions_ListsLogins_AndLogoutEndsOne()
    {
        await using var server = await TestServer.StartAsync();
        var (desk, _) = await Visit.RegisterAsync(server, "ann");
        var (phone, second) = await Visit.EnterAsync(server, Visit.Hello("ann", Visit.Secret));
        var list = Assert.IsType<SessionList>(await desk.AskAsync(id => new SessionsRequest { Id = id }));
        Assert.Equal((2, 1), (list.Sessions.Count, list.Sessions.Count(login => login.Here)));
        Assert.All(list.Sessions, login => Assert.Equal(("test/1", "127.0.0.1"), (login.Client, login.Address)));
        var other = list.Sessions.Single(login => !login.Here).Session;
        Assert.Equal(RefusalCode.BadField, await Visit.CodeAsync(desk, id => new LogoutRequest { Id = id, Session = 12345 }));
        Assert.Null(await Visit.CodeAsync(desk, id => new LogoutRequest { Id = id, Session = other }));
        Assert.Equal(RefusalCode.LoggedOut, await Visit.ByeAsync(phone));
        Assert.Equal(RefusalCode.WrongLogin, await Visit.CodeAsync(server, Visit.Hello("ann", token: second.Token))); // replayed
        Assert.Single(Assert.IsType<SessionList>(await desk.AskAsync(id => new SessionsRequest { Id = id })).Sessions);
        desk.Dispose();
        phone.Dispose();
    }

    [Fact]
    public async Task Logout_OfAll_EndsEveryLogin_TheOwnOneToo()
    {
        await using var server = await TestServer.StartAsync();
        var (desk, first) = await Visit.RegisterAsync(server, "ann");
        var (phone, second) = await Visit.EnterAsync(server, Visit.Hello("ann", Visit.Secret));
        Assert.Null(await Visit.CodeAsync(desk, id => new LogoutRequest { Id = id, All = true }));
        Assert.Equal(RefusalCode.LoggedOut, await Visit.ByeAsync(desk));
        Assert.Equal(RefusalCode.LoggedOut, await Visit.ByeAsync(phone));
        foreach (var token in (string?[])[first.Token, second.Token]) Assert.Equal(RefusalCode.WrongLogin, await Visit.CodeAsync(server, Visit.Hello("ann", token: token)));
        desk.Dispose();
        phone.Dispose();
    }

    [Fact]
    public async Task Passwd_EndsAllOtherLogins_AndTheOldPassword()
    {
        await using var server = await TestServer.StartAsync();
        var (desk, first) = await Visit.RegisterAsync(server, "ann");
        var (phone, second) = await Visit.EnterAsync(server, Visit.Hello("ann", Visit.Secret));
        const string Better = "a better secret";
        Assert.Equal(RefusalCode.WrongLogin, await Visit.CodeAsync(desk, id => new PasswordRequest { Id = id, Old = "not the old one", Secret = Better }));
        Assert.Equal(RefusalCode.BadField, await Visit.CodeAsync(desk, id => new PasswordRequest { Id = id, Old = Visit.Secret, Secret = "short" }));
        Assert.Null(await Visit.CodeAsync(desk, id => new PasswordRequest { Id = id, Old = Visit.Secret, Secret = Better }));
        Assert.Equal(RefusalCode.LoggedOut, await Visit.ByeAsync(phone));
        Assert.Equal(RefusalCode.WrongLogin, await Visit.CodeAsync(server, Visit.Hello("ann", token: second.Token)));
        Assert.Equal(RefusalCode.WrongLogin, await Visit.CodeAsync(server, Visit.Hello("ann", Visit.Secret)));
        Assert.Null(await Visit.CodeAsync(server, Visit.Hello("ann", token: first.Token))); // the login that changed it lives on
        Assert.Null(await Visit.CodeAsync(server, Visit.Hello("ann", Better)));
        desk.Dispose();
        phone.Dispose();
    }

    [Fact]
    public async Task Token_EndsWhenItIsNotUsed_AndLivesOnWhenItIs()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(settings => settings with { TokenDays = 10, IdleSeconds = 86_400 }, time);
        var (ann, welcome) = await Visit.RegisterAsync(server, "ann");
        Assert.Equal(time.GetUtcNow().AddDays(10).ToUnixTimeMilliseconds(), welcome.Expires);
        ann.Dispose();
        for (var i = 0; i < 3; i++)
        {
            time.Advance(TimeSpan.FromDays(9));
            Assert.Null(await Visit.CodeAsync(server, Visit.Hello("ann", token: welcome.Token)));
        }
        time.Advance(TimeSpan.FromDays(10));
        Assert.Equal(RefusalCode.WrongLogin, await Visit.CodeAsync(server, Visit.Hello("ann", token: welcome.Token)));
    }

    [Fact]
    public async Task Logins_BeyondTheMost_EndTheOldest()
    {
        await using var server = await TestServer.StartAsync();
        var (ann, first) = await Visit.RegisterAsync(server, "ann");
        ann.Dispose();
        for (var i = 0; i < 32; i++) Assert.Null(await Visit.CodeAsync(server, Visit.Hello("ann", Visit.Secret)));
        Assert.Equal(RefusalCode.WrongLogin, await Visit.CodeAsync(server, Visit.Hello("ann", token: first.Token)));
    }

    [Fact]
    public async Task Restart_KeepsAccountsLoginsNamesAndLooks()
    {
        var folder = TestServer.NewFolder();
        string? token;
        await using (var server = await TestServer.StartAsync(folder: folder))
        {
            var (ann, welcome) = await Visit.RegisterAsync(server, "ann");
            token = welcome.Token;
            Assert.Null(await Visit.CodeAsync(ann, id => new LookRequest { Id = id, Color = "#88c0d0" }));
            Assert.Null(await Visit.CodeAsync(ann, id => new RenameRequest { Id = id, Nick = LineClient.Nick("anna") }));
            ann.Dispose();
        }
        await using (var server = await TestServer.StartAsync(folder: folder))
        {
            Assert.Equal(RefusalCode.LoginNeeded, await Visit.CodeAsync(server, Visit.Hello("anna")));
            Assert.Equal(RefusalCode.NickTaken, await Visit.CodeAsync(server, Visit.Hello("ann")));
            var (ann, welcome) = await Visit.EnterAsync(server, Visit.Hello("ann", token: token));
            Assert.Equal(("anna", "#88c0d0"), (welcome.Nick.Value, welcome.Color));
            Assert.Equal(RefusalCode.TooEarly, await Visit.CodeAsync(ann, id => new RenameRequest { Id = id, Nick = LineClient.Nick("annette") }));
            var info = Assert.IsType<PersonInfo>(await ann.AskAsync(id => new InfoRequest { Id = id, Nick = LineClient.Nick("anna") }));
            Assert.Equal(["ann"], info.Former.Select(name => name.Value));
            ann.Dispose();
        }
        Directory.Delete(folder, recursive: true);
    }
}
