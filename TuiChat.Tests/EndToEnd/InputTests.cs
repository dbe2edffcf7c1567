using TuiChat.Tests.Server;

namespace TuiChat.Tests.EndToEnd;

/// <summary>What one types, through the whole client: kept over restarts, completed, pasted.</summary>
public sealed class InputTests : IDisposable
{
    readonly string _data = Directory.CreateTempSubdirectory("tuichat-input-").FullName;

    string Kept => Path.Combine(_data, "inputs.jsonl");

    [Fact]
    public async Task DraftsAndHistory_StayOverARestart()
    {
        await using var server = await TestServer.StartAsync();
        await using (var client = TestClient.Enter(server.EndPoint, "ada", data: _data))
        {
            client.Expect("1 person");
            client.Type("the first line\n");
            client.Expect("ada  the first line");
            client.Type("/cd lounge\n");
            client.Expect("▸ lounge");
            client.Type("for the lounge");
            client.Press("Alt+1");
            client.Expect("▸ main");
            client.Type("half a thought");
        }
        await using (var client = TestClient.Enter(server.EndPoint, "ada", data: _data))
        {
            client.Expect("> half a thought");
            client.Press("Ctrl+C", "Up", "Up");
            client.Expect("> /cd lounge");
            client.Press("Ctrl+C", "Ctrl+R");
            client.Type("first");
            client.Expect("the first line");
            client.Press("Enter", "Ctrl+C", "Alt+2");
            client.Expect("> for the lounge");
            client.Press("Ctrl+C", "Ctrl+Up", "Ctrl+Up", "Ctrl+Up");
            client.Expect("> /cd lounge");
        }
    }

    [Fact]
    public async Task DraftsAndHistory_OfARoom_AreNotThoseOfItsNamesakeOnAnotherServer()
    {
        await using var harbour = await TestServer.StartAsync();
        await using var castle = await TestServer.StartAsync();
        await using (var ada = TestClient.Enter(harbour.EndPoint, "ada", data: _data))
        {
            ada.Expect("1 person");
            ada.Type("said in the harbour\n");
            ada.Expect("ada  said");
            ada.Type("half a secret of the harbour");
        }
        await using (var ada = TestClient.Enter(castle.EndPoint, "ada", data: _data))
        {
            ada.Expect("1 person");
            ada.Press("Up");
            ada.Expect("Type a message, or /help");
            Assert.DoesNotContain("harbour", ada.Screen, StringComparison.Ordinal);
        }
        await using var back = TestClient.Enter(harbour.EndPoint, "ada", data: _data);
        back.Expect("> half a secret of the harbour");
    }

    [Fact]
    public async Task Draft_IsOnDiskSoonWithoutAnEnd()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = TestClient.Enter(server.EndPoint, "ada", data: _data);
        client.Expect("1 person");
        client.Type("not yet sent");
        client.Expect(() => File.Exists(Kept) && File.ReadAllText(Kept).Contains("not yet sent", StringComparison.Ordinal), "the draft on disk");
    }

    [Fact]
    public async Task TwoClients_OnOneFolder_KeepBoth()
    {
        await using var server = await TestServer.StartAsync();
        await using (var one = TestClient.Enter(server.EndPoint, "ada", data: _data))
        await using (var other = TestClient.Enter(server.EndPoint, "bob", data: _data))
        {
            one.Expect("1 person");
            other.Expect("2 people");
            one.Expect("2 people");
            one.Type("said by one\n");
            other.Type("said by the other\n");
            other.ExpectConfirmation();
            one.Expect("bob  said by the other");
            other.Expect("ada  said by one");
        }
        var kept = await File.ReadAllTextAsync(Kept);
        Assert.Contains("said by one", kept, StringComparison.Ordinal);
        Assert.Contains("said by the other", kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DamagedFile_IsToldInTheRoom()
    {
        File.WriteAllText(Kept, "not what it should be\n");
        await using var server = await TestServer.StartAsync();
        await using var client = TestClient.Enter(server.EndPoint, "ada", data: _data);
        client.Expect("not be read whole");
        client.Type("goes on\n");
        client.Expect("ada  goes on");
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);
}
