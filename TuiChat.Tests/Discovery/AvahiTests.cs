using System.Diagnostics;

namespace TuiChat.Tests.Discovery;

/// <summary>Real networks, real programs: this library and Avahi find each other, both ways, in network namespaces.</summary>
public sealed class AvahiTests(NetLab lab) : IClassFixture<NetLab>, IDisposable
{
    const string Type = "_tuichat._tcp";

    readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(60));

    CancellationToken Deadline => _deadline.Token;

    public void Dispose() => _deadline.Dispose();

    [RequiresFact("ip", "unshare", "dbus-daemon", "avahi-daemon", "avahi-publish", Root = true, NetworkNamespaces = true)]
    public async Task Browse_AvahiPublishes_IsFoundAndGoneWithItsGoodbye()
    {
        await UpAsync("a", "b");
        await using LabProgram client = lab.StartPeerOn("b", "browse", Type);
        await client.ExpectAsync("ready", Deadline);
        await using LabProgram publisher =
            lab.StartOn("a", "avahi-publish", "-s", "Ava's \"room\" 1.0 ✓", Type, "4242", "v=1", "locked");

        await client.ExpectAsync("Found 'Ava's \"room\" 1.0 ✓' a.local 4242 [10.99.0.1 fd99::1] {v=1 locked}", Deadline);
        long left = Stopwatch.GetTimestamp();
        publisher.Terminate();
        await client.ExpectAsync("Gone 'Ava's", Deadline);

        // RFC 6762 §10.1 says one second; the rest is for a busy machine.
        Assert.InRange(Stopwatch.GetElapsedTime(left).TotalSeconds, 0.9, 3);
    }

    [RequiresFact("ip", "unshare", "dbus-daemon", "avahi-daemon", "avahi-browse", Root = true, NetworkNamespaces = true)]
    public async Task Announce_AvahiBrowses_IsResolvedInBothFamiliesAndRemoved()
    {
        await UpAsync("a", "b");
        await using LabProgram browser = lab.StartOn("a", "avahi-browse", "-rp", Type);
        await using LabProgram server = lab.StartPeerOn("b", "announce", Type, "Bob's hall. ✓", "5151", "v=1", "fp=sha256:00");
        await server.ExpectAsync("announced 'Bob's hall. ✓'", Deadline);

        string one = await browser.ExpectAsync(IsResolved, Deadline), other = await browser.ExpectAsync(IsResolved, Deadline);
        Assert.Equal(["IPv4", "IPv6"], new[] { one.Split(';')[2], other.Split(';')[2] }.Order());
        Assert.Contains(";10.99.0.2;5151;", one + other, StringComparison.Ordinal);
        Assert.All(new[] { one, other }, line => Assert.Contains("\"v=1\"", line, StringComparison.Ordinal));
        Assert.All(new[] { one, other }, line => Assert.Contains("\"fp=sha256:00\"", line, StringComparison.Ordinal));
        server.Terminate();
        await browser.ExpectAsync(line => line.StartsWith("-;", StringComparison.Ordinal), Deadline);
    }

    [RequiresFact("ip", "unshare", "dbus-daemon", "avahi-daemon", "avahi-publish", Root = true, NetworkNamespaces = true)]
    public async Task Announce_AvahiHasTheName_IsRenamed()
    {
        await UpAsync("a", "b");
        await using LabProgram publisher = lab.StartOn("a", "avahi-publish", "-v", "-s", "First come", Type, "1");
        await using LabProgram client = lab.StartPeerOn("b", "browse", Type);
        await client.ExpectAsync("Found 'First come'", Deadline);

        await using LabProgram server = lab.StartPeerOn("b", "announce", Type, "First come", "2");

        await server.ExpectAsync("announced 'First come (2)'", Deadline);
        await client.ExpectAsync("Found 'First come (2)'", Deadline);
    }

    [RequiresFact("ip", "unshare", "dbus-daemon", "avahi-daemon", "avahi-publish", Root = true, NetworkNamespaces = true)]
    public async Task Announce_AvahiWantsOurName_AvahiIsRenamed()
    {
        await UpAsync("a", "b");
        await using LabProgram server = lab.StartPeerOn("b", "announce", Type, "Ours", "2");
        await server.ExpectAsync("announced 'Ours'", Deadline);
        await using LabProgram client = lab.StartPeerOn("b", "browse", Type);

        await using LabProgram publisher = lab.StartOn("a", "avahi-publish", "-s", "Ours", Type, "1");

        await client.ExpectAsync("Found 'Ours #2' a.local 1", Deadline);
    }

    [RequiresFact(
        "ip", "unshare", "dbus-daemon", "avahi-daemon", "avahi-browse", "avahi-publish", Root = true, NetworkNamespaces = true)]
    public async Task SameHost_PortShared_BothDirectionsWork()
    {
        await UpAsync("a");
        await using LabProgram publisher = lab.StartOn("a", "avahi-publish", "-s", "System", Type, "1");
        await using LabProgram client = lab.StartPeerOn("a", "browse", Type);
        await client.ExpectAsync("Found 'System' a.local 1", Deadline);
        await using LabProgram server = lab.StartPeerOn("a", "announce", Type, "Program", "2");
        await server.ExpectAsync("announced 'Program'", Deadline);

        await client.ExpectAsync("Found 'Program'", Deadline);
        await using LabProgram browser = lab.StartOn("a", "avahi-browse", "-rp", Type);
        await browser.ExpectAsync(line => line.StartsWith('=') && line.Contains(";Program;", StringComparison.Ordinal), Deadline);
    }

    [RequiresFact("ip", "unshare", Root = true, NetworkNamespaces = true)]
    public async Task Cables_InAndOut_ServerAndClientFollow()
    {
        await lab.UpAsync(Deadline, "c", "d");
        await using LabProgram server = lab.StartPeerOn("c", "announce", Type, "Roamer", "3");
        await server.ExpectAsync("announced 'Roamer'", Deadline);
        await using LabProgram client = lab.StartPeerOn("d", "browse", Type);
        await client.ExpectAsync("Found 'Roamer'", Deadline);

        await lab.RunAsync(Deadline, "cable", "c", "eth1", "in");
        await lab.RunAsync(Deadline, "cable", "d", "eth1", "in");
        await client.ExpectAsync(line => IsRoamerAt(line, "10.99.1."), Deadline);
        await lab.RunAsync(Deadline, "cable", "d", "eth0", "out");
        await client.ExpectAsync(line => !IsRoamerAt(line, "10.99.0."), Deadline);
        await lab.RunAsync(Deadline, "cable", "d", "eth1", "out");
        await client.ExpectAsync("Gone 'Roamer'", Deadline);
        await lab.RunAsync(Deadline, "cable", "d", "eth0", "in");

        await client.ExpectAsync("Found 'Roamer'", Deadline);
        await lab.RunAsync(Deadline, "cable", "c", "eth1", "out");
        await lab.RunAsync(Deadline, "cable", "d", "eth0", "in");
    }

    [RequiresFact("ip", "unshare", Root = true, NetworkNamespaces = true)]
    public async Task Diagnose_NobodyElse_SaysSo()
    {
        await lab.UpAsync(Deadline, "e");
        await lab.RunAsync(Deadline, "cable", "e", "eth0", "out");
        await using LabProgram without = lab.StartPeerOn("e", "diagnose");
        string line = await without.ExpectAsync("port True itself False others False", Deadline);
        Assert.Contains("eth0:Down", line, StringComparison.Ordinal);

        await lab.RunAsync(Deadline, "cable", "e", "eth1", "in");
        await using LabProgram with = lab.StartPeerOn("e", "diagnose");
        line = await with.ExpectAsync("port True itself True", Deadline);
        Assert.Contains("eth1:Used", line, StringComparison.Ordinal);
        await lab.RunAsync(Deadline, "cable", "e", "eth1", "out");
    }

    [RequiresFact("ip", "unshare", Root = true, NetworkNamespaces = true)]
    public async Task Announce_NoNetworkYet_BeginsWhenItComes()
    {
        await lab.UpAsync(Deadline, "f");
        await lab.RunAsync(Deadline, "cable", "f", "eth0", "out");
        await using LabProgram server = lab.StartPeerOn("f", "announce", Type, "Early", "4");
        await server.ExpectAsync("status WaitingForNetwork 'Early'", Deadline);

        await lab.RunAsync(Deadline, "cable", "f", "eth0", "in");

        await server.ExpectAsync("status Announced 'Early'", Deadline);
    }

    static bool IsRoamerAt(string line, string address) =>
        line.StartsWith("Changed 'Roamer'", StringComparison.Ordinal) && line.Contains(address, StringComparison.Ordinal);

    static bool IsResolved(string line) =>
        line.StartsWith("=;eth0;", StringComparison.Ordinal) && line.Contains(";5151;", StringComparison.Ordinal);

    async Task UpAsync(params string[] hosts)
    {
        await lab.UpAsync(Deadline, hosts);
        await lab.RunAsync(Deadline, "avahi", "a", "start");
    }
}
