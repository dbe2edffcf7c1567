using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TuiChat.Protocol;

namespace TuiChat.Tests.Server;

/// <summary>A tiny client: a socket, lines, and a deadline on every wait.</summary>
sealed class LineClient : IDisposable
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    readonly Socket _socket;
    readonly Stream _stream;
    readonly byte[] _buffer = new byte[256 * 1024];
    readonly List<Message> _kept = [];
    int _start, _end;
    int _lastId;

    LineClient(Socket socket, Stream? stream = null)
    {
        _socket = socket;
        _stream = stream ?? new NetworkStream(socket);
    }

    /// <summary>The key that the server showed; null without TLS.</summary>
    public Fingerprint? Fingerprint { get; private init; }

    /// <summary>Connects with TLS, whatever the key.</summary>
    public static async Task<LineClient> ConnectTlsAsync(IPEndPoint endPoint, SslProtocols protocols = SslProtocols.None)
    {
        var address = endPoint.Address.Equals(IPAddress.IPv6Any) ? IPAddress.Loopback : endPoint.Address;
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var deadline = new CancellationTokenSource(Deadline);
        await socket.ConnectAsync(address, endPoint.Port, deadline.Token);
        var stream = new SslStream(new NetworkStream(socket));
        Fingerprint? shown = null;
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = "tuichat",
            EnabledSslProtocols = protocols,
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            {
                shown = certificate is X509Certificate2 known ? TuiChat.Protocol.Fingerprint.Of(known) : null;
                return shown is not null; // who it is is compared by the test
            },
        };
        try
        {
            await stream.AuthenticateAsClientAsync(options, deadline.Token);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
        return new LineClient(socket, stream) { Fingerprint = shown };
    }

    public static async Task<LineClient> ConnectAsync(IPEndPoint endPoint, int receiveBuffer = 0)
    {
        var address = endPoint.Address.Equals(IPAddress.IPv6Any) || endPoint.Address.Equals(IPAddress.Any) ? IPAddress.Loopback : endPoint.Address;
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBuffer > 0) socket.ReceiveBufferSize = receiveBuffer;
        await socket.ConnectAsync(address, endPoint.Port);
        return new LineClient(socket);
    }

    /// <summary>Connects and says hello.</summary>
    public static async Task<LineClient> EnterAsync(IPEndPoint endPoint, string nick, string? room = "main", bool tls = false)
    {
        var client = tls ? await ConnectTlsAsync(endPoint) : await ConnectAsync(endPoint);
        await client.SendAsync(new Hello { V = 1, Nick = Nick(nick), Caps = Capability.All });
        await client.ReadAsync<Welcome>();
        if (room is not null) await client.JoinAsync(room);
        return client;
    }

    /// <summary>Connects and says hello as this one; the answer may be a refusal.</summary>
    public static async Task<(LineClient Client, Answer Answer)> HelloAsync(IPEndPoint endPoint, Hello hello)
    {
        var client = await ConnectAsync(endPoint);
        return (client, await client.AskAsync(id => hello with { Id = id, Caps = Capability.All }));
    }

    public static Nickname Nick(string text) => Nickname.TryParse(text, out var nick, out var problem) ? nick : throw new ArgumentException(problem);

    public static RoomName Room(string text) => RoomName.TryParse(text, out var room, out var problem) ? room : throw new ArgumentException(problem);

    public string NextId() => (++_lastId).ToString(System.Globalization.CultureInfo.InvariantCulture);

    public ValueTask SendAsync(Message message) => _stream.WriteAsync(MessageCodec.Encode(message));

    public ValueTask SendRawAsync(string text) => _stream.WriteAsync(Encoding.UTF8.GetBytes(text));

    public ValueTask SendRawAsync(byte[] bytes) => _stream.WriteAsync(bytes);

    public void FinishSending() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Joins and returns the last part of the answer with all events of it.</summary>
    public async Task<IReadOnlyList<NumberedEvent>> JoinAsync(string room, int? lines = null)
    {
        var id = NextId();
        await SendAsync(new JoinRequest { Id = id, Room = Room(room), Lines = lines });
        var events = new List<NumberedEvent>();
        while (true)
        {
            var answer = await ReadAnswerAsync(id);
            if (answer is Refused refused) throw new InvalidOperationException(refused.Text);
            if (answer is Page page) events.AddRange(page.Events);
            if (!answer.More) return events;
        }
    }

    /// <summary>Begins to talk alone with somebody, in a room that is returned as it is.</summary>
    public async Task<RoomState> OpenDirectAsync(string with)
    {
        var id = NextId();
        await SendAsync(new DirectRequest { Id = id, With = Nick(with) });
        var room = Assert.IsType<RoomState>(await ReadAnswerAsync(id));
        while ((await ReadAnswerAsync(id)).More) continue;
        return room;
    }

    /// <summary>Says something and returns the answer: <see cref="Done"/> or <see cref="Refused"/>.</summary>
    public async Task<Answer> SayAsync(string room, string text, Guid? cid = null)
    {
        var id = NextId();
        await SendAsync(new SendRequest { Id = id, Room = Room(room), Text = text, Cid = cid });
        return await ReadAnswerAsync(id);
    }

    public async Task<Answer> AskAsync(Func<string, Request> request)
    {
        var id = NextId();
        await SendAsync(request(id));
        return await ReadAnswerAsync(id);
    }

    /// <summary>Reads on until the answer with this id; what comes before it is kept for later reads.</summary>
    public async Task<Answer> ReadAnswerAsync(string id)
    {
        while (true)
        {
            var message = await ReceiveAsync();
            if (message is Answer answer && answer.Re == id) return answer;
            _kept.Add(message);
        }
    }

    /// <summary>
    /// The first message of this kind that fits and was not read. What came before it is kept for later reads: between messages
    /// of a room and others there is no order.
    /// </summary>
    public async Task<T> ReadAsync<T>(Func<T, bool>? fits = null)
        where T : Message
    {
        for (var i = 0; ; i++)
        {
            if (i == _kept.Count) _kept.Add(await ReceiveAsync());
            if (_kept[i] is not T found || (fits is not null && !fits(found))) continue;
            _kept.RemoveAt(i);
            return found;
        }
    }

    /// <summary>The next message that was not read.</summary>
    public async Task<Message> ReadAsync()
    {
        if (_kept.Count == 0) return await ReceiveAsync();
        var kept = _kept[0];
        _kept.RemoveAt(0);
        return kept;
    }

    async Task<Message> ReceiveAsync()
    {
        var line = await ReadLineAsync() ?? throw new EndOfStreamException("The server has closed the connection.");
        var result = MessageCodec.Decode(Encoding.UTF8.GetBytes(line));
        return result.Message ?? throw new InvalidDataException($"{result.Problem?.Text} In: {line}");
    }

    /// <summary>The next line, or null at the end.</summary>
    public async Task<string?> ReadLineAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var searched = _start;
        while (true)
        {
            var newline = Array.IndexOf(_buffer, (byte)'\n', searched, _end - searched);
            if (newline >= 0)
            {
                var line = Encoding.UTF8.GetString(_buffer, _start, newline - _start);
                _start = newline + 1;
                return line;
            }
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            (_start, _end) = (0, _end - _start);
            searched = _end;
            int read;
            try
            {
                read = await _stream.ReadAsync(_buffer.AsMemory(_end), deadline.Token);
            }
            catch (IOException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
            {
                return null;
            }
            if (read == 0) return null;
            _end += read;
        }
    }

    /// <summary>Everything up to the end, as bytes in Latin-1.</summary>
    public async Task<string> ReadAllAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var all = new MemoryStream();
        await _stream.CopyToAsync(all, deadline.Token);
        return Encoding.Latin1.GetString(all.ToArray());
    }

    /// <summary>All lines up to the end.</summary>
    public async Task<IReadOnlyList<string>> ReadToEndAsync()
    {
        var lines = new List<string>();
        while (await ReadLineAsync() is { } line) lines.Add(line);
        return lines;
    }

    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
    }
}
