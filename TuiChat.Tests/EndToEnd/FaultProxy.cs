using System.Net;
using System.Net.Sockets;

namespace TuiChat.Tests.EndToEnd;

/// <summary>
/// Stands between clients and a server on loopback and does to their connections what networks do: cuts them in the middle of a
/// line, half-closes them, lets them fall silent for a while or for ever, hands bytes over in pieces, takes no new connections, and
/// lets a newer one get through before an older one's last bytes. Faults hit the connections that exist at that moment.
/// </summary>
sealed class FaultProxy : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly Lock _gate = new();
    readonly List<FaultLine> _lines = [];
    readonly List<Task> _running = [];
    readonly Random? _chance;
    readonly Task _accepting;
    long _bytesLeft = long.MaxValue;

    /// <param name="target">The server.</param>
    /// <param name="seed">Of the pieces in which bytes go through; null for whole.</param>
    public FaultProxy(IPEndPoint target, int? seed = null)
    {
        Target = target;
        _chance = seed is { } chosen ? new Random(chosen) : null;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where new connections go to.</summary>
    public IPEndPoint Target { get; set; }

    /// <summary>Whether new connections are reset at once.</summary>
    public bool IsClosed { get; set; }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>Resets all connections, on both sides.</summary>
    public void Cut() => ForAll(line => line.Abort());

    /// <summary>Resets all connections when this many more bytes have gone through, in either direction.</summary>
    public void CutAfter(int bytes) => Interlocked.Exchange(ref _bytesLeft, bytes);

    /// <summary>Takes back <see cref="CutAfter"/>, takes new connections and lets everything go that is held.</summary>
    public void Calm()
    {
        Interlocked.Exchange(ref _bytesLeft, long.MaxValue);
        IsClosed = false;
        ForAll(line => line.Release());
    }

    /// <summary>Nothing goes through any more, in either direction; nobody is told.</summary>
    public void Stall() => ForAll(line =>
    {
        line.ToServer.Writing.Close();
        line.ToClient.Writing.Close();
    });

    /// <summary>The clients are told that nothing more comes; what they send still arrives.</summary>
    public void HalfClose() => ForAll(line => line.ToClient.End());

    /// <summary>Does something to every connection there is, and returns them.</summary>
    public IReadOnlyList<FaultLine> ForAll(Action<FaultLine> fault)
    {
        FaultLine[] lines;
        lock (_gate) lines = [.. _lines];
        foreach (var line in lines) fault(line);
        return lines;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
        Cut();
        Task[] running;
        lock (_gate) running = [.. _running];
        await Task.WhenAll(running);
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
            var line = new FaultLine(client, Pieces());
            lock (_gate)
            {
                _lines.Add(line);
                _running.RemoveAll(task => task.IsCompleted);
                _running.Add(ServeAsync(line));
            }
        }
    }

    async Task ServeAsync(FaultLine line)
    {
        if (!IsClosed) await line.RunAsync(Target, Allow, CutNow);
        line.Dispose();
        lock (_gate) _lines.Remove(line);
    }

    int Allow(int count)
    {
        var left = Interlocked.Add(ref _bytesLeft, -count) + count;
        return (int)Math.Clamp(left, 0, count);
    }

    void CutNow()
    {
        Interlocked.Exchange(ref _bytesLeft, long.MaxValue);
        Cut();
    }

    /// <summary>The first 500 pieces of some connections are a few bytes, of some packets, of some everything there is.</summary>
    Func<int>? Pieces()
    {
        if (_chance is null) return null;
        int most = _chance.Next(4) switch { 0 => 3, 1 => 60, 2 => 1400, _ => 16 * 1024 };
        var chance = new Random(_chance.Next());
        var left = 500;
        return () =>
        {
            lock (chance) return left-- > 0 ? chance.Next(1, most + 1) : int.MaxValue;
        };
    }
}
