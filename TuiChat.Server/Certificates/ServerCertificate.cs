using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using TuiChat.Protocol;

namespace TuiChat.Server.Certificates;

/// <summary>A certificate with its key, ready for handshakes. Immutable; used by many handshakes at once.</summary>
sealed class ServerCertificate
{
    /// <param name="leaf">The server's certificate, with its private key; not used by the caller any more.</param>
    /// <param name="chain">The certificates between it and its issuer's root, if any.</param>
    public ServerCertificate(X509Certificate2 leaf, X509Certificate2Collection chain)
    {
        Leaf = leaf;
        Fingerprint = Fingerprint.Of(leaf);
        Options = new SslServerAuthenticationOptions
        {
            // Made once, so that clients may resume their sessions; offline, because nothing is fetched while somebody waits.
            ServerCertificateContext = SslStreamCertificateContext.Create(leaf, chain, offline: true),
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            AllowRenegotiation = false,
            ClientCertificateRequired = false,
        };
    }

    /// <summary>The certificate itself.</summary>
    public X509Certificate2 Leaf { get; }

    /// <summary>What clients know its key by.</summary>
    public Fingerprint Fingerprint { get; }

    /// <summary>TLS 1.2 or 1.3 with this certificate. Not to be changed.</summary>
    public SslServerAuthenticationOptions Options { get; }
}
