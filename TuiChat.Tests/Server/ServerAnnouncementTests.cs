using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TuiChat.Discovery;
using TuiChat.Protocol;
using TuiChat.Server;
using TuiChat.Server.Commands;
using TuiChat.Server.Configuration;
using TuiChat.Tests.Discovery;

namespace TuiChat.Tests.Server;

public sealed class ServerAnnouncementTests
{
    static readonly ServerIdentity Identity = new("Harbour", "0192F3A4-B5C6-7d8e-9f00-112233445566", started: 0);

    [Theory]
    [InlineData(true, true, true, "0.0.0.0", true)]
    [InlineData(true, true, false, "0.0.0.0", true)]
    [InlineData(true, true, false, "::", true)]
    [InlineData(true, true, false, "192.168.1.20", true)]
    [InlineData(true, true, true, "127.0.0.1", false)]
    [InlineData(true, true, true, "::1", false)]
    [InlineData(false, true, true, "0.0.0.0", false)]
    [InlineData(true, false, true, "0.0.0.0", true)]
    [InlineData(true, false, false, "0.0.0.0", false)]
    public void IsWanted_OnlyWhenOthersCouldGetIn(bool announce, bool tls, bool allowPlaintext, string bound, bool expected)
    {
        var settings = new ServerSettings { Announce = announce, Tls = tls, AllowPlaintext = allowPlaintext };
        Assert.Equal(expected, ServerAnnouncement.IsWanted(settings, new IPEndPoint(IPAddress.Parse(bound), 9001)));
    }

    [Fact]
    public void Profile_SaysWhatIsStable()
    {
        var profile = ServerAnnouncement.Profile(Identity, 9002, null, isLocked: false);
        Assert.Equal(("_tuichat._tcp", "Harbour", 9002, "tuichat-0192f3a4b5c6"), (profile.Type, profile.Name, profile.Port, profile.HostLabel));
        Assert.Equal($"v=1 id={Identity.Id} locked=0", profile.Text.ToString());

        const string Digits = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU";
        Assert.True(Fingerprint.TryParse(Digits, out var fingerprint));
        Assert.Equal($"v=1 id={Identity.Id} fp={Digits} locked=1", ServerAnnouncement.Profile(Identity, 9002, fingerprint, isLocked: true).Text.ToString());
    }

    [Fact]
    public async Task Start_IsFound_AndGoneWithTheGoodbye()
    {
        var options = new DiscoveryOptions { Port = LoopbackTests.FreePort(), IsLoopbackOnly = true };
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var client = new ServiceDiscovery(options);
        await using var events = client.BrowseAsync(ServerAnnouncement.ServiceType, deadline.Token).GetAsyncEnumerator(deadline.Token);
        var server = ServerAnnouncement.Start(() => ServerAnnouncement.Profile(Identity, 9002, null, false), new ServerLog(NullLogger.Instance), options);
        Assert.True(await events.MoveNextAsync());
        Assert.Equal(Identity.Id, Assert.IsType<ServiceEvent.Found>(events.Current).Service.Text["id"]);

        await server.DisposeAsync();
        do Assert.True(await events.MoveNextAsync());
        while (events.Current is not ServiceEvent.Gone);
    }

    [Fact]
    public async Task NewKeyOfARunningServer_IsAnnouncedAnew()
    {
        var options = new DiscoveryOptions { Port = LoopbackTests.FreePort(), IsLoopbackOnly = true };
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var folder = TestServer.NewFolder();
        var settings = new ServerSettings { Name = "Harbour", Bind = "any", Port = 0, Data = folder, Certificate = Path.Combine(folder, "cert.pem"), CertificateKey = Path.Combine(folder, "key.pem") };
        WriteCertificate(settings);
        await using (var host = await ServerHost.StartAsync(new ServerOptions { Settings = settings, Discovery = options }))
        {
            await using var client = new ServiceDiscovery(options);
            await using var events = client.BrowseAsync(ServerAnnouncement.ServiceType, deadline.Token).GetAsyncEnumerator(deadline.Token);
            Assert.True(await events.MoveNextAsync());
            Assert.Equal(host.Fingerprint!.Value.Digits, events.Current.Service.Text["fp"]);

            var before = host.Fingerprint;
            WriteCertificate(settings);
            host.Apply(settings);
            while (events.Current.Service.Text["fp"] == before.Value.Digits) Assert.True(await events.MoveNextAsync());
            Assert.Equal(host.Fingerprint!.Value.Digits, events.Current.Service.Text["fp"]);
            Assert.IsType<ServiceEvent.Changed>(events.Current);
        }
        Directory.Delete(folder, recursive: true);
    }

    static void WriteCertificate(ServerSettings settings)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=harbour", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
        File.WriteAllText(settings.Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(settings.CertificateKey, key.ExportPkcs8PrivateKeyPem());
    }

    [Fact]
    public async Task Problem_OfANameThatCannotBeAnnounced_IsWhatIsLogged()
    {
        var options = new DiscoveryOptions { Port = LoopbackTests.FreePort(), IsLoopbackOnly = true };
        var logger = new FirstLine();
        await using var server = ServerAnnouncement.Start(() => ServerAnnouncement.Profile(new ServerIdentity("", Identity.Id, 0), 9002, null, isLocked: false), new ServerLog(logger), options);
        var line = await logger.Line.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.NotNull(server.Problem);
        Assert.EndsWith(server.Problem, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithANameThatCannotBeAnnounced_IsNoHarm()
    {
        var options = new DiscoveryOptions { Port = LoopbackTests.FreePort(), IsLoopbackOnly = true };
        ServiceProfile Profile() => ServerAnnouncement.Profile(new ServerIdentity("", Identity.Id, 0), 9002, null, isLocked: false);
        await ServerAnnouncement.Start(Profile, new ServerLog(NullLogger.Instance), options).DisposeAsync();
    }

    /// <summary>The first line that is logged.</summary>
    sealed class FirstLine : ILogger
    {
        readonly TaskCompletionSource<string> _line = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task<string> Line => _line.Task;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => _line.TrySetResult(formatter(state, exception));
    }
}
