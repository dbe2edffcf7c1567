using System.Text;
using TuiChat.Discovery.Advertising;

namespace TuiChat.Tests.Discovery.Advertising;

public sealed class InstanceNameTests
{
    [Theory]
    [InlineData("X", "X (2)")]
    [InlineData("X (2)", "X (3)")]
    [InlineData("X (9)", "X (10)")]
    [InlineData("X (0)", "X (0) (2)")]
    [InlineData("X (two)", "X (two) (2)")]
    [InlineData("(2)", "(2) (2)")]
    public void Next_CountsUp(string name, string expected) => Assert.Equal(expected, InstanceName.Next(name));

    [Theory]
    [InlineData("a", 100)]
    [InlineData("é", 40)]
    [InlineData("😀", 20)]
    public void Next_LongName_IsCutAtACharacter(string part, int count)
    {
        string name = InstanceName.Next(string.Concat(Enumerable.Repeat(part, count)));

        Assert.InRange(Encoding.UTF8.GetByteCount(name), 57, 63);
        Assert.EndsWith(part + " (2)", name, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', name);
    }

    [Fact]
    public void Fit_DecomposedText_IsComposed() => Assert.Equal("é", InstanceName.Fit("e\u0301"));
}
