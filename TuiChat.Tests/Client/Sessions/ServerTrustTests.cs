using System.Buffers.Text;
using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat.Tests.Client.Sessions;

/// <summary>Real handshakes on loopback: whose key is trusted, and that nothing is said before it is.</summary>
public sealed class ServerTrustTests : IDisposable
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    readonly string _folder = Directory.CreateTempSubdirectory("tuichat-trust-").FullName;
    readonly CancellationTokenSource _deadline = new(Deadline);

    public void Dispose()
    {
        _deadline.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task FirstVisit_IsTrusted_AndRemembered()
    {
        using var peer = new TlsPeer();
        Assert.Equal(TrustBasis.FirstUse, (await EnterAsync(peer)).Trust.Basis);
        var again = await EnterAsync(peer);
        Assert.Equal((TrustBasis.Remembered, peer.Key), (again.Trust.Basis, again.Trust.Key));
    }

    [Fact]
    public async Task ExpiredCertificateOfAStranger_IsJudgedByItsKeyAlone()
    {
        using var expired = TlsPeer.NewCertificate("other.example", isExpired: true);
        using var peer = new TlsPeer(expired);
        Assert.Equal(TrustBasis.FirstUse, (await EnterAsync(peer)).Trust.Basis);
    }

    [Fact]
    public async Task ChangedKey_StopsBeforeAnythingIsSent_UntilAPersonChoosesIt()
    {
        int port;
        using (var peer = new TlsPeer())
        {
            port = peer.EndPoint.Port;
            await EnterAsync(peer);
        }
        using var other = new TlsPeer(port: port);
        var end = await StopAsync(other, ServerTarget.Of(other.Address));
        Assert.Equal((SessionEndKind.Untrusted, DoubtKind.Changed, other.Key), (end.Kind, end.Doubt?.Kind, end.Doubt?.Shown));

        var chosen = await EnterAsync(other, ServerTarget.Of(other.Address) with { Key = other.Key, Source = KeySource.Person });
        Assert.Equal(TrustBasis.Chosen, chosen.Trust.Basis);
        Assert.Equal(TrustBasis.Remembered, (await EnterAsync(other)).Trust.Basis);
        Assert.Single(Pins().Load());
    }

    [Fact]
    public async Task AnotherAddress_WithAKnownId_AndAnotherKey_IsTheSameDoubt()
    {
        using var peer = new TlsPeer();
        await EnterAsync(peer);
        using var impostor = new TlsPeer();
        var session = Start(ServerTarget.Of(impostor.Address));
        await using var stream = await impostor.AcceptAsync(_deadline.Token);
        await TlsPeer.WelcomeAsync(stream, cancellation: _deadline.Token);
        Assert.Equal(DoubtKind.Changed, (await EndOfAsync(session)).Doubt?.Kind);
        await session.DisposeAsync();
    }

    [Fact]
    public async Task Link_ThatNamesTheKey_Vouches_AndOneThatContradicts_Stops()
    {
        using var peer = new TlsPeer();
        using var stranger = TlsPeer.NewCertificate();
        var link = InviteLink.Create("127.0.0.1", peer.EndPoint.Port, fingerprint: Fingerprint.Of(stranger));
        var end = await StopAsync(peer, ServerTarget.Of(link));
        Assert.Equal(DoubtKind.Contradicted, end.Doubt?.Kind);
        Assert.Contains("the key that the invite link names", end.Text, StringComparison.Ordinal);

        var good = InviteLink.Create("127.0.0.1", peer.EndPoint.Port, fingerprint: peer.Key);
        Assert.Equal(TrustBasis.Vouched, (await EnterAsync(peer, ServerTarget.Of(good))).Trust.Basis);
        Assert.Contains("that you know", (await StopAsync(peer, ServerTarget.Of(link))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Announcement_ThatLiesAboutTheKey_Stops()
    {
        using var peer = new TlsPeer();
        using var stranger = TlsPeer.NewCertificate();
        var end = await StopAsync(peer, new ServerTarget([peer.Address]) { Id = "id-1", IsFound = true, Key = Fingerprint.Of(stranger), Source = KeySource.Announcement });
        Assert.Contains("announced for it on this network", end.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServerWithoutTls_OnLoopback_IsTaken_ButNotWhereItsKeyIsKnown()
    {
        using var peer = new TlsPeer();
        var session = Start(ServerTarget.Of(peer.Address));
        await using (session)
        {
            await using (var plain = await PlainAsync(peer)) await TlsPeer.WelcomeAsync(plain, cancellation: _deadline.Token);
            Assert.Equal(TrustBasis.Plain, (await WaitForAsync<SessionEvent.Entered>(session)).Trust.Basis);
        }
        await EnterAsync(peer);
        await using var again = Start(ServerTarget.Of(peer.Address));
        await using var line = await PlainAsync(peer);
        Assert.Contains("\"about\"", await TlsPeer.ReceiveAsync(line, "\n", _deadline.Token), StringComparison.Ordinal);
        await TlsPeer.SendAsync(line, """{"t":"server","re":"about","v":1,"min":1,"name":"x","server":"id-1","software":"s","people":0,"rooms":0,"uptime":1}""", _deadline.Token);
        Assert.Equal(DoubtKind.Downgraded, (await EndOfAsync(again)).Doubt?.Kind);
        Assert.Equal("", await TlsPeer.ReceiveAsync(line, "\n", _deadline.Token));
    }

    [Fact]
    public void ServerWithoutTls_Elsewhere_AsksFirst()
    {
        var trust = new ServerTrust(Pins());
        var target = ServerTarget.Of(new ServerAddress("192.0.2.1", 9001));
        var doubt = Assert.Throws<SessionEndException>(() => trust.Judge(target, null, isLoopback: false)).End.Doubt;
        Assert.Equal(DoubtKind.Plain, doubt?.Kind);
        Assert.Equal(TrustBasis.Plain, trust.Judge(target with { AllowsPlain = true }, null, isLoopback: false));
        using var certificate = TlsPeer.NewCertificate();
        var vouched = target with { Key = Fingerprint.Of(certificate), AllowsPlain = true, Source = KeySource.Link };
        Assert.Equal(DoubtKind.Downgraded, Assert.Throws<SessionEndException>(() => trust.Judge(vouched, null, isLoopback: true)).End.Doubt?.Kind);
    }

    [Fact]
    public async Task HalfOpenHandshake_TimesOut()
    {
        using var peer = new TlsPeer();
        await using var session = Session.Start(Options(ServerTarget.Of(peer.Address)) with { HelloTimeout = TimeSpan.FromMilliseconds(100) }, TimeProvider.System);
        using var socket = await peer.AcceptSocketAsync(_deadline.Token);
        await socket.SendAsync(new byte[] { 0x16, 3, 3, 0 }, _deadline.Token);
        Assert.Contains("says nothing", (await EndOfAsync(session)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeyChangesWithinAStay_EndsIt()
    {
        using var peer = new TlsPeer();
        var port = peer.EndPoint.Port;
        await using var session = Start(ServerTarget.Of(peer.Address));
        await using (var stream = await peer.AcceptAsync(_deadline.Token)) await TlsPeer.WelcomeAsync(stream, cancellation: _deadline.Token);
        peer.Dispose();
        using var other = new TlsPeer(port: port);
        var accepting = other.AcceptAsync(_deadline.Token);
        await WaitForAsync<SessionEvent.Waiting>(session);
        session.TryNow();
        var end = await EndOfAsync(session);
        Assert.Equal((SessionEndKind.Untrusted, DoubtKind.Changed), (end.Kind, end.Doubt?.Kind));
        await using var late = await accepting;
        Assert.Equal("", await TlsPeer.ReceiveAsync(late, "\n", _deadline.Token));
    }

    [Fact]
    public async Task SeveralAddresses_ADeadOneFirst_TheNextIsTaken()
    {
        using var peer = new TlsPeer();
        using var dead = new TlsPeer();
        var deadAddress = dead.Address;
        dead.Dispose();
        var entered = await EnterAsync(peer, new ServerTarget([deadAddress, peer.Address]) { IsFound = true });
        Assert.Equal(peer.Address, entered.Address);
    }

    [Fact]
    public async Task DamagedFile_IsSetAside_AndNothingNewIsTrustedUnasked()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "keys.json"), "[{ half");
        using var peer = new TlsPeer();
        var end = await StopAsync(peer, ServerTarget.Of(peer.Address));
        Assert.Equal(DoubtKind.Unknowable, end.Doubt?.Kind);
        Assert.Contains("keys.damaged.json", end.Text, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder, "keys.damaged.json")));
        Assert.Equal(DoubtKind.Unknowable, (await StopAsync(peer, ServerTarget.Of(peer.Address))).Doubt?.Kind);
        await EnterAsync(peer, ServerTarget.Of(peer.Address) with { Key = peer.Key, Source = KeySource.Person });
        Assert.Equal(TrustBasis.Remembered, (await EnterAsync(peer)).Trust.Basis);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[null]")]
    [InlineData("""[{"key":"sha256:short","id":"1","name":"x","addresses":[],"since":"2026-01-01T00:00:00Z","seen":"2026-01-01T00:00:00Z"}]""")]
    [InlineData("""[{"key":null}]""")]
    public async Task StrangeFile_IsDamaged(string text)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "keys.json"), text);
        var pins = Pins();
        Assert.Empty(pins.Load());
        Assert.NotNull(pins.Problem);
    }

    [Fact]
    public async Task TwoPrograms_RememberAtOnce_NothingIsLost()
    {
        var (one, two) = (Pins(), Pins());
        var keys = Enumerable.Range(0, 20).Select(i => KeyOf(i)).ToList();
        await Task.WhenAll(keys.Select((key, i) => Task.Run(() => (i % 2 == 0 ? one : two).RememberAsync(key, $"id-{i}", "x", null, false, _deadline.Token))));
        Assert.Equal(20, Pins().Load().Count);
    }

    [Fact]
    public async Task UnwritableFolder_IsTold_AndTheKeyKnownForThisRun()
    {
        var blocked = Path.Combine(_folder, "blocked");
        await File.WriteAllTextAsync(blocked, "a file where a folder should be");
        var pins = new PinStore(blocked, TimeProvider.System);
        Assert.NotNull(await pins.RememberAsync(KeyOf(1), "id", "x", null, false, _deadline.Token));
        Assert.Single(pins.Load());
    }

    static Fingerprint KeyOf(int number)
    {
        var hash = new byte[32];
        hash[0] = (byte)number;
        return Fingerprint.TryParse(Base64Url.EncodeToString(hash), out var key) ? key : throw new InvalidOperationException();
    }

    PinStore Pins() => new(_folder, TimeProvider.System);

    SessionOptions Options(ServerTarget target) => new() { Target = target, Nick = Names.Nick("ada"), Trust = new ServerTrust(Pins()) };

    Session Start(ServerTarget target) => Session.Start(Options(target), TimeProvider.System);

    async Task<SessionEvent.Entered> EnterAsync(TlsPeer peer, ServerTarget? target = null)
    {
        await using var session = Start(target ?? ServerTarget.Of(peer.Address));
        await using var stream = await peer.AcceptAsync(_deadline.Token);
        await TlsPeer.WelcomeAsync(stream, cancellation: _deadline.Token);
        return await WaitForAsync<SessionEvent.Entered>(session);
    }

    /// <summary>The session ends after the handshake, and not a byte was said.</summary>
    async Task<SessionEnd> StopAsync(TlsPeer peer, ServerTarget target)
    {
        await using var session = Start(target);
        await using var stream = await peer.AcceptAsync(_deadline.Token);
        Assert.Equal("", await TlsPeer.ReceiveAsync(stream, "\n", _deadline.Token));
        return await EndOfAsync(session);
    }

    /// <summary>A server that answers a handshake with a line of JSON, and takes the next connection as it comes.</summary>
    async Task<Stream> PlainAsync(TlsPeer peer)
    {
        using (var first = await peer.AcceptSocketAsync(_deadline.Token)) await first.SendAsync("{}\n"u8.ToArray(), _deadline.Token);
        return new System.Net.Sockets.NetworkStream(await peer.AcceptSocketAsync(_deadline.Token), ownsSocket: true);
    }

    async Task<SessionEnd> EndOfAsync(Session session) => (await WaitForAsync<SessionEvent.Ended>(session)).End;

    async Task<T> WaitForAsync<T>(Session session) where T : SessionEvent
    {
        await foreach (var happened in session.Events.ReadAllAsync(_deadline.Token))
        {
            if (happened is T wanted) return wanted;
        }
        throw new InvalidOperationException($"The session ended without {typeof(T).Name}.");
    }
}
