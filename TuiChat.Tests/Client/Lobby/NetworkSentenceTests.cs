using TuiChat.Discovery.Diagnosis;
using TuiChat.Lobby;

namespace TuiChat.Tests.Client.Lobby;

public sealed class NetworkSentenceTests
{
    [Theory]
    [InlineData(true, true, true, "perhaps no server runs here, or it is in another subnet")]
    [InlineData(true, true, false, "may keep its guests apart")]
    [InlineData(true, false, false, "a firewall on this machine")]
    [InlineData(false, false, false, "Another program holds UDP port 5353")]
    public void Explain_WithANetwork_NamesTheLikelyReason(bool isPortBound, bool hearsItself, bool hearsOthers, string reason)
    {
        var said = NetworkSentence.Explain(Services.Seen(isPortBound, hearsItself, hearsOthers));
        Assert.StartsWith("Asked on eth0; no server answered. ", said, StringComparison.Ordinal);
        Assert.Contains(reason, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(InterfaceUse.Loopback, "not connected to any network")]
    [InlineData(InterfaceUse.Down, "not connected to any network")]
    [InlineData(InterfaceUse.NoAddress, "no network address yet")]
    [InlineData(InterfaceUse.PointToPoint, "VPN")]
    [InlineData(InterfaceUse.NoMulticast, "cannot do multicast")]
    public void Explain_WithoutANetwork_SaysSo(InterfaceUse use, string reason) =>
        Assert.Contains(reason, NetworkSentence.Explain(Services.Seen(uses: use)), StringComparison.Ordinal);
}
