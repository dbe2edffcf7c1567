using System.Net;
using System.Net.Sockets;
using TuiChat.Discovery;
using TuiChat.Discovery.Diagnosis;

namespace TuiChat.Tests.Discovery;

/// <summary>Real sockets on the loopback interface, on a free port in place of 5353, so that nothing of the machine takes
/// part.</summary>
public sealed class LoopbackTests : IAsyncLifetime, IDisposable
{
    const string Type = "_tuichat-test._tcp";

    readonly DiscoveryOptions _options = new() { Port = FreePort(), IsLoopbackOnly = true };
    readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(30));
    readonly ServiceDiscovery _server;
    readonly ServiceDiscovery _client;

    public LoopbackTests()
    {
        _server = new ServiceDiscovery(_options);
        _client = new ServiceDiscovery(_options);
    }

    CancellationToken Deadline => _deadline.Token;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    public void Dispose() => _deadline.Dispose();

    [Fact]
    public async Task Browse_ServerAnnouncedBefore_FindsItWithAllRecords()
    {
        var profile = new ServiceProfile(Type, "Ava's \"room\" 1.0 ✓", 4242)
        {
            Text = TxtRecord.Create(KeyValuePair.Create("v", (string?)"1"), KeyValuePair.Create("locked", (string?)null)),
            HostLabel = "tuichat-test-host",
        };
        await using Announcement announcement = await _server.AnnounceAsync(profile, Deadline);

        ServiceEvent first = await _client.BrowseAsync(Type, Deadline).FirstAsync(Deadline);

        DiscoveredService service = Assert.IsType<ServiceEvent.Found>(first).Service;
        Assert.Equal(AnnouncementPhase.Announced, announcement.Status.Phase);
        Assert.Equal("Ava's \"room\" 1.0 ✓", service.Name);
        Assert.Equal("tuichat-test-host.local", service.HostName);
        Assert.Equal(4242, service.Port);
        Assert.Contains(IPAddress.Loopback, service.Addresses);
        Assert.Equal("1", service.Text["v"]);
        Assert.True(service.Text.Contains("LOCKED"));
    }

    [Fact]
    public async Task Browse_ServerComesChangesAndGoes_TellsEachStep()
    {
        await using IAsyncEnumerator<ServiceEvent> events = _client.BrowseAsync(Type, Deadline).GetAsyncEnumerator(Deadline);
        ValueTask<bool> next = events.MoveNextAsync();
        Announcement announcement = await _server.AnnounceAsync(new ServiceProfile(Type, "Hall", 1), Deadline);
        Assert.True(await next);
        Assert.IsType<ServiceEvent.Found>(events.Current);

        await announcement.UpdateTextAsync(TxtRecord.Create(KeyValuePair.Create("v", (string?)"2")), Deadline);
        Assert.True(await events.MoveNextAsync());
        Assert.Equal("2", Assert.IsType<ServiceEvent.Changed>(events.Current).Service.Text["v"]);

        await announcement.DisposeAsync();
        Assert.True(await events.MoveNextAsync());
        Assert.True(Assert.IsType<ServiceEvent.Changed>(events.Current).Service.IsLeaving);
        Assert.True(await events.MoveNextAsync());
        Assert.IsType<ServiceEvent.Gone>(events.Current);
    }

    [Fact]
    public async Task Announce_NameInUse_TakesTheNextOne()
    {
        await using Announcement first = await _server.AnnounceAsync(new ServiceProfile(Type, "Hall", 1), Deadline);
        await using Announcement second = await _client.AnnounceAsync(new ServiceProfile(Type, "Hall", 2), Deadline);

        Assert.Equal("Hall", first.Name);
        Assert.Equal("Hall (2)", second.Name);
    }

    [Fact]
    public async Task Diagnose_OnLoopback_HearsItselfAndTheOther()
    {
        await using Announcement announcement = await _server.AnnounceAsync(new ServiceProfile(Type, "Hall", 1), Deadline);

        NetworkDiagnosis diagnosis = await _client.DiagnoseAsync(TimeSpan.FromMilliseconds(300), Deadline);

        Assert.True(diagnosis.IsPortBound, diagnosis.PortError);
        Assert.True(diagnosis.HearsItself);
        Assert.NotEmpty(diagnosis.Responders);
        Assert.Contains(diagnosis.Interfaces, entry => entry.Use == InterfaceUse.Used);
        Assert.Equal(0, diagnosis.Malformed);
    }

    [Fact]
    public async Task Dispose_WithOpenBrowse_EndsIt()
    {
        await using IAsyncEnumerator<ServiceEvent> events = _client.BrowseAsync(Type, Deadline).GetAsyncEnumerator(Deadline);
        ValueTask<bool> next = events.MoveNextAsync();
        await _client.RescanAsync(Deadline);

        await _client.DisposeAsync();

        Assert.False(await next);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _client.RescanAsync(Deadline));
    }

    /// <summary>A UDP port that nobody uses now.</summary>
    internal static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
