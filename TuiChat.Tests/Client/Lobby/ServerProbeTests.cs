using System.Net;
using System.Net.Sockets;
using System.Text;
using TuiChat.Lobby;
using TuiChat.Sessions;
using TuiChat.Tests.Client.Sessions;
using TuiChat.Tests.Server;

namespace TuiChat.Tests.Client.Lobby;

public sealed class ServerProbeTests : IDisposable
{
    readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(30));
    readonly ServerProbe _probe = new(TimeProvider.System);

    public void Dispose()
    {
        _probe.Dispose();
        _deadline.Dispose();
    }

    [Fact]
    public async Task Ask_RealServer_TellsNamePeopleAndRooms()
    {
        await using var server = await TestServer.StartAsync();
        using var ada = await server.EnterAsync("ada");
        var report = await _probe.AskAsync([new ServerAddress("127.0.0.1", server.EndPoint.Port)], _deadline.Token);
        Assert.NotNull(report);
        Assert.Equal(("test", server.Host.ServerId, 1, 1, false), (report.Name, report.Id, report.People, report.Rooms, report.IsLocked));
        Assert.True(report.RoundTrip > TimeSpan.Zero);
    }

    [Fact]
    public async Task Ask_FirstAddressIsDead_TriesTheNext()
    {
        await using var server = await TestServer.StartAsync();
        using var unused = new Socket(SocketType.Stream, ProtocolType.Tcp);
        unused.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // bound but not listening: refuses
        var dead = new ServerAddress("127.0.0.1", ((IPEndPoint)unused.LocalEndPoint!).Port);
        var report = await _probe.AskAsync([dead, new ServerAddress("127.0.0.1", server.EndPoint.Port)], _deadline.Token);
        Assert.Equal(server.EndPoint.Port, report?.Address.Port);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    [InlineData("{\"t\":\"pong\",\"re\":\"about\"}\n")]
    [InlineData("{\"t\":\"server\"}\n")]
    [InlineData("")]
    public async Task Ask_Stranger_IsNoServer(string answer) => Assert.Null(await AskAsync(answer));

    [Fact]
    public async Task Ask_EndlessLine_IsNoServer() => Assert.Null(await AskAsync(new string('x', 200_000)));

    [Fact]
    public async Task Ask_HostileServer_IsCleanedAndBounded()
    {
        var report = await AskAsync(
            $$"""{"t":"server","re":"about","v":1,"min":1,"name":"\u001b[31m{{new string('x', 500)}}","server":"id","software":"s","people":2147483647,"rooms":-5,"uptime":1,"caps":[]}""" + "\n");
        Assert.NotNull(report);
        Assert.DoesNotContain('\u001b', report.Name);
        Assert.True(report.Name.Length <= 64);
        Assert.Equal((1_000_000, 0), (report.People, report.Rooms));
    }

    async Task<ServerReport?> AskAsync(string answer)
    {
        using var peer = new TlsPeer();
        var asking = _probe.AskAsync([peer.Address], _deadline.Token);
        await using (var stream = await peer.AcceptAsync(_deadline.Token))
        {
            await TlsPeer.ReceiveAsync(stream, "\n", _deadline.Token);
            try
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), _deadline.Token);
            }
            catch (IOException)
            {
                // The asker has heard enough.
            }
        }
        return await asking;
    }
}
