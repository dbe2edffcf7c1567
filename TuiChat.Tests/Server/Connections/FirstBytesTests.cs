using System.Text;
using TuiChat.Server.Connections;

namespace TuiChat.Tests.Server.Connections;

public sealed class FirstBytesTests
{
    [Theory]
    [InlineData("", PeerKind.Unknown)]
    [InlineData("{", PeerKind.Ours)]
    [InlineData(" {", PeerKind.Ours)]
    [InlineData("\n", PeerKind.Ours)]
    [InlineData("hello", PeerKind.Ours)]
    [InlineData("G", PeerKind.Unknown)]
    [InlineData("GET", PeerKind.Unknown)]
    [InlineData("GET ", PeerKind.Http)]
    [InlineData("GETS", PeerKind.Ours)]
    [InlineData("CONNECT ", PeerKind.Http)]
    [InlineData("PRI * HT", PeerKind.Http)]
    [InlineData("NICK a", PeerKind.Irc)]
    [InlineData("user ann", PeerKind.Irc)]
    [InlineData("CAP LS 3", PeerKind.Irc)]
    [InlineData("SSH-2.0-", PeerKind.Ssh)]
    [InlineData("S", PeerKind.Unknown)]
    [InlineData("\u0016", PeerKind.Unknown)]
    [InlineData("\u0016\u0003\u0001", PeerKind.Tls)]
    [InlineData("\u0016x", PeerKind.Ours)]
    public void Classify_ByTheStart(string start, object kind) => Assert.Equal(kind, FirstBytes.Classify(Encoding.Latin1.GetBytes(start)));
}
