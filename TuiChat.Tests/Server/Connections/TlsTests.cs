using System.Security.Authentication;
using System.Text;
using TuiChat.Protocol;

namespace TuiChat.Tests.Server.Connections;

/// <summary>TLS, plain text and other protocols on the one port.</summary>
public sealed class TlsTests
{
    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Tls_IsSpokenBesidePlainText_InOneRoom(SslProtocols protocol)
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await LineClient.ConnectTlsAsync(server.EndPoint, protocol);
        Assert.Equal(server.Host.Fingerprint, ann.Fingerprint);
        Assert.IsType<Welcome>(await ann.AskAsync(id => new Hello { Id = id, V = 1, Nick = LineClient.Nick("ann") }));
        await ann.JoinAsync("main");
        using var bob = await server.EnterAsync("bob");
        Assert.IsType<Done>(await bob.SayAsync("main", "plain"));
        Assert.IsType<Done>(await ann.SayAsync("main", "sealed"));
        foreach (var client in (LineClient[])[ann, bob])
        {
            Assert.Equal("plain", (await client.ReadAsync<ChatMessage>()).Text);
            Assert.Equal("sealed", (await client.ReadAsync<ChatMessage>()).Text);
        }
        await ann.SendAsync(new QuitRequest());
        await ann.ReadAsync<Bye>();
        Assert.Null(await ann.ReadLineAsync());
    }

    [Fact]
    public async Task Tls_WithLongLinesAndManyAnswers_LosesNothing()
    {
        await using var server = await TestServer.StartAsync(settings => settings with { SendBufferBytes = 16 * 1024 });
        using var ann = await LineClient.EnterAsync(server.EndPoint, "ann", tls: true);
        for (var i = 0; i < 50; i++) Assert.IsType<Done>(await ann.SayAsync("main", $"{i} {new string('x', 8000)}"));
        using var bob = await LineClient.EnterAsync(server.EndPoint, "bob", room: null, tls: true);
        var events = await bob.JoinAsync("main", 50);
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"{i}"), events.Cast<ChatMessage>().Select(message => message.Text.Split(' ')[0]));
    }

    [Fact]
    public async Task Stop_TellsThoseBehindTlsToo()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await LineClient.EnterAsync(server.EndPoint, "ann", tls: true);
        await server.Host.StopAsync();
        Assert.Equal(RefusalCode.Stopping, (await ann.ReadAsync<Bye>()).Code);
        Assert.Null(await ann.ReadLineAsync());
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 200 OK")]
    [InlineData("NICK ann\r\nUSER ann 0 * :ann\r\n", "ERROR :This is a TuiChat server")]
    [InlineData("\u0016\u0003\u0001\u0002\u0000\u0001\u0000", "\u0015\u0003\u0003")]
    public async Task Tls_AroundAnotherProtocol_GetsItsAnswerInside(string start, string answer)
    {
        await using var server = await TestServer.StartAsync();
        using var client = await LineClient.ConnectTlsAsync(server.EndPoint);
        await client.SendRawAsync(Encoding.Latin1.GetBytes(start));
        Assert.StartsWith(answer, await client.ReadAllAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tls_WhereThereIsNone_GetsAnAlert()
    {
        await using var server = await TestServer.StartAsync(settings => settings with { Tls = false });
        Assert.Null(server.Host.Fingerprint);
        await Assert.ThrowsAsync<AuthenticationException>(() => LineClient.ConnectTlsAsync(server.EndPoint));
        using var client = await server.EnterAsync("ann");
    }

    [Theory]
    [InlineData("{\"t\":\"about\"}\n", "{\"t\":\"bye\",\"code\":\"plain-text\"")]
    [InlineData("anything\n", "{\"t\":\"bye\",\"code\":\"plain-text\"")]
    [InlineData("NICK ann\r\n", "ERROR :This server takes plain text from its own machine only")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n", "This server takes plain text from its own machine only")]
    public async Task PlainText_FromElsewhere_IsRefusedInItsOwnLanguage(string start, string answer)
    {
        await using var server = await TestServer.StartAsync(isOwnMachine: _ => false);
        using var client = await LineClient.ConnectAsync(server.EndPoint);
        await client.SendRawAsync(start);
        var lines = await client.ReadToEndAsync();
        Assert.StartsWith(answer, Assert.Single(lines), StringComparison.Ordinal);
        using var ann = await LineClient.EnterAsync(server.EndPoint, "ann", tls: true);
    }

    [Fact]
    public async Task PlainText_FromElsewhere_WithMuchBehindIt_StillGetsItsLastLine()
    {
        await using var server = await TestServer.StartAsync(isOwnMachine: _ => false);
        for (var i = 0; i < 10; i++)
        {
            using var client = await LineClient.ConnectAsync(server.EndPoint);
            await client.SendRawAsync("{\"t\":\"about\"}\n" + new string('x', 100_000));
            Assert.Equal(RefusalCode.PlainText, (await client.ReadAsync<Bye>()).Code);
            Assert.Null(await client.ReadLineAsync());
        }
    }

    [Fact]
    public async Task PlainText_FromElsewhere_IsTakenWhenAllowed()
    {
        await using var server = await TestServer.StartAsync(settings => settings with { AllowPlaintext = true }, isOwnMachine: _ => false);
        using var client = await server.EnterAsync("ann");
    }

    [Fact]
    public async Task TooManyConnections_WithTls_AreToldInside()
    {
        await using var server = await TestServer.StartAsync(settings => settings with { MaxConnectionsPerAddress = 1 });
        using var ann = await server.EnterAsync("ann");
        using var second = await LineClient.ConnectTlsAsync(server.EndPoint);
        await second.SendAsync(new AboutRequest());
        Assert.Equal(RefusalCode.TooManyConnections, (await second.ReadAsync<Bye>()).Code);
    }
}
