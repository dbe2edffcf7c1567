using TuiChat.Conversations;
using TuiChat.Protocol;

namespace TuiChat.Tests.Client.Conversations;

public sealed class LineFoldTests
{
    static readonly Nickname Ada = Names.Nick("ada");
    static readonly Nickname Bob = Names.Nick("bob");

    [Fact]
    public void Apply_EventThatIsInTheLineAlready_ChangesNothing()
    {
        var line = Read(Message("newest") with { Rev = 9, Edited = true });
        Assert.Same(line, Apply(line, Edited(9, "older")));
        Assert.Same(line, Apply(line, Edited(3, "oldest")));
        Assert.Equal("later", Apply(line, Edited(10, "later")).Text);
    }

    [Fact]
    public void Apply_EditOfALineThatIsDeletedByNow_LeavesTheText() =>
        Assert.Equal(("text", false), Apply(Read(Message("text")), Edited(3, "")) is var line ? (line.Text, line.IsEdited) : default);

    [Fact]
    public void Apply_Deletion_LeavesNothingToRead_AndNothingComesBack()
    {
        var line = Apply(Read(Message("ada: look") with { Edited = true, Reactions = [new ReactionSummary { Text = "👍", Who = [Bob] }] }), new LineDeleted { Room = RoomName.Main, Seq = 3, At = 0, From = Bob, Target = 1 });
        Assert.Equal(("", true, false, false), (line.Text, line.IsDeleted, line.IsEdited, line.IsMention));
        Assert.Empty(line.Reactions);
        Assert.Same(line, Apply(line, Edited(4, "back")));
        Assert.Same(line, Apply(line, React(5, Bob, "👍")));
    }

    [Fact]
    public void Apply_Reactions_CountPeopleInTheOrderOfFirstAppearance()
    {
        var line = Read(Message("cake?"));
        line = Apply(line, React(2, Bob, "👍"));
        line = Apply(line, React(3, Ada, "🍰"));
        line = Apply(line, React(4, Ada, "👍"));
        Assert.Equal(["👍 2 True", "🍰 1 True"], Shown(line));
        line = Apply(line, React(5, Bob, "👍", remove: true));
        Assert.Equal(["👍 1 True", "🍰 1 True"], Shown(line));
        line = Apply(line, React(6, Ada, "👍", remove: true));
        line = Apply(line, React(7, Bob, "👍"));
        Assert.Equal(["🍰 1 True", "👍 1 False"], Shown(line));
    }

    [Fact]
    public void Read_OwnReactionUnderAFormerName_IsOwnUntilItIsTakenBack()
    {
        var former = Names.Nick("countess");
        var line = Read(Message("x") with { Rev = 2, Reactions = [new ReactionSummary { Text = "👍", Who = [former, Bob], Own = former }, new ReactionSummary { Text = "🍰", Who = [Bob] }] });
        Assert.Equal(["👍 2 True", "🍰 1 False"], Shown(line));
        Assert.Equal(["👍 1 True", "🍰 1 False"], Shown(Apply(line, React(3, Bob, "👍", remove: true))));
        Assert.Equal(["👍 1 False", "🍰 1 False"], Shown(Apply(line, React(3, former, "👍", remove: true))));
    }

    [Fact]
    public void Read_OwnReactionOfAServerThatSaysNothingOfIt_IsKnownByTheName() =>
        Assert.Equal(["👍 2 True"], Shown(Read(Message("x") with { Reactions = [new ReactionSummary { Text = "👍", Who = [Ada, Bob] }] })));

    [Fact]
    public void Read_OwnReactionThatIsNotAmongThem_IsNotOwn() =>
        Assert.Equal(["👍 1 False"], Shown(Read(Message("x") with { Reactions = [new ReactionSummary { Text = "👍", Who = [Bob], Own = Ada }] })));

    [Fact]
    public void Apply_ReactionsWithoutEnd_StayBounded()
    {
        var line = Read(Message("x"));
        for (var i = 0; i < 500; i++) line = Apply(line, React(2 + i, Names.Nick($"n{i}"), "👍"));
        for (var i = 0; i < 500; i++) line = Apply(line, React(600 + i, Bob, $"k{i}"));
        line = Apply(line, React(2000, Bob, "two words"));
        Assert.Equal((Limits.MaxReactionKinds, Limits.MaxReactions), (line.Reactions.Count, line.Reactions[0].Count));
    }

    [Fact]
    public void Read_AnswerToOurLine_IsAMention()
    {
        Assert.True(Read(Message("yes") with { Reply = 7, To = Ada }).IsMention);
        Assert.False(Read(Message("yes") with { Reply = 7, To = Bob }).IsMention);
        Assert.False(Read(Message("") with { Reply = 7, To = Ada, Deleted = true }).IsMention);
        Assert.Equal(new Quote(7, Ada, null), Read(Message("yes") with { Reply = 7, To = Ada }).ReplyTo);
    }

    [Fact]
    public void Apply_EditThatNamesUs_MarksTheLine()
    {
        Assert.True(Apply(Read(Message("hi adam")), Edited(2, "hi ada")).IsMention);
        Assert.False(Apply(Read(Message("hi ada")), Edited(2, "hi adam")).IsMention);
        Assert.True(Apply(Read(Message("yes") with { Reply = 7, To = Ada }), Edited(2, "no")).IsMention);
    }

    [Theory]
    [InlineData("one\ntwo\tthree", "one two three")]
    [InlineData("", "")]
    public void Excerpt_IsOneRow(string text, string expected) => Assert.Equal(expected, LineFold.Excerpt(text));

    [Fact]
    public void Excerpt_OfALongText_IsCutBetweenCharacters()
    {
        var excerpt = LineFold.Excerpt("x" + string.Concat(Enumerable.Repeat("🙂", 200)));
        Assert.InRange(excerpt.Length, 99, 101);
        Assert.EndsWith("🙂…", excerpt, StringComparison.Ordinal);
    }

    static IEnumerable<string> Shown(TimelineItem.Said line) => line.Reactions.Select(reaction => $"{reaction.Text} {reaction.Count} {reaction.IsOwn}");

    static TimelineItem.Said Read(ChatMessage message) => LineFold.Read(message, default, Ada, Ears.Deaf, null);

    static TimelineItem.Said Apply(TimelineItem.Said line, LineEvent happened) => LineFold.Apply(line, happened, Ada, Ears.Deaf);

    static ChatMessage Message(string text) => new() { Room = RoomName.Main, Seq = 1, At = 0, From = Bob, Text = text };

    static LineEdited Edited(long seq, string text) => new() { Room = RoomName.Main, Seq = seq, At = 0, From = Bob, Target = 1, Text = text };

    static LineReaction React(long seq, Nickname from, string text, bool remove = false) =>
        new() { Room = RoomName.Main, Seq = seq, At = 0, From = from, Target = 1, Text = text, Remove = remove };
}
