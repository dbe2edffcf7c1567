using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using TuiChat.Protocol;
using TuiChat.Server.Commands;

namespace TuiChat.Server.Connections;

/// <summary>
/// All connections of this server: lets them in, looks after them once a second, and tells them goodbye at the end. Touched by
/// many threads.
/// </summary>
sealed class ConnectionTable : IDisposable
{
    /// <summary>1 s: how often the life of all connections is checked.</summary>
    static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(1);

    readonly ConcurrentDictionary<long, Connection> _connections = [];
    readonly ConnectionServices _services;
    readonly ConnectionGate _gate;
    readonly ITimer _timer;
    readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    long _lastId;
    volatile bool _isStopping;

    /// <param name="services">What all connections share.</param>
    public ConnectionTable(ConnectionServices services)
    {
        _services = services;
        _gate = new ConnectionGate(services.Server.Settings);
        _timer = services.Server.Time.CreateTimer(static table => ((ConnectionTable)table!).CheckAll(), this, Heartbeat, Heartbeat);
    }

    /// <summary>All connections, those without a hello included, in no order.</summary>
    public IEnumerable<Connection> All => _connections.Values;

    /// <summary>Takes over a new connection, which other threads then serve to its end.</summary>
    public void Take(Socket socket)
    {
        if (Address(socket) is not { } address || !TryServe(socket, address)) socket.Dispose();
    }

    /// <summary>Tells everybody that the server stops, and completes when all are gone. No more may come, and each connection ends by itself.</summary>
    /// <param name="last">What they are told.</param>
    /// <param name="limit">For how long it is waited.</param>
    public async Task CutAllAsync(Bye last, TimeSpan limit)
    {
        _isStopping = true;
        _services.Site.Stop();
        foreach (var connection in All) connection.Cut(last);
        if (_gate.Total == 0) return;
        try
        {
            await _gone.Task.WaitAsync(limit, _services.Server.Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            foreach (var connection in All) _services.Log.DoesNotEnd(connection.Id);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    /// <summary>Null when it has gone again.</summary>
    static IPAddress? Address(Socket socket)
    {
        try
        {
            var address = ((IPEndPoint)socket.RemoteEndPoint!).Address; // it is a TCP socket that was connected
            return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    /// <summary>Begins to serve it as far as that goes without waiting; false when it has gone again or comes in too great numbers.</summary>
    bool TryServe(Socket socket, IPAddress address)
    {
        var admission = _gate.Enter(address);
        var meters = _services.Server.Meters;
        meters.Accepted.Add();
        meters.Connections.Add();
        if (admission != Admission.Dropped && Open(socket, address, admission) is { } connection)
        {
            _ = ServeAsync(connection);
            return true;
        }
        Leave(address);
        return false;
    }

    /// <summary>Null when it has gone again.</summary>
    Connection? Open(Socket socket, IPAddress address, Admission admission)
    {
        Wire wire;
        try
        {
            wire = new Wire(socket, _services.Server.Settings.Current.SendBufferBytes, _services.Server.Meters.BytesSent);
        }
        catch (SocketException)
        {
            return null;
        }
        var id = Interlocked.Increment(ref _lastId);
        var connection = new Connection(id, address, wire, _services) { Refusal = Refusal(admission, address) };
        _connections[id] = connection;
        _services.Log.Opened(id, address.ToString());
        return connection;
    }

    async Task ServeAsync(Connection connection)
    {
        try
        {
            await connection.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            _connections.TryRemove(connection.Id, out _);
            Leave(connection.Address);
        }
    }

    void Leave(IPAddress address)
    {
        _services.Server.Meters.Connections.Add(-1);
        _gate.Leave(address);
        if (_isStopping && _gate.Total == 0) _gone.TrySetResult();
    }

    Bye? Refusal(Admission admission, IPAddress address) =>
        _services.Server.Moderation.BanOf(address) is { } ban ? RemovalDesk.Bye(ban)
        : admission == Admission.TooMany ? Byes.TooMany
        : admission == Admission.TooManyFromAddress ? Byes.TooManyFromAddress
        : null;

    void CheckAll()
    {
        foreach (var connection in All) connection.CheckLife();
    }
}
