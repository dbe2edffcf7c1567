using System.Net.Sockets;
using TuiChat.Protocol;

namespace TuiChat.Sessions;

/// <summary>An open connection on which nothing has been said yet: its stream, and whose key the TLS handshake showed.</summary>
/// <param name="Socket">The connection.</param>
/// <param name="Stream">What to write to and read from.</param>
/// <param name="Address">The address that took it.</param>
/// <param name="IsLoopback">The other end is on this very machine, where nobody reads along.</param>
/// <param name="Key">The server's key, or null where nothing is encrypted.</param>
sealed record OpenLine(Socket Socket, Stream Stream, ServerAddress Address, bool IsLoopback, Fingerprint? Key) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Stream.Dispose();
        Socket.Dispose();
    }
}
