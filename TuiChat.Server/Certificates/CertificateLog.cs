using System.Globalization;
using Microsoft.Extensions.Logging;

namespace TuiChat.Server.Certificates;

/// <summary>What the certificate gives to tell the operator.</summary>
sealed partial class CertificateLog(ILogger logger)
{
    /// <summary>Warns of what a certificate has that clients of other programs may mind, and of a key that anybody can read.</summary>
    public void Check(ServerCertificate certificate, CertificateFiles files, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var (from, to) = (certificate.Leaf.NotBefore.ToUniversalTime(), certificate.Leaf.NotAfter.ToUniversalTime());
        if (now < from) NotYetValid(from.ToString("u", CultureInfo.InvariantCulture));
        if (now > to) Expired(to.ToString("u", CultureInfo.InvariantCulture));
        if (PemFile.Exposure(files.Key, PemFile.World) is { } mode) Exposed(files.Key, mode);
    }

    /// <summary>The operator's files have changed and are in force.</summary>
    [LoggerMessage(LogLevel.Information, "The certificate was read again; its key is {Fingerprint}.")]
    public partial void Reloaded(string fingerprint);

    /// <summary>They have changed and cannot be used.</summary>
    [LoggerMessage(LogLevel.Error, "The certificate was not read again, and the old one stays. {Problem}")]
    public partial void NotReloaded(string problem);

    /// <summary>It has another key.</summary>
    [LoggerMessage(LogLevel.Warning, "The certificate has a new key: everybody who was here before must accept it. Renew with the same key to avoid that.")]
    public partial void KeyChanged();

    [LoggerMessage(LogLevel.Warning, "The certificate has expired ({Date}). TuiChat clients know the server by its key and do not mind; others may.")]
    partial void Expired(string date);

    [LoggerMessage(LogLevel.Warning, "The certificate is not valid yet ({Date}); is the clock right? TuiChat clients do not mind; others may.")]
    partial void NotYetValid(string date);

    [LoggerMessage(LogLevel.Warning, "Every user of this machine can read the key {Path} (mode {Mode}). Run: chmod o= {Path}")]
    partial void Exposed(string path, string mode);
}
