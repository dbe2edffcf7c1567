using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace TuiChat.Benchmarks.Load;

/// <summary>
/// One connection through a stream, with TLS or without, read by a task of its own. Dearer for the generator than a
/// <see cref="LoadClient"/>, the same for the server.
/// </summary>
sealed class StreamClient : IDisposable
{
    readonly Stream _stream;
    readonly Dialect _dialect;
    readonly byte[] _buffer = new byte[16 * 1024];
    Task _reading = Task.CompletedTask;
    long _delivered;

    StreamClient(Stream stream, Dialect dialect)
    {
        _stream = stream;
        _dialect = dialect;
    }

    /// <summary>Lines that came since <see cref="Start"/>.</summary>
    public long Delivered => Volatile.Read(ref _delivered);

    /// <summary>Connects and registers; with TLS by a full handshake.</summary>
    public static async Task<StreamClient> EnterAsync(LoadServer server, int number, bool tls)
    {
        var endPoint = tls ? server.TlsEndPoint : server.EndPoint;
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(endPoint).ConfigureAwait(false);
        Stream stream = new NetworkStream(socket, ownsSocket: true);
        if (tls)
        {
            var encrypted = new SslStream(stream);
            var options = new SslClientAuthenticationOptions
            {
                TargetHost = "tuichat",
                AllowTlsResume = false,
                RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null, // of a server that we started
            };
            await encrypted.AuthenticateAsClientAsync(options).ConfigureAwait(false);
            stream = encrypted;
        }
        var client = new StreamClient(stream, server.Dialect);
        await client.AskAsync(server.Dialect.Greeting(number, null), null).ConfigureAwait(false);
        return client;
    }

    /// <summary>Goes into a room.</summary>
    public Task JoinAsync(string room) => AskAsync(_dialect.Join(room), room);

    /// <summary>Sends a line as it is.</summary>
    public ValueTask SendAsync(ReadOnlyMemory<byte> line) => _stream.WriteAsync(line);

    /// <summary>From now on only counts what comes.</summary>
    public void Start() => _reading = Task.Run(CountAsync);

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose(); // ends the reading

    /// <summary>Says something and reads until it is in.</summary>
    async Task AskAsync(string line, string? room)
    {
        await SendAsync(Encoding.UTF8.GetBytes(line)).ConfigureAwait(false);
        var (length, isIn) = (0, false);
        while (!isIn || length > 0)
        {
            var count = await _stream.ReadAsync(_buffer.AsMemory(length)).ConfigureAwait(false);
            if (count == 0) throw new ScenarioException($"The server closed the connection: {Encoding.UTF8.GetString(_buffer, 0, length)}");
            length += count;
            while (_buffer.AsSpan(0, length).IndexOf((byte)'\n') is >= 0 and var end)
            {
                isIn |= _dialect.IsIn(_buffer.AsSpan(0, end), room, out var reply);
                if (reply is not null) await SendAsync(Encoding.UTF8.GetBytes(reply)).ConfigureAwait(false);
                length -= end + 1;
                _buffer.AsSpan(end + 1, length).CopyTo(_buffer);
            }
        }
    }

    async Task CountAsync()
    {
        try
        {
            while (await _stream.ReadAsync(_buffer).ConfigureAwait(false) is > 0 and var count)
                Volatile.Write(ref _delivered, _delivered + _buffer.AsSpan(0, count).Count((byte)'\n'));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The scenario is over.
        }
    }
}
