using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat.Tests.Client.Sessions;

/// <summary>Times in what a server says, as the person reads them.</summary>
public sealed class LocalTimesTests
{
    static readonly TimeZoneInfo East = TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(9), "east", "east");

    [Theory]
    [InlineData("You are banned until 2026-11-21 17:32 UTC by a host: spam.", "You are banned until 2026-11-22 02:32 by a host: spam.")]
    [InlineData("From 2026-01-01 00:00 UTC until 2026-01-02 00:00 UTC.", "From 2026-01-01 09:00 until 2026-01-02 09:00.")]
    [InlineData("2026-13-41 17:32 UTC is no time, nor is 17:32 UTC.", "2026-13-41 17:32 UTC is no time, nor is 17:32 UTC.")]
    [InlineData("9999-12-31 23:59 UTC", "9999-12-31 23:59")]
    [InlineData("You may speak again.", "You may speak again.")]
    public void Sentence_WithTimes_IsOfTheZone(string sent, string shown) => Assert.Equal(shown, LocalTimes.In(sent, East));

    [Fact]
    public void Message_WithASentence_IsOfTheZone()
    {
        const string Sent = "Until 2026-11-21 17:32 UTC.", Shown = "Until 2026-11-22 02:32.";
        Assert.Equal(Shown, Assert.IsType<Refused>(LocalTimes.In(new Refused { Code = RefusalCode.Banned, Text = Sent }, East)).Text);
        Assert.Equal(Shown, Assert.IsType<Bye>(LocalTimes.In(new Bye { Code = RefusalCode.Banned, Text = Sent }, East)).Text);
        Assert.Equal(Shown, Assert.IsType<Removed>(LocalTimes.In(new Removed { Room = RoomName.Main, Code = RefusalCode.Banned, Text = Sent }, East)).Text);
        Assert.Equal(Shown, Assert.IsType<Standing>(LocalTimes.In(new Standing { Nick = Names.Nick("ada"), Text = Sent }, East)).Text);
    }
}
