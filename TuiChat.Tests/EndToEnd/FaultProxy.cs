using System.Net;
using System.Net.Sockets;

namespace TuiChat.Tests.EndToEnd;

/// <summary>
/// Stands between clients and a server on loopback and does to their connections what networks do: cuts them in the middle of a
/// line, half-closes them, lets them fall silent, takes no new ones. Faults hit the connections that exist at that moment.
/// </summary>
sealed class FaultProxy : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly Lock _gate = new();
    readonly List<Pair> _pairs = [];
    readonly List<Task> _running = [];
    readonly Task _accepting;
    long _bytesLeft = long.MaxValue;

    public FaultProxy(IPEndPoint target)
    {
        Target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where new connections go to.</summary>
    public IPEndPoint Target { get; set; }

    /// <summary>Whether new connections are reset at once.</summary>
    public bool IsClosed { get; set; }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>Resets all connections, on both sides.</summary>
    public void Cut() => ForAll(pair => pair.Abort());

    /// <summary>Resets all connections when this many more bytes have gone through, in either direction.</summary>
    public void CutAfter(int bytes) => Interlocked.Exchange(ref _bytesLeft, bytes);

    /// <summary>Takes back <see cref="CutAfter"/>.</summary>
    public void Calm() => Interlocked.Exchange(ref _bytesLeft, long.MaxValue);

    /// <summary>Nothing goes through any more, in either direction; nobody is told.</summary>
    public void Stall() => ForAll(pair => pair.Stop.Cancel());

    /// <summary>The clients are told that nothing more comes; what they send still arrives.</summary>
    public void HalfClose() => ForAll(pair => pair.HalfClose());

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
        Cut();
        Task[] running;
        lock (_gate) running = [.. _running];
        await Task.WhenAll(running);
    }

    void ForAll(Action<Pair> fault)
    {
        Pair[] pairs;
        lock (_gate) pairs = [.. _pairs];
        foreach (var pair in pairs) fault(pair);
    }

    async Task AcceptAsync()
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await _listener.AcceptSocketAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return; // the listener is closed
            }
            lock (_gate) _running.Add(ServeAsync(client));
        }
    }

    async Task ServeAsync(Socket client)
    {
        var pair = new Pair(client);
        lock (_gate) _pairs.Add(pair);
        try
        {
            if (IsClosed) return;
            await pair.Server.ConnectAsync(Target);
            await Task.WhenAll(PumpAsync(pair.Client, pair.Server, pair), PumpAsync(pair.Server, pair.Client, pair));
            if (pair.Stop.IsCancellationRequested) await pair.Aborted.Task;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The server is not there, or the pair was cut while it came up: the client hears of it below.
        }
        finally
        {
            lock (_gate) _pairs.Remove(pair);
            pair.Abort();
        }
    }

    async Task PumpAsync(Socket from, Socket to, Pair pair)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            int count;
            while ((count = await from.ReceiveAsync(buffer, pair.Stop.Token)) > 0)
            {
                var allowed = (int)Math.Clamp(Interlocked.Add(ref _bytesLeft, -count) + count, 0, count);
                for (var sent = 0; sent < allowed;) sent += await to.SendAsync(buffer.AsMemory(sent, allowed - sent), pair.Stop.Token);
                if (allowed == count) continue;
                Calm();
                Cut();
                return;
            }
            to.Shutdown(SocketShutdown.Send);
        }
        catch (OperationCanceledException) when (pair.Stop.IsCancellationRequested)
        {
            // Stalled: both sockets stay open.
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            if (!pair.IsHalfClosed || to != pair.Client) pair.Abort();
        }
    }

    sealed class Pair(Socket client)
    {
        public Socket Client { get; } = client;

        public Socket Server { get; } = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

        public CancellationTokenSource Stop { get; } = new();

        public TaskCompletionSource Aborted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsHalfClosed { get; private set; }

        public void HalfClose()
        {
            IsHalfClosed = true;
            try
            {
                Client.Shutdown(SocketShutdown.Send);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // It is gone already.
            }
        }

        public void Abort()
        {
            Reset(Client);
            Reset(Server);
            Aborted.TrySetResult();
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
}
