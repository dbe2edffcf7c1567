namespace TuiChat.Server.Certificates;

/// <summary>The certificate in force. Read by anybody at any time; a new one counts for new connections.</summary>
sealed class CertificateSource(ServerCertificate initial)
{
    volatile ServerCertificate _current = initial;

    /// <summary>The certificate of the next handshake; ask again rather than keep it.</summary>
    public ServerCertificate Current
    {
        get => _current;
        set => _current = value;
    }
}
