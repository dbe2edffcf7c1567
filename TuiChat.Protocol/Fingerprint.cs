using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TuiChat.Protocol;

/// <summary>
/// What a server's key is known by: SHA-256 of the certificate's SubjectPublicKeyInfo (RFC 7469 §2.4), so that a renewed
/// certificate with the same key keeps it. Public; equality takes the same time wherever two differ.
/// </summary>
public readonly struct Fingerprint : IEquatable<Fingerprint>
{
    /// <summary>What the text form begins with.</summary>
    public const string Prefix = "sha256:";

    /// <summary>43 characters: 32 bytes in base64url (RFC 4648 §5) without padding.</summary>
    const int Chars = 43;

    readonly byte[]? _hash;

    Fingerprint(byte[] hash) => _hash = hash;

    /// <summary>The text form without <see cref="Prefix"/>, for places where it is short: links, TXT records. Empty only in <c>default</c>.</summary>
    public string Digits => _hash is null ? "" : Base64Url.EncodeToString(_hash);

    /// <summary>The fingerprint of this certificate's key.</summary>
    public static Fingerprint Of(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return new Fingerprint(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));
    }

    /// <summary>Reads the text form, with or without <see cref="Prefix"/>; nothing else around it is allowed.</summary>
    public static bool TryParse(string? text, out Fingerprint fingerprint)
    {
        fingerprint = default;
        var chars = text.AsSpan();
        if (chars.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) chars = chars[Prefix.Length..];
        if (chars.Length != Chars || chars.ContainsAnyExcept(Alphabet)) return false;
        var hash = new byte[SHA256.HashSizeInBytes];
        // The last character has two bits to spare; they must be zero, so that there is one text for one key.
        if (Base64Url.DecodeFromChars(chars, hash, out _, out var length) != OperationStatus.Done || length != hash.Length) return false;
        fingerprint = new Fingerprint(hash);
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(Fingerprint other) => CryptographicOperations.FixedTimeEquals(_hash, other._hash);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Fingerprint other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash is null ? 0 : BitConverter.ToInt32(_hash);

    /// <summary>Such as <c>sha256:47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU</c>.</summary>
    public override string ToString() => Prefix + Digits;

    /// <summary>Whether both are of the same key.</summary>
    public static bool operator ==(Fingerprint left, Fingerprint right) => left.Equals(right);

    /// <summary>Whether they are of different keys.</summary>
    public static bool operator !=(Fingerprint left, Fingerprint right) => !left.Equals(right);

    static ReadOnlySpan<char> Alphabet => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
}
