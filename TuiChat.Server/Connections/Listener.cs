using System.Net;
using System.Net.Sockets;

namespace TuiChat.Server.Connections;

/// <summary>Hands over each connection that comes to a socket which listens, on the loop that takes them: whoever gets it may not block.</summary>
sealed class Listener : IAsyncDisposable
{
    /// <summary>Connections that the system keeps until they are taken; it may hold its own bound below that (net.core.somaxconn).</summary>
    const int Backlog = 4096;

    /// <summary>100 ms, arbitrary: the pause before the next try when the system has nothing left to take one with.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    readonly Socket _socket;
    readonly Action<Socket> _take;
    readonly TimeProvider _time;
    readonly ConnectionLog _log;
    readonly CancellationTokenSource _stop = new();
    readonly Task _loop;

    /// <param name="socket">Listens; owned from here on.</param>
    /// <param name="take">Gets each connection, and owns it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where trouble is told.</param>
    public Listener(Socket socket, Action<Socket> take, TimeProvider time, ConnectionLog log)
    {
        _socket = socket;
        _take = take;
        _time = time;
        _log = log;
        _loop = Task.Run(AcceptAsync);
    }

    /// <summary>Where it listens, with the port that was taken. Of a TCP socket only, and not after it is disposed of.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)_socket.LocalEndPoint!; // it is bound

    /// <summary>Binds and listens over TCP.</summary>
    /// <exception cref="SocketException">The address is in use, not one of this machine, or needs more rights.</exception>
    public static Listener Start(IPEndPoint address, Action<Socket> take, TimeProvider time, ConnectionLog log)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (address.Address.Equals(IPAddress.IPv6Any)) socket.DualMode = true;
            socket.Bind(address);
            socket.Listen(Backlog);
            return new Listener(socket, take, time, log);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Takes no more; on return nobody is handed over any longer.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        _socket.Dispose();
        _stop.Dispose();
    }

    async Task AcceptAsync()
    {
        var isShort = false;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var socket = await _socket.AcceptAsync(_stop.Token).ConfigureAwait(false);
                isShort = false;
                _take(socket);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted)
            {
                // It went while it waited.
            }
            catch (SocketException e) // no descriptor or no memory left: those that go make room
            {
                if (!isShort) _log.CannotTake(e.Message);
                isShort = true;
                await Task.Delay(Pause, _time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // the loop sees a stop
            }
            catch (Exception e) // the outermost loop: this one is lost, the next are taken
            {
                _log.NotTaken(e);
            }
        }
    }
}
