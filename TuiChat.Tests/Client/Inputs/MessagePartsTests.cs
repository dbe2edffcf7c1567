using System.Text;
using TuiChat.Inputs;

namespace TuiChat.Tests.Client.Inputs;

public sealed class MessagePartsTests
{
    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("one\ntwo\nthree", 8, "one\ntwo|three")]
    [InlineData("one two three", 8, "one two|three")]
    [InlineData("unbreakable", 4, "unbr|eaka|ble")]
    [InlineData("\n\nabc\n\n", 10, "abc")]
    [InlineData("", 10, "")]
    [InlineData("ééé", 4, "éé|é")]
    [InlineData("👩‍👩‍👧👩‍👩‍👧", 20, "👩‍👩‍👧|👩‍👩‍👧")]
    [InlineData("👩‍👩‍👧", 4, "👩‍👩‍👧")]
    public void Split_DividesWhereItHurtsLeast(string text, int maxBytes, string parts) => Assert.Equal(parts, string.Join('|', MessageParts.Split(text, maxBytes)));

    [Fact]
    public void Lines_AreThoseThatSaySomething() => Assert.Equal(["a", "b b", "cc", "c"], MessageParts.Lines("a\n\n  \nb b\nccc", 3).SelectMany(line => line == "ccc" ? ["cc", "c"] : (string[])[line]));

    [Fact]
    public void Split_AnyText_LosesNothingButSpaceAndFits()
    {
        var chance = new Random(17);
        for (var i = 0; i < 300; i++)
        {
            var text = string.Concat(Enumerable.Range(0, chance.Next(200)).Select(_ => "ab \né日"[chance.Next(6)]));
            var max = chance.Next(4, 60);
            var parts = MessageParts.Split(text, max);
            Assert.All(parts, part => Assert.InRange(Encoding.UTF8.GetByteCount(part), 1, max));
            Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal), string.Concat(parts).Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal));
        }
    }
}
