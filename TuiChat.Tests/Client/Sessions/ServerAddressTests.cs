using TuiChat.Sessions;

namespace TuiChat.Tests.Client.Sessions;

public sealed class ServerAddressTests
{
    [Theory]
    [InlineData("localhost", "localhost", 9001, "localhost")]
    [InlineData(" chat.example.org:7000 ", "chat.example.org", 7000, "chat.example.org:7000")]
    [InlineData("192.168.1.20", "192.168.1.20", 9001, "192.168.1.20")]
    [InlineData("::1", "::1", 9001, "[::1]")]
    [InlineData("[::1]", "::1", 9001, "[::1]")]
    [InlineData("[fe80::1%3]:9002", "fe80::1%3", 9002, "[fe80::1%3]:9002")]
    public void TryParse_Good_IsReadAndPrinted(string text, string host, int port, string printed)
    {
        Assert.True(ServerAddress.TryParse(text, out var address, out var problem), problem);
        Assert.Equal((host, port, printed), (address.Host, address.Port, address.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a b")]
    [InlineData("http://x")]
    [InlineData("x:0")]
    [InlineData("x:65536")]
    [InlineData("x:y")]
    [InlineData("x:")]
    [InlineData("[::1]9")]
    [InlineData("a\u001bb")]
    public void TryParse_Bad_SaysWhatToType(string text)
    {
        Assert.False(ServerAddress.TryParse(text, out _, out var problem));
        Assert.EndsWith(".", problem, StringComparison.Ordinal);
    }
}
