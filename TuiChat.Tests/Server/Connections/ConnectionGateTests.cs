using System.Net;
using TuiChat.Server.Configuration;
using TuiChat.Server.Connections;

namespace TuiChat.Tests.Server.Connections;

public sealed class ConnectionGateTests
{
    [Theory]
    [InlineData("10.1.2.3", "10.1.2.3")]
    [InlineData("::ffff:10.1.2.3", "10.1.2.3")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    public void Network_IsWhatOneHostHas(string address, string network) =>
        Assert.Equal(IPAddress.Parse(network), ConnectionGate.Network(IPAddress.Parse(address)));

    [Fact]
    public void Enter_CountsPerAddressAndInAll_AndForgets()
    {
        var gate = new ConnectionGate(new LiveSettings(new ServerSettings { MaxConnections = 3, MaxConnectionsPerAddress = 2 }));
        var (one, two) = (IPAddress.Parse("10.0.0.1"), IPAddress.Parse("10.0.0.2"));
        Assert.Equal(Admission.Admitted, gate.Enter(one));
        Assert.Equal(Admission.Admitted, gate.Enter(one));
        Assert.Equal(Admission.TooManyFromAddress, gate.Enter(one));
        Assert.Equal(Admission.TooMany, gate.Enter(two));
        for (var i = 0; i < 3; i++) gate.Leave(one);
        gate.Leave(two);
        Assert.Equal(0, gate.Total);
        Assert.Equal(Admission.Admitted, gate.Enter(one));
    }
}
