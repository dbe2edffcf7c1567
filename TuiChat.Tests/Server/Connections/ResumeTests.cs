using TuiChat.Protocol;

namespace TuiChat.Tests.Server.Connections;

/// <summary>A client that comes back while the server still holds its old connection.</summary>
public sealed class ResumeTests
{
    [Fact]
    public async Task Resume_WithTheSecret_TakesTheNameOverAfterWhatWasSaidBefore()
    {
        await using var server = await TestServer.StartAsync();
        using var old = await LineClient.ConnectAsync(server.EndPoint);
        var welcome = await HelloAsync(old, "ann", null);
        await old.JoinAsync("main");
        for (var i = 0; i < 20; i++) await old.SendAsync(new SendRequest { Room = RoomName.Main, Text = $"line {i}", Cid = Guid.CreateVersion7() });

        using var again = await LineClient.ConnectAsync(server.EndPoint);
        var second = await HelloAsync(again, "ann", welcome.Session);

        Assert.Equal(welcome.Session, second.Session);
        Assert.Equal(RefusalCode.Resumed, (await old.ReadAsync<Bye>()).Code);
        var past = await again.JoinAsync("main");
        Assert.Equal(past.Select((_, i) => $"line {i}"), past.Cast<ChatMessage>().Select(message => message.Text));
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Resume_WithoutTheSecret_IsRefusedAndTheOldOneStays(string? secret)
    {
        await using var server = await TestServer.StartAsync();
        using var old = await server.EnterAsync("ann");
        using var thief = await LineClient.ConnectAsync(server.EndPoint);

        var refused = Assert.IsType<Refused>(await thief.AskAsync(id => new Hello { Id = id, V = 1, Nick = LineClient.Nick("ann"), Resume = secret }));

        Assert.Equal(RefusalCode.NickTaken, refused.Code);
        Assert.IsType<Pong>(await old.AskAsync(id => new PingRequest { Id = id }));
    }

    [Fact]
    public void Secrets_AreNotInTheText()
    {
        const string Secret = "0123456789abcdef0123456789abcdef";
        var nick = LineClient.Nick("ann");
        Assert.DoesNotContain(Secret, new Hello { V = 1, Nick = nick, Resume = Secret }.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, new Welcome { V = 1, Nick = nick, Name = "x", Server = "x", At = 0, MaxText = 1, Idle = 1, Session = Secret }.ToString(), StringComparison.Ordinal);
    }

    static async Task<Welcome> HelloAsync(LineClient client, string nick, string? secret) =>
        Assert.IsType<Welcome>(await client.AskAsync(id => new Hello { Id = id, V = 1, Nick = LineClient.Nick(nick), Resume = secret }));
}
