using TuiChat.Protocol;

namespace TuiChat.Tests.Server.Accounts;

/// <summary>Names: who may have which, and what a new one changes.</summary>
public sealed class NameTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reaction_UnderAFormerName_IsToldAsOnesOwn_ToNobodyElse(bool isAccount)
    {
        await using var server = await TestServer.StartAsync();
        var (ann, _) = await Visit.EnterAsync(server, Visit.Hello("ann", isAccount ? Visit.Secret : null, register: isAccount), "main");
        var (bob, _) = await Visit.EnterAsync(server, Visit.Hello("bob"), "main");
        Assert.IsType<Done>(await bob.SayAsync("main", "tea?", Guid.CreateVersion7()));
        foreach (var who in (LineClient[])[bob, ann]) Assert.IsType<Done>(await who.AskAsync(id => new ReactRequest { Id = id, Room = RoomName.Main, Target = 1, Text = "👍" }));
        Assert.Null(await RenameAsync(ann, "anna"));

        foreach (var (who, own) in ((LineClient, string)[])[(ann, "ann"), (bob, "bob")])
        {
            var page = Assert.IsType<Page>(await who.AskAsync(id => new HistoryRequest { Id = id, Room = RoomName.Main }));
            var reactions = Assert.Single(Assert.IsType<ChatMessage>(page.Events[0]).Reactions ?? []);
            Assert.Equal(["bob", "ann"], reactions.Who.Select(nick => nick.Value));
            Assert.Equal(own, reactions.Own?.Value);
            Assert.Equal([own], page.Events.OfType<LineReaction>().Where(reaction => reaction.Own).Select(reaction => reaction.From.Value));
        }
        ann.Dispose();
        bob.Dispose();
    }

    [Fact]
    public async Task Rename_OfAnAccount_OnceInSevenDays_KeepsTheFormerNameFromOthers()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(settings => settings with { IdleSeconds = 86_400, PingSeconds = 80_000 }, time);
        using var bob = await server.EnterAsync("bob");
        var (ann, _) = await Visit.RegisterAsync(server, "ann", "main");
        Assert.Null(await RenameAsync(ann, "lovelace"));
        var renamed = await bob.ReadAsync<PersonRenamed>();
        Assert.Equal(("ann", "lovelace"), (renamed.Nick.Value, renamed.To.Value));
        Assert.Equal("lovelace", (await ann.ReadAsync<Standing>()).Nick.Value);
        var refused = Assert.IsType<Refused>(await ann.AskAsync(id => new RenameRequest { Id = id, Nick = LineClient.Nick("ada") }));
        Assert.Equal((RefusalCode.TooEarly, (int)TimeSpan.FromDays(7).TotalMilliseconds), (refused.Code, refused.Wait));

        Assert.Equal(RefusalCode.NickTaken, await Visit.CodeAsync(server, Visit.Hello("ann")));
        Assert.Equal(RefusalCode.NickLookalike, await Visit.CodeAsync(server, Visit.Hello("аnn")));
        Assert.Equal(RefusalCode.NickTaken, await Visit.CodeAsync(server, Visit.Hello("ann", Visit.Secret, register: true)));
        Assert.Equal(RefusalCode.NickTaken, await RenameAsync(bob, "ann"));
        Assert.Equal(RefusalCode.WrongLogin, await Visit.CodeAsync(server, Visit.Hello("ann", Visit.Secret))); // no account is called so
        time.Advance(TimeSpan.FromHours(20));
        Assert.Equal(RefusalCode.NickTaken, await RenameAsync(bob, "ann"));
        bob.Dispose();
        ann.Dispose();
        time.Advance(TimeSpan.FromDays(7));
        var (back, _) = await Visit.EnterAsync(server, Visit.Hello("lovelace", Visit.Secret));
        var (other, _) = await Visit.EnterAsync(server, Visit.Hello("ann"));
        Assert.Null(await RenameAsync(back, "ada"));
        back.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task Rename_OfAGuest_IsAtWill_AndFreesTheName()
    {
        await using var server = await TestServer.StartAsync();
        using var bob = await server.EnterAsync("bob");
        var (ann, _) = await Visit.RegisterAsync(server, "alice");
        Assert.Null(await RenameAsync(bob, "bert"));
        Assert.Null(await RenameAsync(bob, "berta"));
        Assert.Equal(RefusalCode.NickTaken, await RenameAsync(bob, "alice"));
        Assert.Equal(RefusalCode.NickLookalike, await RenameAsync(bob, "аlice"));
        await bob.SendRawAsync("{\"t\":\"rename\",\"id\":\"bad\",\"nick\":\"a b\"}\n");
        Assert.Equal(RefusalCode.NickBad, (await bob.ReadAnswerAsync("bad") as Refused)?.Code);
        Assert.Null(await Visit.CodeAsync(server, Visit.Hello("bob")));
        var list = Assert.IsType<PeopleList>(await bob.AskAsync(id => new PeopleRequest { Id = id, Room = RoomName.Main }));
        Assert.Equal("berta", Assert.Single(list.People).Nick.Value);
        ann.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Repeat_AfterARename_IsNotDoubled_AndTheLineStaysOnesOwn(bool isAccount)
    {
        await using var server = await TestServer.StartAsync();
        var (ann, welcome) = await Visit.EnterAsync(server, Visit.Hello("ann", isAccount ? Visit.Secret : null, register: isAccount), "main");
        var cid = Guid.CreateVersion7();
        var said = Assert.IsType<Done>(await ann.SayAsync("main", "once", cid));
        Assert.IsType<Done>(await ann.AskAsync(id => new ReactRequest { Id = id, Room = RoomName.Main, Target = said.Seq ?? 0, Text = "👍" }));
        Assert.Null(await RenameAsync(ann, "anna"));
        Assert.Equal(said.Seq, Assert.IsType<Done>(await ann.SayAsync("main", "once", cid)).Seq);
        ann.Dispose();
        var (back, _) = await Visit.EnterAsync(server, Visit.Hello("anna", token: welcome.Token, resume: welcome.Session), "main");
        Assert.Equal(said.Seq, Assert.IsType<Done>(await back.SayAsync("main", "once", cid)).Seq);
        Assert.IsType<Done>(await back.AskAsync(id => new EditRequest { Id = id, Room = RoomName.Main, Target = said.Seq ?? 0, Text = "twice" }));
        Assert.IsType<Done>(await back.AskAsync(id => new ReactRequest { Id = id, Room = RoomName.Main, Target = said.Seq ?? 0, Text = "👍", Remove = true }));
        Assert.Equal("ann", (await back.ReadAsync<LineReaction>(reaction => reaction.Remove)).From.Value); // the name that stands at the line
        var line = Assert.IsType<ChatMessage>((await back.JoinAsync("main"))[0]);
        Assert.Equal(("ann", "twice", null), (line.From.Value, line.Text, line.Reactions));
        back.Dispose();
    }

    [Fact]
    public async Task Look_IsSeenByOthers_AndKept()
    {
        await using var server = await TestServer.StartAsync();
        using var bob = await server.EnterAsync("bob");
        var (ann, welcome) = await Visit.RegisterAsync(server, "ann", "main");
        Assert.Equal(RefusalCode.BadField, await Visit.CodeAsync(ann, id => new LookRequest { Id = id, Color = "red" }));
        Assert.Null(await Visit.CodeAsync(ann, id => new LookRequest { Id = id, Color = "#ff0000" }));
        Assert.Equal("#ff0000", (await bob.ReadAsync<PersonChanged>()).Color);
        ann.Dispose();
        var (back, second) = await Visit.EnterAsync(server, Visit.Hello("ann", token: welcome.Token), "main");
        Assert.Equal("#ff0000", second.Color);
        Assert.Null(await Visit.CodeAsync(back, id => new LookRequest { Id = id, Color = "" }));
        Assert.Null((await back.ReadAsync<Standing>()).Color);
        back.Dispose();
    }

    [Fact]
    public async Task Info_OfAFormerName_NamesTheNewOne_AlsoAfterARestart()
    {
        var folder = TestServer.NewFolder();
        try
        {
            await using (var server = await TestServer.StartAsync(folder: folder))
            {
                using var bob = await server.EnterAsync("bob");
                using var carl = await server.EnterAsync("carl");
                var (ann, _) = await Visit.RegisterAsync(server, "ann");
                Assert.Null(await RenameAsync(ann, "lovelace"));
                Assert.Null(await RenameAsync(carl, "karl"));
                Assert.Null(await RenameAsync(carl, "charles"));
                Assert.Equal("ann is now called lovelace.", await RefusedInfoAsync(bob, "ann"));
                Assert.Equal("carl is now called charles.", await RefusedInfoAsync(bob, "carl"));
                Assert.Equal("karl is now called charles.", await RefusedInfoAsync(bob, "karl"));
                ann.Dispose();
            }
            await using var again = await TestServer.StartAsync(folder: folder);
            using var dora = await again.EnterAsync("dora");
            Assert.Equal("ann is now called lovelace.", await RefusedInfoAsync(dora, "ann"));
            Assert.StartsWith("Nobody is called carl here.", await RefusedInfoAsync(dora, "carl"), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Info_OfAFormerNameThatAnotherHadSince_NamesTheLastOne()
    {
        await using var server = await TestServer.StartAsync();
        using var bob = await server.EnterAsync("bob");
        using var first = await server.EnterAsync("ann");
        Assert.Null(await RenameAsync(first, "anna"));
        using var second = await server.EnterAsync("ann");
        Assert.Null(await RenameAsync(second, "annette"));
        Assert.Equal("ann is now called annette.", await RefusedInfoAsync(bob, "ann"));
    }

    [Fact]
    public async Task Info_TellsWhatIsKnown_AndAddressesOnlyToThoseWhoMay()
    {
        await using var server = await TestServer.StartAsync();
        using var bob = await server.EnterAsync("bob");
        var (ann, _) = await Visit.RegisterAsync(server, "ann");
        Assert.Null(await RenameAsync(ann, "ada"));
        Assert.Equal(RefusalCode.NoPerson, await Visit.CodeAsync(bob, id => new InfoRequest { Id = id, Nick = LineClient.Nick("nobody") }));
        var here = await InfoAsync(bob, "ADA");
        Assert.Equal(("ada", true, false, null, 1), (here.Nick.Value, here.Online, here.Guest, here.Address, here.Devices));
        Assert.True(here is { Created: > 0, Seen: null, Former: [{ Value: "ann" }] });
        Assert.True((await InfoAsync(bob, "bob")).Guest);

        Assert.Null(await Visit.CodeAsync(bob, id => new ClaimRequest { Id = id, Code = server.Host.ClaimCode ?? "" }));
        Assert.Equal("127.0.0.1", (await InfoAsync(bob, "ada")).Address);
        await ann.AskAsync(id => new QuitRequest { Id = id });
        Assert.Empty(await ann.ReadToEndAsync());
        var away = await InfoAsync(bob, "ada");
        Assert.True(away is { Online: false, Seen: > 0, Devices: null });
        ann.Dispose();
    }

    static Task<string?> RenameAsync(LineClient client, string name) => Visit.CodeAsync(client, id => new RenameRequest { Id = id, Nick = LineClient.Nick(name) });

    static async Task<PersonInfo> InfoAsync(LineClient client, string name) =>
        Assert.IsType<PersonInfo>(await client.AskAsync(id => new InfoRequest { Id = id, Nick = LineClient.Nick(name) }));

    static async Task<string> RefusedInfoAsync(LineClient client, string nick)
    {
        var refused = Assert.IsType<Refused>(await client.AskAsync(id => new InfoRequest { Id = id, Nick = LineClient.Nick(nick) }));
        Assert.Equal(RefusalCode.NoPerson, refused.Code);
        return refused.Text;
    }
}
