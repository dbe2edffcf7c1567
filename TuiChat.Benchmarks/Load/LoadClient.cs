using System.Net;
using System.Net.Sockets;

namespace TuiChat.Benchmarks.Load;

/// <summary>What a client does with a whole line, without its newline. Must not keep the span.</summary>
delegate void LineHandler(LoadClient client, ReadOnlySpan<byte> line);

/// <summary>
/// One connection of the load generator. Without a <see cref="Handler"/> it only counts newlines, which is what the members of
/// a big room can afford. Owned by the thread of its <see cref="LoadLoop"/>.
/// </summary>
sealed class LoadClient : IDisposable
{
    readonly Socket _socket;
    byte[] _carried = [];
    byte[] _unsent = [];

    /// <summary>Connects; without waiting when that is said.</summary>
    public LoadClient(IPEndPoint server, int key, bool waits = true)
    {
        Key = key;
        _socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.Blocking = waits;
        try
        {
            _socket.Connect(server);
        }
        catch (SocketException e) when (!waits && e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            // It goes on by itself, and what is sent waits for it.
        }
        _socket.Blocking = false;
        Descriptor = (int)_socket.Handle;
    }

    /// <summary>The number of the client, from 0.</summary>
    public int Key { get; }

    /// <summary>The socket's descriptor.</summary>
    public int Descriptor { get; }

    /// <summary>The room it is counted for, or null.</summary>
    public LoadRoom? Room { get; set; }

    /// <summary>Whole lines go here; null only counts them.</summary>
    public LineHandler? Handler { get; set; }

    /// <summary>The server has closed or reset the connection.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Something waits to be sent.</summary>
    public bool HasUnsent => _unsent.Length > 0;

    /// <summary>Sends all, now or as soon as the socket takes it.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        if (HasUnsent)
        {
            _unsent = [.. _unsent, .. bytes];
            return;
        }
        var sent = Math.Max(0, _socket.Send(bytes, SocketFlags.None, out _)); // an error shows when reading
        if (sent < bytes.Length) _unsent = bytes[sent..].ToArray();
    }

    /// <summary>Tries to send what waits.</summary>
    public void Flush()
    {
        var bytes = _unsent;
        _unsent = [];
        Send(bytes);
    }

    /// <summary>Reads once into the buffer and takes in what came.</summary>
    public void Receive(Span<byte> buffer)
    {
        var count = _socket.Receive(buffer, SocketFlags.None, out var error);
        if (error is SocketError.WouldBlock or SocketError.Interrupted) return;
        if (error != SocketError.Success || count == 0) IsClosed = true;
        else if (Handler is null) Room?.Delivered += buffer[..count].Count((byte)'\n');
        else Split(buffer[..count]);
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    void Split(ReadOnlySpan<byte> bytes)
    {
        while (bytes.IndexOf((byte)'\n') is >= 0 and var end)
        {
            if (_carried.Length == 0) Handler?.Invoke(this, bytes[..end]);
            else Handler?.Invoke(this, [.. _carried, .. bytes[..end]]);
            _carried = [];
            bytes = bytes[(end + 1)..];
        }
        if (!bytes.IsEmpty) _carried = [.. _carried, .. bytes];
    }
}
