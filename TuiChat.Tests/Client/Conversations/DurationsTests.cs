using TuiChat.Conversations;

namespace TuiChat.Tests.Client.Conversations;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("30s", 30)]
    [InlineData("10m", 600)]
    [InlineData("2h", 7200)]
    [InlineData("2H", 7200)]
    [InlineData("1h30m", 5400)]
    [InlineData("3d", 259_200)]
    [InlineData("1w", 604_800)]
    public void TryParse_Length_IsRead(string word, int seconds)
    {
        Assert.True(Durations.TryParse(word, out var time));
        Assert.Equal(seconds, time.TotalSeconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("h")]
    [InlineData("0h")]
    [InlineData("2x")]
    [InlineData("-2h")]
    [InlineData("2h3")]
    [InlineData("99999w")]
    [InlineData("999999999999999999d")]
    [InlineData("spam")]
    public void TryParse_AnythingElse_IsNone(string word) => Assert.False(Durations.TryParse(word, out _));

    [Theory]
    [InlineData("2h spam", 7200, "spam")]
    [InlineData("spam 2h", null, "spam 2h")]
    [InlineData("2h", 7200, "")]
    public void Split_TakesALeadingLength(string text, int? seconds, string behind)
    {
        var (time, rest) = Durations.Split(text);
        Assert.Equal(seconds, (int?)time?.TotalSeconds);
        Assert.Equal(behind, rest);
    }

    [Theory]
    [InlineData(30, "30 s")]
    [InlineData(600, "10 min")]
    [InlineData(7260, "2 h 1 min")]
    [InlineData(259_200, "3 d")]
    public void Show_HasTwoUnitsAtMost(int seconds, string text) => Assert.Equal(text, Durations.Show(TimeSpan.FromSeconds(seconds)));
}
