using TuiChat.Terminal;

namespace TuiChat.Tests.Terminal;

public sealed class FrameWriterTests
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public void Dispose_EndsTheThread_AfterTheFrameOnItsWay()
    {
        using var terminal = new VirtualTerminal(new TerminalSize(20, 5));
        var frames = 0;
        var writer = new FrameWriter(terminal, () => Interlocked.Increment(ref frames), reason => throw reason);
        writer.Begin("hello"u8.ToArray());
        writer.Dispose();
        Assert.True(writer.Join(Deadline));
        Assert.Equal(1, frames);
    }
}
