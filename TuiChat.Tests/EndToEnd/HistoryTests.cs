using System.Text;
using Microsoft.Data.Sqlite;
using TuiChat.Conversations;
using TuiChat.History;
using TuiChat.History.Search;
using TuiChat.Protocol;
using TuiChat.Tests.Server;

namespace TuiChat.Tests.EndToEnd;

/// <summary>What the client remembers over its end: lines, what was read, what was typed.</summary>
public sealed class HistoryTests : IDisposable
{
    readonly string _data = Directory.CreateTempSubdirectory("tuichat-remembered-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task ReadBack_OverAHole_ShowsWhatHappenedThereToLinesBeforeIt()
    {
        await using var server = await TestServer.StartAsync();
        using var bob = await server.EnterAsync("bob");
        await using (var ada = TestClient.Enter(server.EndPoint, "ada", data: _data))
        {
            ada.Expect("2 people");
            for (var seq = 1; seq <= 60; seq++) await bob.SayAsync("main", $"line {seq}");
            await bob.AskAsync(id => new ReactRequest { Id = id, Room = RoomName.Main, Target = 20, Text = "👍" });
            for (var seq = 62; seq <= 310; seq++) await bob.SayAsync("main", $"line {seq}");
            ada.Expect(() => ada.State.Current?.Last == 310, "all lines");
        }
        using var other = new SqliteConnection($"Data Source={Path.Combine(_data, HistoryFile.Name)};Pooling=False");
        other.Open();
        other.CreateFunction("character_pairs", (string text) => CharacterPairs.OfText(text), isDeterministic: true);
        using var command = other.CreateCommand();
        command.CommandText = "DELETE FROM events WHERE seq BETWEEN 61 AND 260; UPDATE events SET marks = NULL WHERE seq = 20; UPDATE ranges SET first = 261; INSERT INTO ranges SELECT room, 1, 60 FROM ranges";
        command.ExecuteNonQuery();
        await using var again = TestClient.Enter(server.EndPoint, "ada", data: _data);
        again.Expect(() => again.State.Current is { IsJoined: true, First: 261 }, "what lies behind the hole");
        command.CommandText = "BEGIN IMMEDIATE"; // nothing can be written now
        command.ExecuteNonQuery();
        again.Client.LoadEarlier();
        again.Expect(() => again.State.Current?.First == 61, "what lies in the hole");
        again.Client.LoadEarlier();
        again.Expect(() => again.State.Current?.First == 1, "what lies before it");
        command.CommandText = "ROLLBACK";
        command.ExecuteNonQuery();
        Assert.Equal("👍", Assert.Single(again.State.Current!.Timeline.Find(20)!.Reactions).Text); // both are there
    }

    /// <summary>As after a kill in the middle of catching up: nobody has to read back to it.</summary>
    [Fact]
    public async Task Restart_OverAHole_FillsItOnDiskByItself()
    {
        await using var server = await TestServer.StartAsync();
        using var bob = await server.EnterAsync("bob");
        await using (var ada = TestClient.Enter(server.EndPoint, "ada", data: _data))
        {
            ada.Expect("2 people");
            for (var seq = 1; seq <= 500; seq++) await bob.SayAsync("main", $"line {seq}");
            ada.Expect(() => ada.State.Current?.Last == 500, "all lines");
        }
        Execute("DELETE FROM events WHERE seq BETWEEN 11 AND 14 OR seq BETWEEN 61 AND 460; DELETE FROM ranges; INSERT INTO ranges SELECT id, 1, 10 FROM rooms UNION SELECT id, 15, 60 FROM rooms UNION SELECT id, 461, 500 FROM rooms");
        var id = server.Host.ServerId;
        await using var again = TestClient.Enter(server.EndPoint, "ada", data: _data);
        again.Expect(() => again.History.ReadHolesAsync(id, "main", 10).GetAwaiter().GetResult().Count == 0 && Kept().Count == 500, "the holes filled");
        Assert.Equal(Enumerable.Range(1, 500).Select(seq => (long)seq), Kept());
        Assert.InRange(again.State.Current?.First ?? 0, 61, 461); // nobody has read back to the older one

        IReadOnlyList<long> Kept() => [.. again.History.ReadBeforeAsync(id, "main", long.MaxValue, 1000).GetAwaiter().GetResult().Lines.Select(line => line.Seq)];
    }

    /// <summary>The room of two is called by the other one, wherever it is seen and whether the server has answered or not.</summary>
    [Fact]
    public async Task Restart_WhileTheServerIsAway_CallsADirectRoomByTheOtherOne()
    {
        await using var server = await TestServer.StartAsync();
        await using var proxy = new FaultProxy(server.EndPoint);
        await using var bob = TestClient.Enter(server.EndPoint, "bob");
        bob.Expect("▸ main");
        await using (var ada = TestClient.Enter(proxy.EndPoint, "ada", data: _data))
        {
            ada.Expect("bob");
            Say(ada, "in main");
            ada.ExpectConfirmation();
            Say(ada, "/msg bob between the two of us");
            ada.Expect(() => ada.State.Conversations.Any(room => room is { Title: "@bob", Last: 1 }), "the line in the room of two");
            ada.Expect(() => ada.History.ReadRoomsAsync().GetAwaiter().GetResult().Any(room => room.Title == "@bob"), "the name on disk");
        }
        proxy.IsClosed = true;
        await using var again = TestClient.Enter(proxy.EndPoint, "ada", room: null, data: _data);
        again.Expect("Offline; trying again in");
        again.Expect(() => again.State.Conversations.Any(room => room.Title == "@bob"), "the other one");
        Assert.Contains("bob", again.Screen, StringComparison.Ordinal);
        Say(again, "/search in:@bob **between**");
        again.Expect("@bob · ");
        again.Press("Enter");
        again.Expect("Enter goes on in the room");
        Assert.Contains("@bob", again.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restart_ShowsWhatWasSeen_MarksWhatIsNew_AndFetchesOnlyThat()
    {
        await using var server = await TestServer.StartAsync();
        await using var bob = TestClient.Enter(server.EndPoint, "bob");
        bob.Expect("▸ main");
        await using (var ann = TestClient.Enter(server.EndPoint, "ann", data: _data))
        {
            ann.Expect("bob");
            Say(bob, "before one");
            ann.Expect("before one");
        }
        bob.Expect("left");
        Say(bob, "meanwhile two");
        bob.Expect(() => bob.State.Current!.Timeline.Waiting.All(_ => false), "the line to arrive");

        await using var again = TestClient.Enter(server.EndPoint, "ann", data: _data);
        again.Expect("meanwhile two");
        again.Expect("before one");
        Assert.Contains("new", again.Screen, StringComparison.Ordinal);
        Assert.Equal(["before one", "meanwhile two"], Said(again));
    }

    [Fact]
    public async Task ScrollingUp_LoadsToTheFirstLine()
    {
        await using var server = await TestServer.StartAsync();
        await using var bob = TestClient.Enter(server.EndPoint, "bob");
        bob.Expect("▸ main");
        for (var i = 1; i <= 400; i++)
        {
            Say(bob, $"line {i}.");
            if (i % 10 == 0) bob.Expect(() => !bob.State.Current!.Timeline.Waiting.Any(), "the lines to arrive");
        }
        await using var ann = TestClient.Enter(server.EndPoint, "ann", data: _data);
        ann.Expect("line 400.");
        while (!ann.Screen.Contains(" line 1.", StringComparison.Ordinal))
        {
            var (screen, before) = (ann.Screen, Said(ann).Count);
            ann.Press("PageUp");
            if (ann.Screen == screen) ann.Expect(() => Said(ann).Count > before, $"older lines than {before}");
        }
        ann.Expect(" line 1.");
        Assert.Equal(Enumerable.Range(1, 400).Select(i => $"line {i}."), Said(ann));
    }

    /// <summary>A client that ended without a goodbye has left a line that no server has confirmed.</summary>
    [Theory]
    [InlineData(1, false)]
    [InlineData(11, true)]
    public async Task LineOfAClientThatDied_IsSentOnce_AndAskedAboutWhenItIsOld(int minutes, bool isAsked)
    {
        await using var server = await TestServer.StartAsync();
        await using (var first = TestClient.Enter(server.EndPoint, "ann", data: _data)) first.Expect("▸ main");
        var typed = new SendRequest { Room = RoomName.Main, Text = "typed before the end", Cid = Guid.CreateVersion7() };
        using (var dead = LocalHistory.Open(_data, new RetentionOptions(), TimeProvider.System))
        {
            Assert.True(dead.Wait(new WaitingLine(typed.Cid.Value, server.Host.ServerId, "ann", DateTimeOffset.UtcNow.AddMinutes(-minutes), Encoding.UTF8.GetString(MessageCodec.Encode(typed)))));
            await dead.FlushAsync();
        }
        await using (var ann = TestClient.Enter(server.EndPoint, "ann", data: _data))
        {
            if (isAsked)
            {
                ann.Expect("waited over ten minutes");
                ann.Press("s");
            }
            ann.Expect(() => Said(ann).SequenceEqual(["typed before the end"]), "the line, once");
            ann.Expect(() => !ann.State.Current!.Timeline.Waiting.Any(), "nothing to wait");
        }
        await using var again = TestClient.Enter(server.EndPoint, "ann", data: _data);
        again.Expect("typed before the end");
        Assert.Single(Said(again));
        Assert.Empty(again.State.Current!.Timeline.Waiting); // in a room
    }

    static List<string> Said(TestClient client)
    {
        if (client.State.Current?.Timeline is not { } timeline) return [];
        return [.. Enumerable.Range(0, timeline.Count).Select(i => timeline[i].Item).OfType<TimelineItem.Said>().Select(said => said.Text)];
    }

    static void Say(TestClient client, string text)
    {
        client.Type(text);
        client.Press("Enter");
    }

    /// <summary>Runs statements on the file from outside.</summary>
    void Execute(string statements)
    {
        using var other = new SqliteConnection($"Data Source={Path.Combine(_data, HistoryFile.Name)};Pooling=False");
        other.Open();
        other.CreateFunction("character_pairs", (string text) => CharacterPairs.OfText(text), isDeterministic: true);
        using var command = other.CreateCommand();
#pragma warning disable CA2100 // Constant texts.
        command.CommandText = statements;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
