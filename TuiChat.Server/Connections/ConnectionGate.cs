using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using TuiChat.Server.Configuration;

namespace TuiChat.Server.Connections;

/// <summary>Counts connections, in all and per address, and lets no more in than the settings allow. Touched by many threads.</summary>
sealed class ConnectionGate(LiveSettings settings)
{
    /// <summary>64 connections above the limit are told why they are refused; beyond that they are dropped.</summary>
    const int Told = 64;

    readonly Lock _gate = new();
    readonly Dictionary<IPAddress, int> _byNetwork = [];
    int _total;

    /// <summary>Connections now, those that are being refused included.</summary>
    public int Total => Volatile.Read(ref _total);

    /// <summary>Counts a connection in, whatever the answer; <see cref="Leave"/> counts it out.</summary>
    public Admission Enter(IPAddress address)
    {
        var network = Network(address);
        var current = settings.Current;
        lock (_gate)
        {
            _total++;
            var here = _byNetwork[network] = _byNetwork.GetValueOrDefault(network) + 1;
            if (_total > current.MaxConnections + Told || here > current.MaxConnectionsPerAddress + Told) return Admission.Dropped;
            if (_total > current.MaxConnections) return Admission.TooMany;
            return here > current.MaxConnectionsPerAddress ? Admission.TooManyFromAddress : Admission.Admitted;
        }
    }

    /// <summary>Counts a connection out.</summary>
    public void Leave(IPAddress address)
    {
        var network = Network(address);
        lock (_gate)
        {
            _total--;
            var here = _byNetwork[network] - 1;
            if (here > 0) _byNetwork[network] = here;
            else _byNetwork.Remove(network);
        }
    }

    /// <summary>What counts as one address: an IPv4 address, or an IPv6 /64 network, which one host has to itself.</summary>
    internal static IPAddress Network(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], 0);
        return new IPAddress(bytes);
    }
}
