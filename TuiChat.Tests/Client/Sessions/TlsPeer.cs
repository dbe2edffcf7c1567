using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat.Tests.Client.Sessions;

/// <summary>A server by hand, with a key of its own: shakes hands and then says what the test wants.</summary>
sealed class TlsPeer : IDisposable
{
    readonly TcpListener _listener;

    public TlsPeer(X509Certificate2? certificate = null, int port = 0, IPAddress? address = null)
    {
        Certificate = certificate ?? NewCertificate();
        _listener = new TcpListener(address ?? IPAddress.Loopback, port);
        _listener.Start();
    }

    public X509Certificate2 Certificate { get; }

    public Fingerprint Key => Fingerprint.Of(Certificate);

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    public ServerAddress Address => new(EndPoint.Address.ToString(), EndPoint.Port);

    /// <summary>A certificate that nobody vouches for; from long ago unless it is to be good today.</summary>
    public static X509Certificate2 NewCertificate(string name = "nobody.example", bool isExpired = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var from = DateTimeOffset.UtcNow.AddYears(isExpired ? -3 : -1);
        using var made = request.CreateSelfSigned(from, from.AddYears(2));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    public Task<Socket> AcceptSocketAsync(CancellationToken cancellation = default) => _listener.AcceptSocketAsync(cancellation).AsTask();

    /// <summary>Takes the next connection and shakes hands.</summary>
    public async Task<SslStream> AcceptAsync(CancellationToken cancellation = default)
    {
        var socket = await AcceptSocketAsync(cancellation);
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, cancellation);
        return stream;
    }

    /// <summary>Everything up to and with a text; what came when the other side closed before.</summary>
    public static async Task<string> ReceiveAsync(Stream stream, string text, CancellationToken cancellation = default)
    {
        var received = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            int count;
            while (!received.ToString().Contains(text, StringComparison.Ordinal) && (count = await stream.ReadAsync(buffer, cancellation)) > 0) received.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }
        catch (IOException)
        {
            // Closed by the other side without a farewell: what came is what came.
        }
        return received.ToString();
    }

    /// <summary>Sends one line.</summary>
    public static async Task SendAsync(Stream stream, string line, CancellationToken cancellation = default) => await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), cancellation);

    /// <summary>Reads the hello and lets in.</summary>
    public static async Task WelcomeAsync(Stream stream, string server = "id-1", string name = "Harbour", CancellationToken cancellation = default)
    {
        await ReceiveAsync(stream, "\n", cancellation);
        await SendAsync(stream, $$"""{"t":"welcome","re":"hello","v":1,"nick":"ada","name":"{{name}}","server":"{{server}}","at":0,"maxText":1000,"idle":60000}""", cancellation);
    }

    public void Dispose()
    {
        _listener.Dispose();
        Certificate.Dispose();
    }
}
