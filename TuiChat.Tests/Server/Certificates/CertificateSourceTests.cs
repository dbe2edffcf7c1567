using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using TuiChat.Protocol;
using TuiChat.Server;
using TuiChat.Server.Certificates;
using TuiChat.Server.Configuration;
using ServerExitCodes = TuiChat.Server.ExitCodes;

namespace TuiChat.Tests.Server.Certificates;

/// <summary>The operator's own certificate.</summary>
public sealed class CertificateSourceTests : IDisposable
{
    readonly string _folder = TestServer.NewFolder();
    readonly ManualTime _time = new();
    readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    string CertificateFile => Path.Combine(_folder, "cert.pem");

    string KeyFile => Path.Combine(_folder, "key.pem");

    ServerSettings Settings => new() { Certificate = CertificateFile, CertificateKey = KeyFile };

    [Fact]
    public async Task Start_WithTheOperatorsCertificate_ShowsItsKey_AlsoWhenExpired()
    {
        Write(_key, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1));
        await using var server = await TestServer.StartAsync(settings => settings with { Certificate = CertificateFile, CertificateKey = KeyFile });
        using var ann = await LineClient.EnterAsync(server.EndPoint, "ann", tls: true);
        Assert.Equal(SHA256.HashData(_key.ExportSubjectPublicKeyInfo()), Convert.FromBase64String(server.Host.Fingerprint!.Value.Digits.Replace('-', '+').Replace('_', '/') + "="));
        using var bob = await LineClient.ConnectTlsAsync(server.EndPoint);
        Assert.Equal(server.Host.Fingerprint, bob.Fingerprint);
    }

    [Fact]
    public async Task Apply_ReadsChangedFiles_ForNewConnections()
    {
        Write(_key);
        await using var server = await TestServer.StartAsync(settings => settings with { Certificate = CertificateFile, CertificateKey = KeyFile });
        using var ann = await LineClient.EnterAsync(server.EndPoint, "ann", tls: true);
        var before = server.Host.Fingerprint;

        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Write(other);
        server.Host.Apply(Settings);
        using var bob = await LineClient.ConnectTlsAsync(server.EndPoint);
        Assert.NotEqual(before, bob.Fingerprint);
        Assert.Equal(server.Host.Fingerprint, bob.Fingerprint);
        Assert.IsType<Done>(await ann.SayAsync("main", "still here"));
    }

    [Fact]
    public void Files_ThatChange_AreReadAgainByThemselves_ABadOneIsNotTaken()
    {
        Write(_key);
        using var source = Open();
        var changes = 0;
        source.KeyChanged = () => changes++;
        var first = source.Current;

        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.Same(first, source.Current);

        File.WriteAllText(CertificateFile, "half a fi");
        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.Same(first, source.Current);

        File.Delete(CertificateFile);
        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.Same(first, source.Current);

        Write(_key); // renewed with the same key
        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.NotSame(first, source.Current);
        Assert.Equal((first.Fingerprint, 0), (source.Current.Fingerprint, changes));

        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Write(other);
        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.NotEqual(first.Fingerprint, source.Current.Fingerprint);
        Assert.Equal(1, changes);
    }

    [Fact]
    public void Open_OfAChain_ServesTheFirst()
    {
        Write(_key);
        using var issuer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var second = Make(issuer, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
        File.AppendAllText(CertificateFile, second.ExportCertificatePem() + "\n");
        using var source = Open();
        using var expected = X509CertificateLoader.LoadCertificateFromFile(CertificateFile);
        Assert.Equal(Fingerprint.Of(expected), source.Current.Fingerprint);
    }

    [Theory]
    [InlineData("another key", "do not belong together")]
    [InlineData("no key", "do not belong together")]
    [InlineData("encrypted key", "do not belong together")]
    [InlineData("missing", "cannot be read")]
    [InlineData("folder", "cannot be read")]
    public void Open_OfBadFiles_SaysWhatIsWrong(string what, string said)
    {
        Write(_key);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (what == "another key") File.WriteAllText(KeyFile, other.ExportPkcs8PrivateKeyPem());
        if (what == "no key") File.WriteAllText(KeyFile, "nothing");
        if (what == "encrypted key") File.WriteAllText(KeyFile, _key.ExportEncryptedPkcs8PrivateKeyPem("x", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1)));
        if (what is "missing" or "folder") File.Delete(KeyFile);
        if (what == "folder") Directory.CreateDirectory(KeyFile);
        var refused = Assert.Throws<StartException>(Open);
        Assert.Equal(ServerExitCodes.Usage, refused.ExitCode);
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    static X509Certificate2 Make(ECDsa key, DateTimeOffset from, DateTimeOffset to) =>
        new CertificateRequest("CN=chat.example", key, HashAlgorithmName.SHA256).CreateSelfSigned(from, to);

    CertificateSource Open() => CertificateSource.Open(Settings, _folder, _time, new CertificateLog(NullLogger.Instance));

    void Write(ECDsa key, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        using var certificate = Make(key, from ?? DateTimeOffset.UtcNow.AddDays(-1), to ?? DateTimeOffset.UtcNow.AddYears(1));
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem() + "\n");
        File.WriteAllText(KeyFile, key.ExportPkcs8PrivateKeyPem() + "\n");
    }
}
