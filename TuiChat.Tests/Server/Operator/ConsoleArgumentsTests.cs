using TuiChat.Server.Operator;

namespace TuiChat.Tests.Server.Operator;

public sealed class ConsoleArgumentsTests
{
    [Theory]
    [InlineData("90s", 90_000L)]
    [InlineData("2h", 7_200_000L)]
    [InlineData("1d12h", 129_600_000L)]
    [InlineData("1W", 604_800_000L)]
    [InlineData("0s", null)]
    [InlineData("h", null)]
    [InlineData("2", null)]
    [InlineData("2hours", null)]
    [InlineData("spam", null)]
    [InlineData("99999999999h", null)]
    [InlineData("", null)]
    public void Milliseconds_OfATime_AreItsSum(string word, long? expected) => Assert.Equal(expected, ConsoleArguments.Milliseconds(word));

    [Fact]
    public void Take_ABan_FindsWhoWhereHowLongAndWhy()
    {
        var rest = new ConsoleArguments("  bob #tea  2h said  bad things ");
        Assert.True(rest.TryNick(out var nick));
        Assert.Equal(("bob", "tea", 7_200_000L, "said  bad things"), (nick.Value, rest.TakeRoom()?.Value, rest.TakeTime(), rest.Rest));
    }

    [Fact]
    public void Take_WithoutRoomAndTime_LeavesAllToTheReason()
    {
        var rest = new ConsoleArguments("@bob spam 2h");
        Assert.True(rest.TryNick(out _));
        Assert.Null(rest.TakeRoom());
        Assert.Null(rest.TakeTime());
        Assert.Equal("spam 2h", rest.Rest);
    }
}
