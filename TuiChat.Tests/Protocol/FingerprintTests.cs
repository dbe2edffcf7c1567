using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TuiChat.Protocol;

namespace TuiChat.Tests.Protocol;

public sealed class FingerprintTests
{
    const string Text = "sha256:47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU";

    [Theory]
    [InlineData(Text)]
    [InlineData("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU")]
    [InlineData("SHA256:47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU")]
    public void TryParse_Good_IsTheSameKey(string text)
    {
        Assert.True(Fingerprint.TryParse(text, out var fingerprint));
        Assert.Equal(Text, fingerprint.ToString());
        Assert.Equal("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU", fingerprint.Digits);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sha256:")]
    [InlineData("sha1:47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU")]
    [InlineData("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuF")]
    [InlineData("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=")]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU")]
    [InlineData("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFV")]
    [InlineData(" 47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuF")]
    [InlineData("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSu\u001b[m")]
    public void TryParse_Bad_IsNone(string? text)
    {
        Assert.False(Fingerprint.TryParse(text, out var fingerprint));
        Assert.Equal(default, fingerprint);
        Assert.Equal("", fingerprint.Digits);
    }

    [Fact]
    public void Of_IsOfTheKeyAndNotOfTheCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var first = Make(key, "CN=one");
        using var renewed = Make(key, "CN=two");
        using var changed = Make(other, "CN=one");
        Assert.Equal(Fingerprint.Of(first), Fingerprint.Of(renewed));
        Assert.Equal(Fingerprint.Of(first).GetHashCode(), Fingerprint.Of(renewed).GetHashCode());
        Assert.NotEqual(Fingerprint.Of(first), Fingerprint.Of(changed));
        Assert.True(Fingerprint.Of(first) != default);
        Assert.Equal(SHA256.HashData(key.ExportSubjectPublicKeyInfo()), Convert.FromBase64String(Fingerprint.Of(first).Digits.Replace('-', '+').Replace('_', '/') + "="));
    }

    static X509Certificate2 Make(ECDsa key, string name) =>
        new CertificateRequest(name, key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
}
