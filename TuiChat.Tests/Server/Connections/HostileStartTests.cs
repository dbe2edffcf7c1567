using System.Net.Sockets;
using System.Security.Authentication;
using TuiChat.Protocol;

namespace TuiChat.Tests.Server.Connections;

/// <summary>What may come before a connection has shown what it speaks: scanners, half handshakes, silence, noise.</summary>
public sealed class HostileStartTests
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(11); // a little more than helloSeconds

    /// <summary>A TLS record that announces 512 bytes of ClientHello and has two of them.</summary>
    static readonly byte[] HalfHello = [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00];

    [Fact]
    public async Task HalfHandshake_IsCutAtTheDeadline_CountedFromTheAccept()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(time: time);
        using var client = await LineClient.ConnectAsync(server.EndPoint);
        await client.SendRawAsync(HalfHello);
        await UntilAsync(() => server.Host.Context.Meters.PendingHandshakes.Value == 1);
        for (var i = 0; i < 9; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await client.SendRawAsync([0]); // a byte now and then changes nothing
        }
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.DoesNotContain("{", await client.ReadAllAsync(), StringComparison.Ordinal); // no line of ours inside a handshake
        client.Dispose();
        await UntilAsync(server, connections => connections == 0);
    }

    [Fact]
    public async Task Hello_OneByteAtATime_IsReadAndStillHasOneDeadline()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(time: time);
        using var client = await LineClient.ConnectAsync(server.EndPoint);
        foreach (var c in "{\"t\":\"about\"}\n") await client.SendRawAsync(c.ToString());
        await client.ReadAsync<ServerInfo>();
        await client.SendRawAsync("{");
        time.Advance(Deadline);
        Assert.Equal(RefusalCode.Timeout, (await client.ReadAsync<Bye>()).Code);
    }

    [Fact]
    public async Task Silence_OfAHundred_IsCutAndOthersGetIn()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(settings => settings with { MaxConnectionsPerAddress = 1000 }, time);
        var silent = new List<LineClient>();
        for (var i = 0; i < 100; i++) silent.Add(await LineClient.ConnectAsync(server.EndPoint));
        using var ann = await LineClient.EnterAsync(server.EndPoint, "ann", tls: true);
        await UntilAsync(server, connections => connections == 101);
        time.Advance(Deadline);
        foreach (var client in silent)
        {
            Assert.Equal(RefusalCode.Timeout, (await client.ReadAsync<Bye>()).Code);
            client.Dispose();
        }
        await UntilAsync(server, connections => connections == 1);
        Assert.IsType<Done>(await ann.SayAsync("main", "still here"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Noise_OfAScanner_LeavesNothingBehind(int seed)
    {
        var random = new Random(seed);
        await using var server = await TestServer.StartAsync(settings => settings with { MaxConnectionsPerAddress = 1000 });
        for (var i = 0; i < 60; i++)
        {
            using var client = await LineClient.ConnectAsync(server.EndPoint);
            var noise = new byte[random.Next(200)];
            if (i % 4 != 0) random.NextBytes(noise); // every fourth sends NULs
            if (i % 3 == 0) HalfHello.AsSpan(0, Math.Min(noise.Length, HalfHello.Length)).CopyTo(noise);
            try
            {
                await client.SendRawAsync(noise);
                if (i % 2 == 0) client.FinishSending();
            }
            catch (Exception e) when (e is IOException or SocketException)
            {
                // cut before all was sent: allowed for a client like this
            }
        }
        await UntilAsync(server, connections => connections == 0);
        using var ann = await LineClient.EnterAsync(server.EndPoint, "ann", tls: true);
        Assert.IsType<Done>(await ann.SayAsync("main", "still here"));
    }

    [Fact]
    public async Task ClientHello_OfAnOldVersion_GetsAnAlert()
    {
        // TLS 1.0, one old cipher suite, nothing else (RFC 2246 §7.4.1.2).
        byte[] body = [0x03, 0x01, .. new byte[32], 0x00, 0x00, 0x02, 0x00, 0x2f, 0x01, 0x00];
        byte[] hello = [0x16, 0x03, 0x01, 0x00, (byte)(body.Length + 4), 0x01, 0x00, 0x00, (byte)body.Length, .. body];
        await using var server = await TestServer.StartAsync();
        using var client = await LineClient.ConnectAsync(server.EndPoint);
        await client.SendRawAsync(hello);
        var answer = await client.ReadAllAsync();
        Assert.Equal('\u0015', answer[0]); // an alert
        Assert.Equal('\u0002', answer[5]); // a fatal one
        Assert.Equal(1, server.Host.Context.Meters.FailedHandshakes.Value);
    }

    [Fact]
    public async Task OldVersion_OfTheFramework_IsRefused()
    {
        await using var server = await TestServer.StartAsync();
#pragma warning disable CA5397, SYSLIB0039 // Old versions are what is tested.
        await Assert.ThrowsAnyAsync<Exception>(() => LineClient.ConnectTlsAsync(server.EndPoint, SslProtocols.Tls | SslProtocols.Tls11));
#pragma warning restore CA5397, SYSLIB0039
        using var ann = await LineClient.EnterAsync(server.EndPoint, "ann", tls: true);
    }

    [Fact]
    public async Task TruncatedClientHello_AndTheEnd_IsClosed()
    {
        await using var server = await TestServer.StartAsync();
        using var client = await LineClient.ConnectAsync(server.EndPoint);
        await client.SendRawAsync(HalfHello);
        client.FinishSending();
        await client.ReadAllAsync();
        await UntilAsync(server, connections => connections == 0);
    }

    static Task UntilAsync(TestServer server, Predicate<long> fits) => UntilAsync(() => fits(server.Host.Context.Meters.Connections.Value));

    static async Task UntilAsync(Func<bool> isSo)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!isSo())
        {
            deadline.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
