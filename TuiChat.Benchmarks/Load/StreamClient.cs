using System.Net;
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
    readonly byte[] _buffer = new byte[16 * 1024];
    Task _reading = Task.CompletedTask;
    long _delivered;

    StreamClient(Stream stream) => _stream = stream;

    /// <summary>Lines that came since <see cref="Start"/>.</summary>
    public long Delivered => Volatile.Read(ref _delivered);

    /// <summary>Connects and says hello; with TLS by a full handshake.</summary>
    public static async Task<StreamClient> EnterAsync(IPEndPoint server, int number, bool tls)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server).ConfigureAwait(false);
        Stream stream = new NetworkStream(socket, ownsSocket: true);
        if (tls)
        {
            var encrypted = new SslStream(stream);
            var options = new SslClientAuthenticationOptions
            {
                TargetHost = "tuichat",
                AllowTlsResume = false,
                RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null, // ours, started by us
            };
            await encrypted.AuthenticateAsClientAsync(options).ConfigureAwait(false);
            stream = encrypted;
        }
        var client = new StreamClient(stream);
        await client.AskAsync($$"""{"t":"hello","v":1,"nick":"s{{number}}"}""", "\"welcome\"").ConfigureAwait(false);
        return client;
    }

    /// <summary>Sends a line and reads until an answer that contains a text.</summary>
    public async Task AskAsync(string line, string answer)
    {
        await SendAsync(line + "\n").ConfigureAwait(false);
        var said = "";
        while (!said.Contains(answer, StringComparison.Ordinal) || !said.EndsWith('\n'))
        {
            var count = await _stream.ReadAsync(_buffer).ConfigureAwait(false);
            if (count == 0) throw new ScenarioException($"The server closed the connection: {said}");
            said += Encoding.UTF8.GetString(_buffer, 0, count);
        }
    }

    /// <summary>Sends lines as they are.</summary>
    public ValueTask SendAsync(string lines) => _stream.WriteAsync(Encoding.UTF8.GetBytes(lines));

    /// <summary>From now on only counts what comes.</summary>
    public void Start() => _reading = Task.Run(CountAsync);

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose(); // ends the reading

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
