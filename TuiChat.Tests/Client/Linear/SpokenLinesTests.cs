using TuiChat.Conversations;
using TuiChat.Linear;
using TuiChat.Settings;

namespace TuiChat.Tests.Client.Linear;

public sealed class SpokenLinesTests
{
    static readonly DateTimeOffset At = new(2026, 3, 1, 14, 2, 0, TimeSpan.Zero);

    ClientSettings _settings = new();

    [Fact]
    public void Of_EveryKind_IsSaidInWords()
    {
        var ada = Names.Nick("ada");
        var quote = new Quote(1, Names.Nick("bob"), "is it lit?");
        Assert.Equal("14:02 ada, in reply to bob “is it lit?”: yes (edited)", Of(new TimelineItem.Said(At, ada, "yes", false, false, false) { ReplyTo = quote, IsEdited = true }));
        Assert.Equal("14:02 * ada, naming you waves", Of(new TimelineItem.Said(At, ada, "waves", true, false, true)));
        Assert.Equal("14:02 you: mine", Of(new TimelineItem.Said(At, ada, "mine", false, true, false)));
        Assert.Equal("14:02 ada: a line that was deleted", Of(new TimelineItem.Said(At, ada, "", false, false, false) { IsDeleted = true }));
        Assert.Equal("14:02 ada left: the connection was lost", Of(new TimelineItem.Presence(At, ada, IsJoin: false, "the connection was lost")));
        Assert.Equal("14:02 ada came in.", Of(new TimelineItem.Presence(At, ada, IsJoin: true, null)));
        Assert.Equal("Error: no", Of(new TimelineItem.Local(At, "no", IsError: true)));
        Assert.Equal("Not sent: text. Too long.", Of(new TimelineItem.NotSent(At, "text", "Too long.")));
        _settings = _settings with { Presence = PresenceLines.Hide, Clock = "" };
        Assert.Null(Of(new TimelineItem.Presence(At, ada, IsJoin: true, null)));
        Assert.Equal("ada took the topic away.", Of(new TimelineItem.TopicSet(At, ada, "")));
    }

    [Fact]
    public void OfChange_EditDeletionAndReaction_AreToldApart()
    {
        var before = new TimelineItem.Said(At, Names.Nick("ada"), "teh wind", false, false, false);
        Assert.Equal("The line of ada was edited. Before: “teh wind”. Now: the wind", OfChange(before, before with { Text = "the wind", IsEdited = true }));
        Assert.Equal("The line of ada was deleted: “teh wind”.", OfChange(before, before with { Text = "", IsDeleted = true }));
        Assert.Equal("Reactions to the line of ada “teh wind”: 👍 by bob, cleo.", OfChange(before, before with { Reactions = [new Reaction("👍", 2, null, [Names.Nick("bob"), Names.Nick("cleo")])] }));
    }

    [Fact]
    public void Write_HostileText_StaysLines()
    {
        var output = new StringWriter();
        new LineWriter(output).Write("a\e[31mb\u0007\nc\u202e");
        Assert.Equal("a[31mb\n  c\n", output.ToString().ReplaceLineEndings("\n"));
    }

    string? Of(TimelineItem item) => new SpokenLines(() => _settings, TimeZoneInfo.Utc).Of(item);

    static string? OfChange(TimelineItem.Said before, TimelineItem.Said now) => SpokenLines.OfChange(before, now);
}
