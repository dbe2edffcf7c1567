using System.Text.Json;
using TuiChat.Pipe;
using TuiChat.Protocol;
using TuiChat.Sessions;
using TuiChat.Tests.Client;
using TuiChat.Tests.Client.Sessions;
using TuiChat.Tests.Server;

namespace TuiChat.Tests.EndToEnd;

/// <summary>The pipe mode against a real server: what it prints, how it ends, and what becomes of the connection.</summary>
public sealed class PipeTests
{
    [Fact]
    public async Task Lines_AreSaidInOrder_AndTheEndOfTheInputIsTheEnd()
    {
        await using var server = await TestServer.StartAsync();
        using var bob = await server.EnterAsync("bob");
        await using var pipe = PipeClient.Start(server.EndPoint, "ada");
        for (var i = 0; i < 200; i++) pipe.Say($"line {i}");
        pipe.EndInput();
        Assert.Equal(0, await pipe.EndAsync());
        var all = Enumerable.Range(0, 200).Select(i => $"line {i}").ToList();
        Assert.Equal(all, pipe.Said(said => said.GetProperty("own").GetBoolean()));
        foreach (var line in all) Assert.Equal(line, (await bob.ReadAsync<ChatMessage>()).Text);
        Assert.Equal(["pipe", "online", "room"], pipe.Events.Take(3).Select(Kind));
        Assert.Equal(1, pipe.Events[0].GetProperty("v").GetInt32());
        Assert.Equal("end", Kind(pipe.Events[^1]));
    }

    [Fact]
    public async Task History_IsPrintedFirst_MarkedAndInOrder_AlsoWhereItTakesManyPages()
    {
        await using var server = await TestServer.StartAsync();
        using var bob = await server.EnterAsync("bob");
        for (var i = 1; i <= 500; i++) await bob.SayAsync("main", $"line {i}");
        await using var pipe = PipeClient.Start(server.EndPoint, "ada", options => options with { History = 450 });
        pipe.Say("now");
        pipe.EndInput();
        Assert.Equal(0, await pipe.EndAsync());
        Assert.Equal(Enumerable.Range(51, 450).Select(i => $"line {i}"), pipe.Said(said => said.TryGetProperty("past", out _)));
        Assert.Equal(["now"], pipe.Said(said => !said.TryGetProperty("past", out _)));
    }

    [Fact]
    public async Task Commands_AreDoneInOrder_AndAnsweredByTheirIds()
    {
        await using var server = await TestServer.StartAsync();
        await using var pipe = PipeClient.Start(server.EndPoint, "ada");
        string[] lines =
        [
            """{"text":"first","id":"a"}""", """{"t":"edit","target":1,"text":"better","id":"b"}""", """{"t":"react","target":1,"text":"👍","id":"c"}""",
            """{"t":"react","target":1,"text":"👍","remove":true,"id":"d"}""", """{"t":"set-topic","text":"Tea","id":"e"}""", """{"t":"join","room":"lounge","id":"f"}""",
            """{"room":"lounge","text":"here","kind":"action","id":"g"}""", """{"t":"people","room":"lounge","id":"h"}""", """{"t":"rooms"}""", """{"t":"leave","room":"lounge","id":"i"}""",
            """{"t":"delete","target":1,"id":"j"}""", """{"t":"quit","text":"good night"}""",
        ];
        using var bob = await server.EnterAsync("bob");
        foreach (var line in lines) pipe.Say(line);
        Assert.Equal(0, await pipe.EndAsync());
        Assert.Equal("abcdefgij", string.Concat(pipe.Events.Where(happened => Kind(happened) == "ok").Select(happened => happened.GetProperty("re").GetString()).Order()));
        Assert.Equal(["msg", "edited", "reaction", "reaction", "topic", "deleted"], pipe.Events.Where(happened => happened.TryGetProperty("seq", out _) && Kind(happened) != "ok" && happened.GetProperty("room").GetString() == "main").Select(Kind));
        Assert.Equal("""[{"nick":"ada"}]""", pipe.Events.Single(happened => Kind(happened) == "people-list").GetProperty("people").GetRawText());
        Assert.Equal(9, pipe.Events.Single(happened => Kind(happened) == "room-list").GetProperty("line").GetInt64());
        Assert.Equal("good night", (await bob.ReadAsync<MemberLeft>()).Why);
    }

    [Fact]
    public async Task WrongLines_AreErrors_ItGoesOn_AndEndsWithOne()
    {
        await using var server = await TestServer.StartAsync();
        await using var pipe = PipeClient.Start(server.EndPoint, "ada");
        pipe.Say("{broken");
        pipe.Say("""{"room":"elsewhere","text":"x","id":"a"}""");
        pipe.Say("""{"t":"edit","target":99,"text":"x","id":"b"}""");
        pipe.Say("said all the same");
        pipe.EndInput();
        Assert.Equal(1, await pipe.EndAsync());
        var errors = pipe.Events.Where(happened => Kind(happened) == "error").Select(happened => (happened.GetProperty("line").GetInt64(), happened.GetProperty("code").GetString()));
        Assert.Equal([(1, "bad-json"), (2, "not-member"), (3, "no-line")], errors.Order());
        Assert.Equal(["said all the same"], pipe.Said());
    }

    [Fact]
    public async Task BrokenConnections_LoseNothingAndDoubleNothing()
    {
        await using var server = await TestServer.StartAsync();
        await using var proxy = new FaultProxy(server.EndPoint);
        using var bob = await server.EnterAsync("bob");
        await using var pipe = PipeClient.Start(proxy.EndPoint, "ada");
        await pipe.ExpectAsync("room");
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 30; i++) pipe.Say($"ada {round} {i}");
            proxy.CutAfter(2000 + (700 * round));
            for (var i = 0; i < 30; i++) await bob.SayAsync("main", $"bob {round} {i}");
            await pipe.ExpectAsync("offline");
        }
        pipe.EndInput();
        Assert.Equal(0, await pipe.EndAsync());
        Assert.Equal(All("ada"), pipe.Said(said => said.GetProperty("from").GetString() == "ada"));
        Assert.Equal(All("bob"), pipe.Said(said => said.GetProperty("from").GetString() == "bob"));
        Assert.Equal(Enumerable.Range(1, 180), pipe.Events.Where(happened => Kind(happened) == "msg").Select(happened => happened.GetProperty("seq").GetInt32()));

        static IEnumerable<string> All(string who) => Enumerable.Range(0, 3).SelectMany(round => Enumerable.Range(0, 30).Select(i => $"{who} {round} {i}"));
    }

    [Fact]
    public async Task Reader_ThatStandsStill_GetsAllOfItLater()
    {
        await using var server = await TestServer.StartAsync();
        using var bob = await server.EnterAsync("bob");
        await using var pipe = PipeClient.Start(server.EndPoint, "ada", options => options with { Follows = true });
        await pipe.ExpectAsync("room");
        var text = new string('x', 8000);
        for (var i = 0; i < 1500; i++) await bob.SayAsync("main", text); // 12 MB: more than all queues on the way hold
        await bob.SayAsync("main", "last");
        await pipe.ExpectAsync("msg", said => said.GetProperty("text").GetString() == "last");
        Assert.Equal(Enumerable.Range(1, 1501), pipe.Events.Where(happened => Kind(happened) == "msg").Select(happened => happened.GetProperty("seq").GetInt32()));
        pipe.Interrupt(15);
        Assert.Equal(143, await pipe.EndAsync());
    }

    [Fact]
    public async Task Input_IsNotReadFarAhead_WhileTheServerIsAway()
    {
        await using var server = await TestServer.StartAsync();
        await using var proxy = new FaultProxy(server.EndPoint);
        await using var pipe = PipeClient.Start(proxy.EndPoint, "ada");
        await pipe.ExpectAsync("room");
        proxy.IsClosed = true;
        proxy.Cut();
        await pipe.ExpectAsync("offline");
        var line = new string('y', 4000);
        var writing = Task.Run(() =>
        {
            for (var i = 0; i < 400; i++) pipe.Say(line); // 1.6 MB: a pipe holds 64 KiB
        });
        await pipe.ExpectAsync("offline"); // it was tried once more meanwhile
        await pipe.ExpectAsync("offline");
        Assert.False(writing.IsCompleted);
        pipe.Interrupt(2);
        Assert.Equal(130, await pipe.EndAsync());
        pipe.CloseInput();
        await Assert.ThrowsAnyAsync<IOException>(() => writing);
    }

    [Fact]
    public async Task ChangedKey_EndsItBeforeAnythingIsSent_UntilTheFingerprintIsGiven()
    {
        var data = TestServer.NewFolder();
        await using var first = await TestServer.StartAsync();
        await using var second = await TestServer.StartAsync();
        await using var proxy = new FaultProxy(first.EndPoint);
        await using (var pipe = PipeClient.Start(proxy.EndPoint, "ada", data: data))
        {
            pipe.EndInput();
            Assert.Equal("first-use", (await pipe.ExpectAsync("online")).GetProperty("trust").GetString());
            Assert.Equal(0, await pipe.EndAsync());
        }
        proxy.Target = second.EndPoint;
        await using (var pipe = PipeClient.Start(proxy.EndPoint, "ada", data: data))
        {
            Assert.Equal("untrusted", (await pipe.ExpectAsync("end")).GetProperty("code").GetString());
            Assert.Equal(77, await pipe.EndAsync());
            Assert.Contains($"--fingerprint {second.Host.Fingerprint}", pipe.Error.ToString(), StringComparison.Ordinal);
        }
        foreach (var (key, code) in new[] { (first.Host.Fingerprint, 77), (second.Host.Fingerprint, 0) })
        {
            await using var pipe = PipeClient.Start(proxy.EndPoint, "ada", options => options with { Target = options.Target with { Key = key, Source = KeySource.Person } }, data);
            pipe.EndInput();
            Assert.Equal(code, await pipe.EndAsync());
        }
        await using (var pipe = PipeClient.Start(proxy.EndPoint, "ada", data: data))
        {
            pipe.EndInput();
            Assert.Equal("remembered", (await pipe.ExpectAsync("online")).GetProperty("trust").GetString());
            Assert.Equal(0, await pipe.EndAsync());
        }
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task LockedServer_TakesThePasswordOnly()
    {
        await using var server = await TestServer.StartAsync(password: "open sesame");
        await using (var without = PipeClient.Start(server.EndPoint, "ada"))
        {
            Assert.Equal(1, await without.EndAsync());
            Assert.Equal("password-needed", without.Events[^1].GetProperty("code").GetString());
            Assert.Contains("--password-file", without.Error.ToString(), StringComparison.Ordinal);
        }
        await using var pipe = PipeClient.Start(server.EndPoint, "ada", options => options with { Password = new Secret("open sesame") });
        pipe.EndInput();
        Assert.Equal(0, await pipe.EndAsync());
    }

    [Fact]
    public async Task Filter_PrintsWhatItNames_AndErrorsAndTheEnd()
    {
        await using var server = await TestServer.StartAsync();
        await using var pipe = PipeClient.Start(server.EndPoint, "ada", options => options with { Filter = Filter("mention,joined") });
        pipe.Say("{");
        await pipe.ExpectAsync("error");
        using var bob = await server.EnterAsync("bob");
        await bob.SayAsync("main", "to nobody");
        await bob.SayAsync("main", "@ada look");
        await pipe.ExpectAsync("msg");
        pipe.EndInput();
        await pipe.EndAsync();
        Assert.Equal(["error", "joined", "msg", "end"], pipe.Events.Select(Kind));
        Assert.True(pipe.Events[2].GetProperty("mention").GetBoolean());
    }

    [Fact]
    public async Task Rooms_AreAllJoined_AndARoomThatIsRefusedIsAnError()
    {
        await using var server = await TestServer.StartAsync(settings => settings with { MaxRoomsPerConnection = 2 });
        await using var pipe = PipeClient.Start(server.EndPoint, "ada", options => options with { Rooms = [Names.Room("one"), Names.Room("two"), Names.Room("three")] });
        pipe.Say("to the first");
        pipe.EndInput();
        Assert.Equal(1, await pipe.EndAsync());
        Assert.Equal(["one", "two"], pipe.Events.Where(happened => Kind(happened) == "room").Select(happened => happened.GetProperty("room").GetString()));
        var error = pipe.Events.Single(happened => Kind(happened) == "error");
        Assert.Equal(("full", "three"), (error.GetProperty("code").GetString(), error.GetProperty("room").GetString()));
        Assert.Equal("one", pipe.Events.Single(happened => Kind(happened) == "msg").GetProperty("room").GetString());
    }

    [Fact]
    public async Task HostileTexts_AreEscaped()
    {
        using var peer = new TlsPeer();
        await using var pipe = PipeClient.Start(peer.EndPoint, "ada");
        await using var stream = await peer.AcceptAsync();
        await TlsPeer.WelcomeAsync(stream);
        await TlsPeer.ReceiveAsync(stream, "join");
        await TlsPeer.SendAsync(stream, """{"t":"room","re":"1","more":true,"room":"main","topic":"\u001b]0;x\u0007","head":0,"people":1}""");
        await TlsPeer.SendAsync(stream, """{"t":"page","re":"1","room":"main","events":[]}""");
        await TlsPeer.SendAsync(stream, """{"t":"msg","room":"main","seq":1,"at":1,"from":"bob","text":"\u0000\u001b[2J\u009b2J\u007f\u2028"}""");
        Assert.Equal("\e]0;x\a", (await pipe.ExpectAsync("room")).GetProperty("topic").GetString());
        var raw = (await pipe.ExpectAsync("msg")).GetRawText();
        Assert.All(raw, c => Assert.False(char.IsControl(c) || c is '\u2028', $"U+{(int)c:X4} in {raw}"));
        pipe.Interrupt(15);
    }

    static string? Kind(JsonElement happened) => happened.GetProperty("t").GetString();

    static PipeFilter Filter(string words) => PipeFilter.TryParse(words, out var filter, out var problem) ? filter : throw new ArgumentException(problem);
}
