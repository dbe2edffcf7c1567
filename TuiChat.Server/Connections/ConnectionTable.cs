using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
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

    /// <summary>Serves one new connection to its end.</summary>
    public async Task ServeAsync(ConnectionContext context)
    {
        var address = (context.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var admission = _gate.Enter(address);
        var meters = _services.Server.Meters;
        meters.Accepted.Add();
        meters.Connections.Add();
        try
        {
            if (admission != Admission.Dropped) await ServeAsync(context, address, admission).ConfigureAwait(false);
            else context.Abort();
        }
        finally
        {
            meters.Connections.Add(-1);
            _gate.Leave(address);
        }
    }

    /// <summary>Tells everybody that the server stops; each connection then ends by itself.</summary>
    public void CutAll(Bye last)
    {
        _isStopping = true;
        _services.Site.Stop();
        foreach (var connection in All) connection.Cut(last);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    async Task ServeAsync(ConnectionContext context, IPAddress address, Admission admission)
    {
        var socket = context.Features.Get<IConnectionSocketFeature>()?.Socket ?? throw new InvalidOperationException("The transport has no socket.");
        var id = Interlocked.Increment(ref _lastId);
        var output = new SocketOutput(socket, _services.Server.Settings.Current.SendBufferBytes);
        var connection = new Connection(id, address, new Wire(context, output, _services.Server.Meters.BytesSent), _services) { Refusal = Refusal(admission, address) };
        _connections[id] = connection;
        try
        {
            _services.Log.Opened(id, address.ToString());
            await connection.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            _connections.TryRemove(id, out _);
        }
    }

    Bye? Refusal(Admission admission, IPAddress address) =>
        _isStopping ? Byes.Stopping
        : _services.Server.Moderation.BanOf(address) is { } ban ? RemovalDesk.Bye(ban)
        : admission == Admission.TooMany ? Byes.TooMany
        : admission == Admission.TooManyFromAddress ? Byes.TooManyFromAddress
        : null;

    void CheckAll()
    {
        foreach (var connection in All) connection.CheckLife();
    }
}
