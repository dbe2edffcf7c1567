using System.Net;
using System.Net.Sockets;

namespace TuiChat.Server;

/// <summary>Reads the address to listen on.</summary>
static class ListenAddress
{
    /// <summary>An IP address, <c>localhost</c>, or <c>any</c> for all addresses of both families.</summary>
    /// <exception cref="StartException">Something else.</exception>
    public static IPEndPoint Parse(string bind, int port)
    {
        var address = bind.ToLowerInvariant() switch
        {
            "any" or "*" => Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any,
            "localhost" => IPAddress.Loopback,
            var text => IPAddress.TryParse(text, out var parsed)
                ? parsed
                : throw new StartException(ExitCodes.Usage, $"“{bind}” is no address to listen on. Give an IP address, localhost or any."),
        };
        return new IPEndPoint(address, port);
    }
}
