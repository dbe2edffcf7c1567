using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TuiChat.Protocol;
using TuiChat.Server;
using TuiChat.Server.Certificates;
using ServerExitCodes = TuiChat.Server.ExitCodes;

namespace TuiChat.Tests.Server.Certificates;

public sealed class OwnCertificateTests : IDisposable
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    readonly string _folder = TestServer.NewFolder();

    string File => Path.Combine(_folder, OwnCertificate.FileName);

    [Fact]
    public void Open_MakesOneForItsOwnerOnly_AndReadsItLater()
    {
        var made = OwnCertificate.Open(_folder, TimeProvider.System);
        if (!OperatingSystem.IsWindows()) Assert.Equal(OwnerOnly, System.IO.File.GetUnixFileMode(File));
        Assert.Equal(made.Fingerprint, OwnCertificate.Open(_folder, TimeProvider.System).Fingerprint);
        Assert.Equal(Fingerprint.Of(made.Leaf), made.Fingerprint);
        Assert.True(made.Leaf.HasPrivateKey);
        Assert.True(made.Leaf.NotAfter.Year > 9000);
        Assert.Equal("tuichat", made.Leaf.GetNameInfo(X509NameType.DnsFromAlternativeName, forIssuer: false));
        Assert.Equal(256, made.Leaf.GetECDsaPublicKey()?.KeySize);
    }

    [Fact]
    public void Open_OfTwoFolders_MakesTwoKeysAndSerialNumbers()
    {
        var other = TestServer.NewFolder();
        var (one, two) = (OwnCertificate.Open(_folder, TimeProvider.System), OwnCertificate.Open(other, TimeProvider.System));
        Directory.Delete(other, recursive: true);
        Assert.NotEqual(one.Fingerprint, two.Fingerprint);
        Assert.NotEqual(one.Leaf.SerialNumber, two.Leaf.SerialNumber);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no pem")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public void Open_OfADamagedFile_SaysWhatToDoAndLeavesIt(string content)
    {
        System.IO.File.WriteAllText(File, content);
        if (!OperatingSystem.IsWindows()) System.IO.File.SetUnixFileMode(File, OwnerOnly);
        Refuse("damaged");
        Assert.Equal(content, System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void Open_OfAKeyThatIsNotTheCertificates_IsRefused()
    {
        OwnCertificate.Open(_folder, TimeProvider.System);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var text = System.IO.File.ReadAllText(File);
        System.IO.File.WriteAllText(File, other.ExportPkcs8PrivateKeyPem() + text[text.IndexOf("\n-----BEGIN CERTIFICATE", StringComparison.Ordinal)..]);
        Refuse("damaged");
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    public void Open_OfAFileThatOthersCanReach_IsRefused(UnixFileMode more)
    {
        if (OperatingSystem.IsWindows()) return; // no modes there
        OwnCertificate.Open(_folder, TimeProvider.System);
        System.IO.File.SetUnixFileMode(File, OwnerOnly | more);
        Refuse("chmod 600");
    }

    [Fact]
    public void Open_OfAFolderInItsPlace_IsRefused()
    {
        Directory.CreateDirectory(File + ".new");
        Refuse("cannot be read or written");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    void Refuse(string said)
    {
        var refused = Assert.Throws<StartException>(() => OwnCertificate.Open(_folder, TimeProvider.System));
        Assert.Equal(ServerExitCodes.Unusable, refused.ExitCode);
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("BEGIN", refused.Message, StringComparison.Ordinal);
    }
}
