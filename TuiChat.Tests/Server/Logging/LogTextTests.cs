using TuiChat.Server.Logging;

namespace TuiChat.Tests.Server.Logging;

public sealed class LogTextTests
{
    [Theory]
    [InlineData("plain ü 字", "plain ü 字")]
    [InlineData("a\u001b[31mb\r\nc\u009b", "a?[31mb??c?")]
    [InlineData("\u202eevil\u2028", "?evil?")]
    public void Clean_ReplacesWhatATerminalWouldObey(string text, string expected) => Assert.Equal(expected, LogText.Clean(text));

    [Fact]
    public void Clean_CutsLongText() => Assert.Equal(200, LogText.Clean(new string('x', 5000)).Length);
}
