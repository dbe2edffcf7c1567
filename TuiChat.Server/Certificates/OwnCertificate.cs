using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TuiChat.Server.Certificates;

/// <summary>
/// The certificate that the server makes for itself on its first start and keeps in the data folder: one PEM file with key and
/// certificate, readable by its owner only. Clients know it by its key, so neither name nor dates in it matter.
/// </summary>
static class OwnCertificate
{
    /// <summary>The file inside the data folder.</summary>
    public const string FileName = "tls.pem";

    /// <summary>The end that RFC 5280 §4.1.2.5 gives a certificate without an end.</summary>
    static readonly DateTimeOffset Never = new(9999, 12, 31, 23, 59, 59, TimeSpan.Zero);

    /// <summary>Reads the certificate, or makes it when there is none.</summary>
    /// <exception cref="StartException">There is one that cannot be used; it is left as it is.</exception>
    public static ServerCertificate Open(string folder, TimeProvider time)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            if (!File.Exists(path)) Write(path, Make(time));
            if (PemFile.Exposure(path, PemFile.Others) is { } mode)
                throw new StartException(ExitCodes.Unusable, $"The server's key {path} can be reached by others (mode {mode}). Run: chmod 600 {path}");
            return PemFile.Read(path, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException(ExitCodes.Unusable, $"The server's key {path} cannot be read or written. Check its owner and its rights.", e);
        }
        catch (CryptographicException e)
        {
            throw new StartException(
                ExitCodes.Unusable,
                $"The server's key {path} is damaged. Restore it from a backup; or move it away, and a new one is made, which everybody who was here before must accept.",
                e);
        }
    }

    /// <summary>A new P-256 key and a certificate for it, as PEM.</summary>
    static string Make(TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=tuichat", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("tuichat");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false)); // server authentication
        using var certificate = request.CreateSelfSigned(time.GetUtcNow().AddDays(-1), Never); // with a random serial number
        return $"{key.ExportPkcs8PrivateKeyPem()}\n{certificate.ExportCertificatePem()}\n";
    }

    /// <summary>Writes it whole or not at all.</summary>
    static void Write(string path, string pem)
    {
        var temporary = path + ".new";
        File.Delete(temporary);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(temporary, options))
        {
            file.Write(Encoding.ASCII.GetBytes(pem));
            file.Flush(flushToDisk: true);
        }
        File.Move(temporary, path);
    }
}
