using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TuiChat.Server.Access;

/// <summary>
/// A password as it may be kept: PBKDF2 (RFC 8018 §5.2) with HMAC-SHA-512, a random salt and its cost beside it, in one line of
/// text. Immutable. The password cannot be told from it but by guessing, and each guess costs as much as a check.
/// </summary>
sealed class PasswordHash
{
    /// <summary>210,000: what OWASP advised for PBKDF2 with SHA-512 in 2023; about 0.1 s of a processor.</summary>
    public const int Iterations = 210_000;

    /// <summary>10 million: a file that asks for more would stop the server at the first hello.</summary>
    const int MaxIterations = 10_000_000;

    const int SaltBytes = 16, HashBytes = 32, MaxBytes = 64;

    const string Scheme = "pbkdf2-sha512";

    readonly int _iterations;
    readonly byte[] _salt;
    readonly byte[] _hash;

    PasswordHash(int iterations, byte[] salt, byte[] hash)
    {
        _iterations = iterations;
        _salt = salt;
        _hash = hash;
    }

    /// <summary>Takes a new password in. Costs as much as a check.</summary>
    public static PasswordHash Make(string password, int iterations = Iterations)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new PasswordHash(iterations, salt, Derive(password, salt, iterations, HashBytes));
    }

    /// <summary>Nobody's password: checking against it costs as much as against another, and is never right.</summary>
    public static PasswordHash Nobody(int iterations) => new(iterations, RandomNumberGenerator.GetBytes(SaltBytes), RandomNumberGenerator.GetBytes(HashBytes));

    /// <summary>Reads what <see cref="Text"/> has written.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PasswordHash? hash)
    {
        hash = null;
        if (text.Split('$') is not [Scheme, var cost, var salt, var value]) return false;
        if (!int.TryParse(cost, NumberStyles.None, CultureInfo.InvariantCulture, out var iterations) || iterations is < 1 or > MaxIterations) return false;
        if (Decode(salt, SaltBytes) is not { } saltBytes || Decode(value, HashBytes) is not { } valueBytes) return false;
        hash = new PasswordHash(iterations, saltBytes, valueBytes);
        return true;
    }

    /// <summary>The line to keep: scheme, cost, salt and hash in base64, between dollar signs. For its owner's eyes only.</summary>
    public string Text => string.Create(
        CultureInfo.InvariantCulture, $"{Scheme}${_iterations}${Convert.ToBase64String(_salt)}${Convert.ToBase64String(_hash)}");

    /// <summary>Whether a new hash would cost those who guess more than this one.</summary>
    public bool IsWeakerThan(int iterations) => _iterations < iterations;

    /// <summary>Whether this is the password. Slow on purpose; takes the same time for every wrong one.</summary>
    public bool Matches(string password) =>
        CryptographicOperations.FixedTimeEquals(Derive(password, _salt, _iterations, _hash.Length), _hash);

    /// <summary>The bytes that stand for a password: the same for all ways to type one text (NFC, after RFC 8265 §4.2.2).</summary>
    public static byte[] Bytes(string password)
    {
        try
        {
            return Encoding.UTF8.GetBytes(password.Normalize(NormalizationForm.FormC));
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8.GetBytes(password); // half of a surrogate pair: no text, and nobody's password
        }
    }

    /// <inheritdoc/>
    public override string ToString() => "a password hash"; // without it

    static byte[] Derive(string password, byte[] salt, int iterations, int length)
    {
        var bytes = Bytes(password);
        try
        {
            return Rfc2898DeriveBytes.Pbkdf2(bytes, salt, iterations, HashAlgorithmName.SHA512, length);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    static byte[]? Decode(string text, int least)
    {
        var bytes = new byte[MaxBytes];
        return Convert.TryFromBase64String(text, bytes, out var length) && length >= least ? bytes[..length] : null;
    }
}
