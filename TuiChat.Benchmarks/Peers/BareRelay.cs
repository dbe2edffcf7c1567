using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using TuiChat.Benchmarks.Load;

namespace TuiChat.Benchmarks.Peers;

/// <summary>
/// The floor: one loop over epoll(7) that understands NICK, JOIN and PRIVMSG of IRC and does nothing but pass lines on. It stores
/// nothing, checks nothing, knows no limits, and writes once to each connection in a round. What it costs is what the system asks.
/// </summary>
sealed class BareRelay : IDisposable
{
    const int ListenerKey = 0, Backlog = 4096;

    /// <summary>4 MiB that one does not read: then it is let go, so that a reader that stops does not take all memory.</summary>
    const int MaxWaiting = 4 * 1024 * 1024;

    readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    readonly Epoll _epoll = new();
    readonly List<Client?> _clients = [null];
    readonly Dictionary<string, List<Client>> _rooms = [];
    readonly Dictionary<string, List<Client>>.AlternateLookup<ReadOnlySpan<char>> _roomsByText;
    readonly List<Client> _dirty = [];
    readonly byte[] _buffer = new byte[64 * 1024];

    BareRelay() => _roomsByText = _rooms.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Listens on a free port of this machine, prints it, and relays until the process is killed.</summary>
    public static void Run()
    {
        using var relay = new BareRelay();
        relay.Loop();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Dispose();
        _epoll.Dispose();
    }

    void Loop()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(Backlog);
        _listener.Blocking = false;
        _epoll.Watch((int)_listener.Handle, ListenerKey);
        Console.Out.WriteLine(((IPEndPoint)_listener.LocalEndPoint!).Port); // it is bound
        var ready = new int[1024];
        while (true)
        {
            // What a full socket did not take is tried again soon.
            var count = _epoll.Wait(ready, _dirty.Count > 0 ? 1 : -1);
            foreach (var key in ready.AsSpan(0, count))
            {
                if (key == ListenerKey) Accept();
                else if (_clients[key] is { } client) Receive(client);
            }
            Flush();
        }
    }

    void Accept()
    {
        while (_listener.Poll(0, SelectMode.SelectRead))
        {
            var socket = _listener.Accept();
            socket.Blocking = false;
            socket.NoDelay = true;
            _epoll.Watch((int)socket.Handle, _clients.Count);
            _clients.Add(new Client(socket, _clients.Count));
        }
    }

    void Receive(Client client)
    {
        var count = client.Socket.Receive(_buffer, SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock) return;
        if (error != SocketError.Success || count == 0)
        {
            LetGo(client);
            return;
        }
        ReadOnlySpan<byte> bytes = _buffer.AsSpan(0, count);
        if (client.Carried.Length > 0) bytes = (byte[])[.. client.Carried, .. bytes];
        while (bytes.IndexOf("\r\n"u8) is >= 0 and var end)
        {
            Handle(client, bytes[..end]);
            bytes = bytes[(end + 2)..];
        }
        client.Carried = bytes.IsEmpty ? [] : bytes.ToArray();
    }

    void Handle(Client client, ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("NICK "u8))
        {
            client.Prefix = [.. ":"u8, .. line[5..], .. "!u@h "u8];
            Post(client, ":bare 422 * :-\r\n"u8);
        }
        else if (line.StartsWith("JOIN "u8))
        {
            var name = Encoding.ASCII.GetString(line[5..]);
            if (!_rooms.TryGetValue(name, out var room)) _rooms[name] = room = [];
            room.Add(client);
            Post(client, ":bare 366 * * :-\r\n"u8);
        }
        else if (line.StartsWith("PRIVMSG "u8))
        {
            Relay(client, line);
        }
    }

    void Relay(Client from, ReadOnlySpan<byte> line)
    {
        var to = line[8..];
        Span<char> name = stackalloc char[64];
        var room = _roomsByText[name[..Encoding.ASCII.GetChars(to[..to.IndexOf((byte)' ')], name)]];
        foreach (var member in room)
        {
            if (member == from) continue;
            Post(member, from.Prefix);
            Post(member, line);
            Post(member, "\r\n"u8);
        }
    }

    void Post(Client client, ReadOnlySpan<byte> bytes)
    {
        if (client.Waiting.WrittenCount == 0) _dirty.Add(client);
        client.Waiting.Write(bytes);
    }

    void Flush()
    {
        _dirty.RemoveAll(client => _clients[client.Key] is null); // it went in this round
        foreach (var client in _dirty)
        {
            var waiting = client.Waiting.WrittenSpan;
            var sent = Math.Max(0, client.Socket.Send(waiting, SocketFlags.None, out _)); // an error shows when reading
            var rest = waiting[sent..].ToArray();
            client.Waiting.ResetWrittenCount();
            client.Waiting.Write(rest);
            if (rest.Length > MaxWaiting) LetGo(client);
        }
        _dirty.RemoveAll(client => client.Waiting.WrittenCount == 0);
    }

    void LetGo(Client client)
    {
        client.Waiting.ResetWrittenCount();
        client.Socket.Dispose(); // which epoll notices by itself
        _clients[client.Key] = null;
        foreach (var room in _rooms.Values) room.Remove(client);
    }

    sealed class Client(Socket socket, int key)
    {
        public Socket Socket => socket;

        public int Key => key;

        public byte[] Prefix { get; set; } = [];

        public byte[] Carried { get; set; } = [];

        public ArrayBufferWriter<byte> Waiting { get; } = new(256);
    }
}
