using System.Net.Sockets;

namespace TuiChat.Sessions;

/// <summary>Opens a TCP connection and puts into words why it cannot.</summary>
static class Dialer
{
    /// <summary>Resolves and connects, all addresses of the name in turn.</summary>
    /// <exception cref="SessionEndException">It cannot be reached; the text says why and what to do.</exception>
    public static async Task<Socket> ConnectAsync(ServerAddress address, TimeSpan timeout, TimeProvider time, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, either.Token).ConfigureAwait(false);
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new SessionEndException(new SessionEnd(SessionEndKind.Unreachable, Explain(address, e.SocketErrorCode)), e);
        }
        catch (Exception e) when (e is NotSupportedException or ArgumentException)
        {
            // An address of a family that is switched off here, or a name that no resolver takes.
            socket.Dispose();
            throw new SessionEndException(new SessionEnd(SessionEndKind.Unreachable, $"This machine cannot use the address “{address.Host}”. Type another one, for example the server's IPv4 address."), e);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SessionEndException(new SessionEnd(SessionEndKind.Unreachable, Explain(address, SocketError.TimedOut)), e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    static string Explain(ServerAddress address, SocketError error) => error switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain =>
            $"No host is called “{address.Host}”. Check the spelling, or type its IP address.",
        SocketError.ConnectionRefused =>
            $"{address.Host} is there, but nothing listens on port {address.Port}. Is the server running, and is it that port?",
        SocketError.TimedOut =>
            $"{address.Host} does not answer on port {address.Port}. Check the address, the network and the server's firewall.",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.HostDown =>
            $"There is no way to {address.Host} from here. Check the network connection.",
        SocketError.AccessDenied =>
            $"This machine does not allow a connection to {address.Host} port {address.Port}. Check its firewall.",
        _ => $"{address.Host} port {address.Port} cannot be reached ({error}). Check the address and the network.",
    };
}
