using System.Net;
using System.Net.Sockets;

namespace TuiChat.Tests.EndToEnd;

/// <summary>One connection through a <see cref="FaultProxy"/>, and all that can be done to it. Any thread.</summary>
sealed class FaultLine : IDisposable
{
    readonly Socket _client;
    readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    readonly CancellationTokenSource _over = new();
    volatile bool _isLeft;

    /// <param name="client">The accepted side.</param>
    /// <param name="pieces">Gives the size of each next piece; null for whole.</param>
    public FaultLine(Socket client, Func<int>? pieces)
    {
        _client = client;
        client.NoDelay = true;
        ToServer = new FaultFlow(client, _server, pieces);
        ToClient = new FaultFlow(_server, client, pieces);
    }

    public FaultFlow ToServer { get; }

    public FaultFlow ToClient { get; }

    /// <summary>Connects to the server and carries bytes until the connection is over.</summary>
    /// <param name="target">The server.</param>
    /// <param name="allow">Says of a number of bytes how many may go through.</param>
    /// <param name="exhausted">Called when fewer went through than there were.</param>
    public async Task RunAsync(IPEndPoint target, Func<int, int> allow, Action exhausted)
    {
        try
        {
            await _server.ConnectAsync(target, _over.Token);
            if (_server.LocalEndPoint!.Equals(_server.RemoteEndPoint)) return; // nobody listens there, and the system has connected it to itself
            await Task.WhenAll(CarryAsync(ToServer, allow, exhausted), CarryAsync(ToClient, allow, exhausted));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The server is not there, or the line was cut while it came up.
        }
        finally
        {
            Abort();
        }
    }

    /// <summary>Lets everything go that is held.</summary>
    public void Release()
    {
        ToServer.Release();
        ToClient.Release();
    }

    /// <summary>The client is cut off; what the line holds of it still goes to the server when it is released.</summary>
    public void LeaveBehind()
    {
        _isLeft = true;
        Reset(_client);
    }

    /// <summary>Both sides are told that nothing more comes, behind all that came before.</summary>
    public void End()
    {
        ToServer.End();
        ToClient.End();
    }

    /// <summary>Resets both sides.</summary>
    public void Abort()
    {
        Reset(_client);
        Reset(_server);
        _over.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose() => Abort();

    async Task CarryAsync(FaultFlow flow, Func<int, int> allow, Action exhausted)
    {
        try
        {
            if (!await flow.RunAsync(allow, _over.Token)) exhausted();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            if (_isLeft) ToServer.End();
            else if (!flow.IsEnded) Abort();
        }
    }

    static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is gone already, or never was connected.
        }
        socket.Dispose();
    }
}
