using System.Text;
using TuiChat.Discovery;

namespace TuiChat.Tests.Discovery;

public sealed class TxtRecordTests
{
    [Fact]
    public void Create_KeysWithAndWithoutValue_ComeBack()
    {
        TxtRecord record = TxtRecord.Parse(Create(("v", "1"), ("locked", null), ("empty", ""), ("eq", "a=b")).Wire.Span);

        Assert.Equal("1", record["V"]);
        Assert.Null(record["locked"]);
        Assert.True(record.Contains("locked"));
        Assert.Equal("", record["empty"]);
        Assert.Equal("a=b", record["eq"]);
        Assert.Null(record["missing"]);
        Assert.Equal("v=1 locked empty= eq=a=b", record.ToString());
    }

    [Fact]
    public void Create_Nothing_IsOneZeroByte() => Assert.Equal([0], TxtRecord.Create().Wire.ToArray());

    [Theory]
    [InlineData("")]
    [InlineData("a=b")]
    [InlineData("ä")]
    [InlineData("a\n")]
    public void Create_BadKey_IsRefused(string key) => Assert.Throws<ArgumentException>(() => Create((key, "x")));

    [Fact]
    public void Create_TooLong_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Create(("k", new string('x', 254))));
        Assert.Throws<ArgumentException>(() => Create(("a", new string('x', 250)), ("b", new string('x', 250))));
    }

    [Theory]
    [InlineData("\u0003a=1\u0003a=2", "a=1")]
    [InlineData("\u0002=1\u0003b=2", "b=2")]
    [InlineData("\u0009a=1", "a=1")]
    [InlineData("\0\0\0", "")]
    [InlineData("\u0005a=\u001b[m", "a=\uFFFD[m")]
    public void Parse_OddRecords_AreReadAsFarAsTheyMakeSense(string wire, string expected) =>
        Assert.Equal(expected, TxtRecord.Parse(Encoding.Latin1.GetBytes(wire)).ToString());

    [Fact]
    public void Parse_ManyKeys_IsBounded()
    {
        byte[] wire = [.. Enumerable.Range(0, 300).SelectMany(i => Encoding.ASCII.GetBytes($"\u0003{i:D3}"))];

        Assert.Equal(64, TxtRecord.Parse(wire).Keys.Count);
    }

    static TxtRecord Create(params (string Key, string? Value)[] attributes) =>
        TxtRecord.Create(attributes.Select(attribute => KeyValuePair.Create(attribute.Key, attribute.Value)));
}
