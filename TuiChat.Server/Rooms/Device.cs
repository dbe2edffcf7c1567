using System.Net;
using System.Security.Cryptography;
using System.Text;
using TuiChat.Protocol;

namespace TuiChat.Server.Rooms;

/// <summary>
/// One connection of a <see cref="Visitor"/>: where it stands, and the secret by which the same client takes its place over on
/// another connection. Touched by many threads; the gate guards the list of rooms.
/// </summary>
sealed class Device(string secret, Outbox outbox)
{
    readonly TaskCompletionSource _freed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly byte[] _digest = Digest(secret);
    readonly Lock _gate = new();
    readonly List<Room> _rooms = [];
    long _login;
    volatile bool _isIdle;

    /// <summary>Where answers, notes and events go.</summary>
    public Outbox Outbox => outbox;

    /// <summary>The other side.</summary>
    public IPAddress Address { get; init; } = IPAddress.None;

    /// <summary>What counts as its address: an IPv4 address or an IPv6 /64 network.</summary>
    public IPAddress Network { get; init; } = IPAddress.None;

    /// <summary>Program and version, or null.</summary>
    public string? Client { get; init; }

    /// <summary>The key of the login of an account that it came with; null for a guest.</summary>
    public long? Login
    {
        get => Volatile.Read(ref _login) is var login and > 0 ? login : null;
        set => Volatile.Write(ref _login, value ?? 0);
    }

    /// <summary>Whether nobody has touched a key there for a while.</summary>
    public bool IsIdle
    {
        get => _isIdle;
        set => _isIdle = value;
    }

    /// <summary>
    /// Who speaks on it when that is a guest: the same on every connection with this secret, another one for whoever has the name
    /// later. Says nothing about the secret that it is made of.
    /// </summary>
    public Guid GuestAuthor { get; } = new(Digest("author " + secret).AsSpan(0, 16), bigEndian: true);

    /// <summary>The rooms that this connection is in.</summary>
    public IReadOnlyList<Room> Rooms
    {
        get
        {
            lock (_gate) return [.. _rooms];
        }
    }

    /// <summary>Completes when it is gone: all that came on the connection before is handled then.</summary>
    public Task Freed => _freed.Task;

    /// <summary>Whether this is the secret; takes equally long for every wrong one.</summary>
    public bool Matches(string candidate) => CryptographicOperations.FixedTimeEquals(_digest, Digest(candidate));

    /// <summary>Ends the connection with this last line.</summary>
    public void Cut(Bye last) => outbox.Cut(last);

    /// <summary>It is gone.</summary>
    public void End() => _freed.TrySetResult();

    /// <summary>It is in a room.</summary>
    public void Add(Room room)
    {
        lock (_gate) _rooms.Add(room);
    }

    /// <summary>It is in a room no more.</summary>
    public void Remove(Room room)
    {
        lock (_gate) _rooms.Remove(room);
    }

    static byte[] Digest(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
