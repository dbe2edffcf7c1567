using System.Security.Cryptography;

namespace TuiChat.Server.Certificates;

/// <summary>The operator's certificate and key as files.</summary>
sealed class CertificateFiles(string certificate, string key)
{
    /// <summary>The file with the key.</summary>
    public string Key => key;

    /// <summary>Reads both.</summary>
    /// <param name="digest">What <see cref="Digest"/> gives for what was read.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    /// <exception cref="CryptographicException">They hold something else, or the key is another certificate's.</exception>
    public ServerCertificate Read(out byte[] digest)
    {
        digest = Digest();
        return PemFile.Read(certificate, key);
    }

    /// <summary>A digest of what both hold, by which a change is noticed whatever the time on the files says.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public byte[] Digest() => SHA256.HashData([.. HashOf(certificate), .. HashOf(key)]);

    /// <summary>What is wrong with them, as a sentence for the operator.</summary>
    public string Explain(Exception e) => e is CryptographicException
        ? $"The certificate {certificate} and the key {key} do not belong together or are no PEM files. The key has no passphrase, and the server's certificate stands first in its file."
        : $"The certificate {certificate} or the key {key} cannot be read. Check the names in the configuration and the rights of the files.";

    static byte[] HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return SHA256.HashData(file);
    }
}
