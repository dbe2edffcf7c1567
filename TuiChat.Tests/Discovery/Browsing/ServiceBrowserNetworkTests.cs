using System.Net;
using TuiChat.Discovery;

namespace TuiChat.Tests.Discovery.Browsing;

/// <summary>Several networks, both families of addresses, and what comes from strangers.</summary>
public sealed class ServiceBrowserNetworkTests
{
    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void TwoNetworks_SameNameOnBoth_AreTwoServices()
    {
        var network = new VirtualNetwork(7);
        network.AddHost("lan0").Announce("Hall", 1);
        network.AddHost("lan1").Announce("Hall", 2);
        VirtualHost client = network.AddHost("lan0", "lan1");
        client.Browse();

        network.Run(5 * Second);

        Assert.Equal([1, 2], client.Browser!.Services.Select(service => service.Port).Order());
    }

    [Fact]
    public void TwoNetworks_OneServerOnBoth_IsOneServiceWithBothAddresses()
    {
        var network = new VirtualNetwork(8);
        network.AddHost("lan0", "lan1").Announce("Hall");
        VirtualHost client = network.AddHost("lan0", "lan1");
        client.Browse();

        network.Run(5 * Second);

        DiscoveredService found = Assert.Single(client.Browser!.Services);
        Assert.Equal(["10.99.0.1", "10.99.1.1"], found.Addresses.Select(address => address.ToString()).Order());
    }

    [Fact]
    public void TwoFamilies_SecondQueryCarriesTheFirstAnswer()
    {
        var network = new VirtualNetwork(9);
        VirtualHost server = Dual(network), client = Dual(network);
        server.Announce("Hall");
        network.Run(5 * Second);
        client.HasOneShot = false;
        client.Browse();
        network.Run(5 * Second);

        DiscoveredService found = Assert.Single(client.Browser!.Services);
        Assert.Equal(2, found.Addresses.Count);
    }

    [Fact]
    public void TwoFamilies_OneHour_RefreshesGoOnOneOfThem()
    {
        var network = new VirtualNetwork(17);
        VirtualHost server = Dual(network), client = Dual(network);
        server.Announce("Hall");
        client.Browse();
        network.Run(TimeSpan.FromMinutes(10));
        network.Sent.Clear();

        network.Run(TimeSpan.FromHours(1));

        Assert.Single(client.Events);
        int queries = network.Sent.Count(sent => sent.Sender == client), answers = network.Sent.Count(sent => sent.Sender == server);
        Assert.True(queries <= 48 && answers <= 48, $"client {queries}, server {answers}");
    }

    [Fact]
    public void LinkLocalAddress_GetsTheInterfaceAsScope()
    {
        var network = new VirtualNetwork(10);
        VirtualHost client = network.AddHost("lan0"), stranger = network.AddHost("lan0");
        client.Browse();
        stranger.SendRaw("lan0", Strangers.Service("Hall", 1, "fe80::1", "::1", "ff02::1", "10.99.0.9", "127.0.0.1",
            "224.0.0.1"));

        network.Run(Second);

        IEnumerable<string> addresses = client.Browser!.Services.Single().Addresses.Select(address => address.ToString());
        Assert.Equal(["10.99.0.9", "fe80::1%1"], addresses);
    }

    [Fact]
    public void HostileTexts_AreShownWithoutControlCharacters()
    {
        var network = new VirtualNetwork(11);
        VirtualHost client = network.AddHost("lan0"), stranger = network.AddHost("lan0");
        client.Browse();
        stranger.SendRaw("lan0", Strangers.Service("\u001b[2J\u202Eevil", 1, "10.99.0.9"));

        network.Run(Second);

        Assert.Equal("\uFFFD[2J\uFFFDevil", client.Browser!.Services.Single().Name);
    }

    [Fact]
    public void PortNotBound_OneShotQueries_KeepTheListAlive()
    {
        var network = new VirtualNetwork(12);
        VirtualHost server = network.AddHost("lan0");
        server.Announce("Hall");
        VirtualHost client = network.AddHost();
        client.IsListening = false;
        client.Plug("lan0");
        network.Run(5 * Second);
        client.Browse();

        network.Run(TimeSpan.FromMinutes(5));
        Assert.Single(client.Events);
        server.Die();
        network.Run(15 * Second);

        Assert.Empty(client.Browser!.Services);
        Assert.All(network.Sent.Where(sent => sent.Sender == client), sent => Assert.True(sent.Packet.IsOneShot));
    }

    [Fact]
    public void OneShotReply_WithWrongIdOrTooLate_IsIgnored()
    {
        var network = new VirtualNetwork(13);
        VirtualHost client = network.AddHost("lan0"), stranger = network.AddHost("lan0");
        var to = new IPEndPoint(client.AddressOn("lan0", false), client.OneShotPort);
        client.Browse();
        stranger.SendRaw("lan0", Strangers.Service("Hall", 1, "10.99.0.9"), to: to);

        network.Run(5 * Second);

        Assert.Empty(client.Events);
    }

    static VirtualHost Dual(VirtualNetwork network)
    {
        VirtualHost host = network.AddHost();
        host.HasIPv6 = true;
        host.Plug("lan0");
        return host;
    }
}
