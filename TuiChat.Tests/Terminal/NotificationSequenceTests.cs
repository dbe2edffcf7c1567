using System.Text;
using TuiChat.Terminal;

namespace TuiChat.Tests.Terminal;

public sealed class NotificationSequenceTests
{
    [Theory]
    [InlineData(false, "\e]9;A,b: xy;z[31m\e\\")]
    [InlineData(true, "\e]777;notify;A,b;xy,z[31m\e\\")]
    public void NotifyDesktop_HostileText_StaysWithinItsSequence(bool hasTitle, string expected)
    {
        var renderer = new ScreenRenderer();
        renderer.BeginFrame(new TerminalSize(10, 2), new TerminalCapabilities());
        renderer.EndFrame();
        renderer.NotifyDesktop("A;b", "x\u0007y;z\e[31m\e\\", hasTitle);
        renderer.BeginFrame(new TerminalSize(10, 2), new TerminalCapabilities());

        string written = Encoding.UTF8.GetString(renderer.EndFrame().Span);

        Assert.Equal(expected.Replace("[31m\e\\", "[31m\\\e\\", StringComparison.Ordinal), written);
    }

    [Fact]
    public void NotifyDesktop_LongText_IsCut()
    {
        var renderer = new ScreenRenderer();
        renderer.BeginFrame(new TerminalSize(10, 2), new TerminalCapabilities());
        renderer.NotifyDesktop("t", new string('x', 100_000), hasTitle: false);
        Assert.InRange(renderer.EndFrame().Length, 1, 1000);
    }
}
