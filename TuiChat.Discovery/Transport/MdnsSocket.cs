using System.Net;
using System.Net.Sockets;
using TuiChat.Discovery.Links;

namespace TuiChat.Discovery.Transport;

/// <summary>
/// One UDP socket of one family on all interfaces: on the mDNS port, shared with the system's own responder, or on an ephemeral
/// port for one-shot queries. Sending is for one task at a time, since the interface to send on is state of the socket.
/// </summary>
sealed class MdnsSocket : IDisposable
{
    const int MaxPacketBytes = 9000;
    const int Hops = 255; // RFC 6762 §11
    static readonly IPAddress Group4 = IPAddress.Parse("224.0.0.251");
    static readonly IPAddress Group6 = IPAddress.Parse("ff02::fb");

    readonly Socket _socket;
    readonly bool _isIPv6;
    readonly int _groupPort;
    readonly HashSet<int> _joined = [];

    MdnsSocket(Socket socket, bool isIPv6, int groupPort)
    {
        _socket = socket;
        _isIPv6 = isIPv6;
        _groupPort = groupPort;
    }

    /// <summary>Opens a socket on <paramref name="port"/>, 0 for an ephemeral one, that sends to the group on
    /// <paramref name="groupPort"/>.</summary>
    /// <exception cref="SocketException">The family is missing, or the port is held exclusively.</exception>
    public static MdnsSocket Open(bool isIPv6, int port, int groupPort)
    {
        AddressFamily family = isIPv6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;
        var socket = new Socket(family, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (isIPv6) socket.DualMode = false;
            if (port != 0)
            {
                // Both: Windows needs the first, and .NET sets SO_REUSEPORT along with the second on Unix.
                socket.ExclusiveAddressUse = false;
                socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            }

            SocketOptionLevel level = isIPv6 ? SocketOptionLevel.IPv6 : SocketOptionLevel.IP;
            socket.SetSocketOption(level, SocketOptionName.PacketInformation, true);
            socket.SetSocketOption(level, SocketOptionName.MulticastTimeToLive, Hops);
            socket.SetSocketOption(level, SocketOptionName.MulticastLoopback, true);
            socket.Ttl = Hops;
            socket.Bind(new IPEndPoint(isIPv6 ? IPAddress.IPv6Any : IPAddress.Any, port));
            return new MdnsSocket(socket, isIPv6, groupPort);
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Joins the group on these interfaces; those that are gone need a new join when they come back.</summary>
    public void JoinAll(IEnumerable<int> interfaces)
    {
        int[] wanted = [.. interfaces];
        _joined.IntersectWith(wanted);
        foreach (int index in wanted.Where(index => !_joined.Contains(index)).ToArray())
        {
            if (TryJoin(index)) _joined.Add(index);
        }
    }

    /// <summary>Sends one packet; false when the network refuses it, as an interface does on its way down.</summary>
    public bool TrySend(OutgoingPacket packet)
    {
        try
        {
            int index = packet.Link.Interface;
            // IPv4 takes the index in network order, IPv6 as it is.
            _socket.SetSocketOption(
                _isIPv6 ? SocketOptionLevel.IPv6 : SocketOptionLevel.IP, SocketOptionName.MulticastInterface,
                _isIPv6 ? index : IPAddress.HostToNetworkOrder(index));
            IPEndPoint to = packet.To ??
                new IPEndPoint(_isIPv6 ? new IPAddress(Group6.GetAddressBytes(), index) : Group4, _groupPort);
            _socket.SendTo(packet.Bytes, to);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Hands every datagram on until the token fires. The buffer is the receiver's only during the call.</summary>
    public async Task ReceiveAllAsync(
        Action<Link, IPEndPoint, bool, ReadOnlySpan<byte>> receive, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[MaxPacketBytes];
        EndPoint any = new IPEndPoint(_isIPv6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                SocketReceiveMessageFromResult result =
                    await _socket.ReceiveMessageFromAsync(buffer, SocketFlags.None, any, cancellationToken).ConfigureAwait(false);
                IPAddress to = result.PacketInformation.Address;
                bool wasMulticast = to.IsIPv6Multicast || to.Equals(Group4);
                var link = new Link(result.PacketInformation.Interface, _isIPv6);
                receive(link, (IPEndPoint)result.RemoteEndPoint, wasMulticast, buffer.AsSpan(0, result.ReceivedBytes));
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (ObjectDisposedException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (SocketException)
            {
                // An ICMP error for an earlier reply, or a datagram over the buffer's size: the next one is as good as ever.
                // Yield, so that a socket that fails at once each time cannot keep a thread.
                await Task.Yield();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    bool TryJoin(int index)
    {
        try
        {
            const SocketOptionName Join = SocketOptionName.AddMembership;
            if (_isIPv6) _socket.SetSocketOption(SocketOptionLevel.IPv6, Join, new IPv6MulticastOption(Group6, index));
            else _socket.SetSocketOption(SocketOptionLevel.IP, Join, new MulticastOption(Group4, index));
            return true;
        }
        catch (SocketException error)
        {
            // Joined before the link went down and up again: as good. Anything else is tried again at the next look at the
            // interfaces.
            return error.SocketErrorCode == SocketError.AddressAlreadyInUse;
        }
    }
}
