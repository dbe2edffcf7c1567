using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TuiChat.Server.Certificates;

/// <summary>Reads certificates and keys as PEM.</summary>
static class PemFile
{
    /// <summary>1 MiB: a file above that holds no certificate.</summary>
    const int MaxBytes = 1024 * 1024;

    /// <summary>Any right of the group or of others.</summary>
    public const UnixFileMode Others = World | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;

    /// <summary>Any right of those who are neither owner nor in the group.</summary>
    public const UnixFileMode World = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>The mode of the file in octal digits if it gives any of these rights, else null; null too where there are no modes.</summary>
    public static string? Exposure(string path, UnixFileMode rights)
    {
        if (OperatingSystem.IsWindows()) return null;
        var mode = File.GetUnixFileMode(path);
        return (mode & rights) == 0 ? null : Convert.ToString((int)mode, 8);
    }

    /// <summary>Reads a certificate, those that stand behind it in its file, and its key.</summary>
    /// <exception cref="IOException">A file cannot be read, or is no such file at all.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    /// <exception cref="CryptographicException">The files hold something else, or the key is another certificate's.</exception>
    public static ServerCertificate Read(string certificatePath, string keyPath)
    {
        var certificates = ReadText(certificatePath);
        var key = certificatePath == keyPath ? certificates : ReadText(keyPath);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(certificates);
        if (chain.Count == 0) throw new CryptographicException("There is no certificate in the file.");
        chain.RemoveAt(0); // it comes with its key below
        return new ServerCertificate(WithKey(certificates, key), chain);
    }

    static X509Certificate2 WithKey(string certificates, string key)
    {
        try
        {
            var certificate = X509Certificate2.CreateFromPem(certificates, key);
            if (!OperatingSystem.IsWindows()) return certificate;
            using (certificate) // the TLS of Windows takes no key that lives in memory alone
                return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
        }
        catch (ArgumentException e) // what CreateFromPem says when key and certificate do not fit
        {
            throw new CryptographicException(e.Message, e);
        }
    }

    static string ReadText(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: > MaxBytes }) throw new IOException("The file is too long.");
        return File.ReadAllText(path);
    }
}
