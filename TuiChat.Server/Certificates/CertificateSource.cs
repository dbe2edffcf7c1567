using System.Security.Cryptography;
using TuiChat.Server.Configuration;

namespace TuiChat.Server.Certificates;

/// <summary>
/// The certificate in force: the server's own, or the operator's, which is read again when its files change. A new one counts
/// for new connections; a bad one is told, and the old one stays. May be read by anybody at any time.
/// </summary>
sealed class CertificateSource : IDisposable
{
    /// <summary>10 s: how often the operator's files are looked at. Both are small; so is the cost.</summary>
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    readonly CertificateFiles? _files;
    readonly TimeProvider _time;
    readonly CertificateLog _log;
    readonly Lock _gate = new();
    readonly ITimer? _timer;
    volatile ServerCertificate _current;
    byte[] _seen;

    CertificateSource(ServerCertificate first, CertificateFiles? files, byte[] seen, TimeProvider time, CertificateLog log)
    {
        _current = first;
        _files = files;
        _seen = seen;
        _time = time;
        _log = log;
        if (files is not null) _timer = time.CreateTimer(static source => ((CertificateSource)source!).Reload(), this, Interval, Interval);
    }

    /// <summary>The certificate of the next handshake; ask again rather than keep it.</summary>
    public ServerCertificate Current => _current;

    /// <summary>Told on a pool thread when the certificate has another key than before.</summary>
    public Action? KeyChanged { get; set; }

    /// <summary>Opens what the settings name, or the server's own in its data folder.</summary>
    /// <exception cref="StartException">It cannot be used.</exception>
    public static CertificateSource Open(ServerSettings settings, string folder, TimeProvider time, CertificateLog log)
    {
        if (settings.Certificate.Length == 0) return new CertificateSource(OwnCertificate.Open(folder, time), null, [], time, log);
        var files = new CertificateFiles(settings.Certificate, settings.CertificateKey);
        try
        {
            var certificate = files.Read(out var digest);
            log.Check(certificate, files, time);
            return new CertificateSource(certificate, files, digest, time, log);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new StartException(ExitCodes.Usage, files.Explain(e), e);
        }
    }

    /// <summary>Reads the files again if they have changed. Never fails.</summary>
    public void Reload()
    {
        if (_files is null) return;
        var old = _current;
        lock (_gate)
        {
            try
            {
                if (_files.Digest() is var digest && digest.AsSpan().SequenceEqual(_seen)) return;
                _seen = digest; // a bad file is told once, and tried again when it changes again
                _current = _files.Read(out _seen);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
            {
                _log.NotReloaded(_files.Explain(e));
                return;
            }
        }
        _log.Reloaded(_current.Fingerprint.ToString());
        _log.Check(_current, _files, _time);
        if (_current.Fingerprint == old.Fingerprint) return;
        _log.KeyChanged();
        KeyChanged?.Invoke();
    }

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();
}
