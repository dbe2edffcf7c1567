using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using TuiChat.Protocol;

namespace TuiChat.Sessions;

/// <summary>
/// Opens a connection and makes it private: TLS 1.2 or 1.3, whose certificate says one thing only, the server's key; whether that
/// is the right one is the caller's to judge, before anything is sent. A server of ours that speaks no TLS gives a plain line, and
/// that, too, is the caller's to judge. Tells servers of other kinds apart.
/// </summary>
static class TlsDialer
{
    /// <summary>Connects and shakes hands.</summary>
    /// <param name="addresses">Where, best first.</param>
    /// <param name="connectTimeout">For name resolution and connect together.</param>
    /// <param name="handshakeTimeout">For the handshake; a server that takes the connection and is silent gets no longer.</param>
    /// <param name="expectsTls">It is known to encrypt: only if it says in so many words that it does not, a plain line is tried.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="SessionEndException">Nobody there, or nobody of ours; the text says what and what to do.</exception>
    public static async Task<OpenLine> OpenAsync(IReadOnlyList<ServerAddress> addresses, TimeSpan connectTimeout, TimeSpan handshakeTimeout, bool expectsTls, TimeProvider time, CancellationToken cancellation)
    {
        var (socket, address, isLoopback) = await Dialer.ConnectAsync(addresses, connectTimeout, time, cancellation).ConfigureAwait(false);
        var raw = new FirstBytesStream(StreamOf(socket, address));
        var tls = new SslStream(raw);
        var isOpen = false;
        using var deadline = new CancellationTokenSource(handshakeTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            var key = await ShakeHandsAsync(tls, address, either.Token).ConfigureAwait(false);
            isOpen = true;
            return new OpenLine(socket, tls, address, isLoopback, key);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw Unreachable(Silent(address), e);
        }
        catch (Exception e) when (e is IOException or SocketException or AuthenticationException)
        {
            // A server of ours without TLS answers with an alert or a line of JSON, or closes on what it takes for nonsense.
            if (!raw.First.IsEmpty && raw.First[0] != (byte)'{' && !raw.First.SequenceEqual(NoTls)) throw Unreachable(Describe(address, raw.First), e);
            if (raw.First.IsEmpty && expectsTls) throw Unreachable(Closed(address), e);
        }
        finally
        {
            if (!isOpen)
            {
                await tls.DisposeAsync().ConfigureAwait(false);
                socket.Dispose();
            }
        }
        var plain = await Dialer.ConnectAsync([address], connectTimeout, time, cancellation).ConfigureAwait(false);
        return new OpenLine(plain.Socket, StreamOf(plain.Socket, address), address, plain.IsLoopback, null);
    }

    /// <summary>What is said of a server that takes the connection and nothing more.</summary>
    public static string Silent(ServerAddress address) =>
        $"{address.Host} port {address.Port} takes the connection but says nothing. Check that a TuiChat server runs on that port.";

    /// <summary>What is said of a server that closes before it has said anything.</summary>
    public static string Closed(ServerAddress address) =>
        $"{address.Host} port {address.Port} closed the connection without a word. Check that a TuiChat server runs on that port.";

    /// <summary>A TLS alert (RFC 8446 §6): fatal, handshake_failure. What a server of ours without TLS answers.</summary>
    static ReadOnlySpan<byte> NoTls => [0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28];

    static NetworkStream StreamOf(Socket socket, ServerAddress address)
    {
        try
        {
            return new NetworkStream(socket, ownsSocket: false);
        }
        catch (IOException e)
        {
            socket.Dispose();
            throw Unreachable(Closed(address), e); // reset since the connect
        }
    }

    static async Task<Fingerprint> ShakeHandsAsync(SslStream tls, ServerAddress address, CancellationToken cancellation)
    {
        Fingerprint? key = null;
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = address.Host,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            // Names, dates and issuers say nothing here, and nobody is asked over the network: the key alone counts.
            CertificateChainPolicy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true, VerificationFlags = X509VerificationFlags.AllFlags },
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            {
                if (certificate is X509Certificate2 shown) key = Fingerprint.Of(shown);
                return key is not null;
            },
        };
        await tls.AuthenticateAsClientAsync(options, cancellation).ConfigureAwait(false);
        return key ?? throw new AuthenticationException("The server showed no certificate.");
    }

    static string Describe(ServerAddress address, ReadOnlySpan<byte> first)
    {
        if (first is not [0x15 or 0x16, 3, ..]) return ForeignServer.Describe(address, first);
        return $"{address.Host} port {address.Port} speaks TLS, but the handshake failed: it knows neither TLS 1.2 nor 1.3, or something on the way disturbs it. Check the address and the port.";
    }

    static SessionEndException Unreachable(string text, Exception inner) => new(new SessionEnd(SessionEndKind.Unreachable, text), inner);
}
