using System.Text;
using TuiChat.Discovery;

namespace TuiChat.Tests.Discovery;

public sealed class PrintableTextTests
{
    [Theory]
    [InlineData("Ava's room ✓ 😀", "Ava's room ✓ 😀")]
    [InlineData("\u001b]0;x\u0007", "�]0;x�")]
    [InlineData("a\u202Eb\u200Bc", "a�b�c")]
    [InlineData("a\u2028b\u2029c\u0085", "a�b�c�")]
    [InlineData("\uE000\u0378", "��")]
    public void Clean_DangerousCharacters_AreReplaced(string text, string expected) =>
        Assert.Equal(expected, PrintableText.Clean(Encoding.UTF8.GetBytes(text), 64));

    [Fact]
    public void Clean_InvalidBytes_AreReplaced() =>
        Assert.Equal("a\uFFFD\uFFFDb", PrintableText.Clean([0x61, 0xFF, 0xC3, 0x62], 64));

    [Fact]
    public void Clean_LongText_IsCut() => Assert.Equal("😀😀", PrintableText.Clean(Encoding.UTF8.GetBytes("😀😀😀"), 2));
}
