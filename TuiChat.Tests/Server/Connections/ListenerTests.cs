using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using TuiChat.Server.Connections;

namespace TuiChat.Tests.Server.Connections;

public sealed class ListenerTests
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    static readonly ConnectionLog Log = new(NullLogger.Instance);

    [Fact]
    public async Task Start_HandsOverWhoComes_AlsoAfterADefect()
    {
        var taken = new TaskCompletionSource<Socket>();
        var isFirst = true;
        await using var listener = Listener.Start(
            new IPEndPoint(IPAddress.Loopback, 0),
            socket =>
            {
                if (!isFirst)
                {
                    taken.SetResult(socket);
                    return;
                }
                isFirst = false;
                socket.Dispose();
                throw new InvalidOperationException("A defect.");
            },
            TimeProvider.System,
            Log);
        using var first = await ConnectAsync(listener.EndPoint);
        using var second = await ConnectAsync(listener.EndPoint);
        using var served = await taken.Task.WaitAsync(Deadline);
        Assert.Equal(second.LocalEndPoint, served.RemoteEndPoint);
    }

    [Fact]
    public async Task Dispose_FreesTheAddress()
    {
        var listener = Listener.Start(new IPEndPoint(IPAddress.Loopback, 0), static socket => socket.Dispose(), TimeProvider.System, Log);
        var address = listener.EndPoint;
        var taken = Assert.Throws<SocketException>(() => Listener.Start(address, static socket => socket.Dispose(), TimeProvider.System, Log));
        Assert.Equal(SocketError.AddressAlreadyInUse, taken.SocketErrorCode);
        await listener.DisposeAsync();
        await Assert.ThrowsAsync<SocketException>(() => ConnectAsync(address));
        await using var next = Listener.Start(address, static socket => socket.Dispose(), TimeProvider.System, Log);
        Assert.Equal(address, next.EndPoint);
    }

    static async Task<Socket> ConnectAsync(IPEndPoint address)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }
}
