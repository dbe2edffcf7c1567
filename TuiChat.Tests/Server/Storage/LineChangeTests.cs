using System.Text;
using TuiChat.Protocol;
using TuiChat.Server.Storage;

namespace TuiChat.Tests.Server.Storage;

/// <summary>The contract of the store for lines that are answered, edited, deleted and reacted to.</summary>
public sealed class LineChangeTests : IDisposable
{
    readonly StoreFixture _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Edit_OwnLine_HistoryTellsTheNewestTextEverywhere()
    {
        await _store.SayAsync("ann", "first");
        await EditAsync("ann", 1, "second");
        var last = await EditAsync("ann", 1, "third");

        var events = await _store.ReadAsync("main");
        Assert.Equal([1, 2, 3], events.Select(stored => stored.Seq));
        var line = Assert.IsType<ChatMessage>(events[0]);
        Assert.Equal(("third", true, false, last.Seq), (line.Text, line.Edited, line.Deleted, line.Rev));
        Assert.All(events.Skip(1), stored => Assert.Equal("third", Assert.IsType<LineEdited>(stored).Text));
        Assert.Equal(["second", "third"], _store.Committed.OfType<LineEdited>().Select(edited => edited.Text));
    }

    [Fact]
    public async Task Delete_OwnLine_TheTextIsInNoEventAndNoFile()
    {
        const string Secret = "the-password-is-swordfish-0123456789";
        await _store.SayAsync("ann", "before " + Secret);
        await EditAsync("ann", 1, Secret + new string('x', 6_000)); // spills over the page of the database
        await ReactAsync("bob", 1, "👍");
        Assert.Null((await DeleteAsync("ann", 1)).Problem);

        var events = await _store.ReadAsync("main");
        Assert.Equal([1, 2, 3, 4], events.Select(stored => stored.Seq));
        var line = Assert.IsType<ChatMessage>(events[0]);
        Assert.Equal(("", true, false, 4L, null), (line.Text, line.Deleted, line.Edited, line.Rev, line.Reactions));
        Assert.Equal("", Assert.IsType<LineEdited>(events[1]).Text);
        _store.Store.Dispose();
        foreach (var file in Directory.GetFiles(_store.Folder))
            Assert.True((await File.ReadAllBytesAsync(file)).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Secret)) < 0, file);
    }

    [Fact]
    public async Task Change_LineOfAnother_OrOfAnotherOfTheSameName_IsRefused()
    {
        await _store.SayAsync("ann", "mine");
        Assert.Equal(RefusalCode.NotYours, (await EditAsync("bob", 1, "x")).Problem?.Code);
        Assert.Equal(RefusalCode.NotYours, (await DeleteAsync("bob", 1)).Problem?.Code);
        var later = await _store.ChangeAsync(EventDraft.Deleted, "ann", 1, author: "another ann");
        Assert.Equal(RefusalCode.NotYours, later.Problem?.Code);
        Assert.Contains("another visit", later.Problem?.Text, StringComparison.Ordinal);
        Assert.Equal("mine", Assert.IsType<ChatMessage>(Assert.Single(await _store.ReadAsync("main"))).Text);
    }

    [Fact]
    public async Task Change_WhatIsNoLine_OrDeleted_IsRefusedWithoutAHole()
    {
        await _store.SayAsync("ann", "mine");
        await DeleteAsync("ann", 1);
        foreach (var target in (long[])[1, 2, 3, 99])
        {
            Assert.Equal(RefusalCode.NoLine, (await EditAsync("ann", target, "x")).Problem?.Code);
            Assert.Equal(RefusalCode.NoLine, (await DeleteAsync("ann", target)).Problem?.Code);
            Assert.Equal(RefusalCode.NoLine, (await ReactAsync("bob", target, "👍")).Problem?.Code);
        }
        Assert.Equal(RefusalCode.NoLine, (await _store.SayAsync("bob", "to nobody", reply: 2)).Problem?.Code);
        Assert.Equal(3, (await _store.SayAsync("bob", "to a deleted line", reply: 1)).Seq);
    }

    [Fact]
    public async Task Change_InARoomThatIsNotThere_MakesNoRoom()
    {
        var draft = new EventDraft(LineClient.Room("nowhere"), EventDraft.Deleted, LineClient.Nick("ann"), "") { Target = 1, Author = Guid.NewGuid() };
        Assert.Equal(RefusalCode.NoLine, (await _store.Store.AppendAsync(draft)).Problem?.Code);
        _store.Reopen();
        Assert.Empty(_store.Store.Rooms);
    }

    [Fact]
    public async Task Change_RepeatOfAClientId_IsAnsweredWithTheFirstPlace()
    {
        var (edit, delete, react, back) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await _store.SayAsync("ann", "mine");
        (string Type, string Text, string? Kind, Guid Cid)[] changes =
        [
            (EventDraft.Reaction, "👍", null, react), (EventDraft.Reaction, "👍", EventDraft.Removal, back), (EventDraft.Edited, "x", null, edit), (EventDraft.Deleted, "", null, delete),
        ];
        var first = new List<AppendResult>();
        foreach (var (type, text, kind, cid) in changes) first.Add(await _store.ChangeAsync(type, "ann", 1, text, kind, cid));
        _store.Reopen();
        var again = new List<AppendResult>();
        foreach (var (type, text, kind, cid) in changes) again.Add(await _store.ChangeAsync(type, "ann", 1, text, kind, cid));

        Assert.Equal([2, 3, 4, 5], first.Select(result => result.Seq));
        Assert.Equal(first, again);
        Assert.Equal(5, (await _store.ReadAsync("main")).Count);
    }

    [Fact]
    public async Task Reactions_AreSummedUpInTheOrderInWhichTheyCame()
    {
        await _store.SayAsync("ann", "cake?");
        await ReactAsync("bob", 1, "👍");
        await ReactAsync("cleo", 1, "🍰");
        await ReactAsync("cleo", 1, "👍");
        await ReactAsync("bob", 1, "👍", EventDraft.Removal);
        await ReactAsync("dan", 1, "🍰");
        Assert.Equal("👍 cleo; 🍰 cleo dan", await SummaryAsync(1));
        await ReactAsync("cleo", 1, "👍", EventDraft.Removal);
        await ReactAsync("bob", 1, "👍");
        Assert.Equal("🍰 cleo dan; 👍 bob", await SummaryAsync(1));
    }

    [Fact]
    public async Task React_WhatIsSoAlready_IsDoneWithoutAnEvent()
    {
        await _store.SayAsync("ann", "cake?");
        Assert.Equal(0, (await ReactAsync("bob", 1, "👍", EventDraft.Removal)).Seq);
        Assert.Equal(2, (await ReactAsync("bob", 1, "👍")).Seq);
        var again = await ReactAsync("Bob", 1, "👍");
        Assert.Equal((0, null), (again.Seq, again.Problem));
        Assert.Equal(RefusalCode.NotYours, (await _store.ChangeAsync(EventDraft.Reaction, "bob", 1, "👍", EventDraft.Removal, author: "another bob")).Problem?.Code);
        Assert.Equal(2, (await _store.ReadAsync("main")).Count);
    }

    [Fact]
    public async Task React_BeyondTheLimits_IsRefused_AndTheFullestLineStillFitsOnePart()
    {
        var text = string.Concat(Enumerable.Repeat("🙂", Limits.MaxTextBytes / 4));
        var longest = string.Concat(Enumerable.Repeat("𝒂", Limits.MaxNicknameRunes - 3)); // written as \u pairs, the longest there is
        await _store.SayAsync(longest + "000", text);
        var kinds = Enumerable.Range(0, Limits.MaxReactionKinds).Select(kind => $"{kind:00}" + string.Concat(Enumerable.Repeat("𝒂", 9))).ToArray();
        foreach (var kind in kinds) Assert.Null((await ReactAsync(longest + "000", 1, kind)).Problem);
        Assert.Equal(RefusalCode.Full, (await ReactAsync("ann", 1, "👍")).Problem?.Code);
        for (var i = Limits.MaxReactionKinds; i < Limits.MaxReactions; i++) Assert.Null((await ReactAsync($"{longest}{i:000}", 1, kinds[0])).Problem);
        Assert.Equal(RefusalCode.Full, (await ReactAsync("ann", 1, kinds[0])).Problem?.Code);

        var page = new Page { Re = new string('x', Limits.MaxIdChars), Room = RoomName.Main, Events = [(await _store.ReadAsync("main"))[0]] };
        Assert.InRange(MessageCodec.Encode(page).Length, 30_000, Limits.MaxLineBytes);
    }

    [Fact]
    public async Task Reply_TellsWhomItAnswers()
    {
        await _store.SayAsync("ann", "question");
        await _store.SayAsync("bob", "answer", reply: 1);
        Assert.Equal(_store.Committed, await _store.ReadAsync("main"));
        var answer = Assert.IsType<ChatMessage>(_store.Committed[1]);
        Assert.Equal((1L, "ann"), (answer.Reply, answer.To?.Value));
    }

    [Fact]
    public async Task Change_WhenTheDatabaseRefuses_LeavesTheLineAsItWas()
    {
        await _store.SayAsync("ann", "mine");
        _store.Execute("CREATE TRIGGER full BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'disk'); END");
        Assert.Equal(RefusalCode.Busy, (await DeleteAsync("ann", 1)).Problem?.Code);
        _store.Execute("DROP TRIGGER full");
        Assert.Equal("mine", Assert.IsType<ChatMessage>(Assert.Single(await _store.ReadAsync("main"))).Text);
        Assert.Equal(2, (await DeleteAsync("ann", 1)).Seq);
    }

    Task<AppendResult> EditAsync(string nick, long target, string text) => _store.ChangeAsync(EventDraft.Edited, nick, target, text);

    Task<AppendResult> DeleteAsync(string nick, long target) => _store.ChangeAsync(EventDraft.Deleted, nick, target);

    Task<AppendResult> ReactAsync(string nick, long target, string text, string? kind = null) => _store.ChangeAsync(EventDraft.Reaction, nick, target, text, kind);

    async Task<string> SummaryAsync(long seq)
    {
        var line = (await _store.ReadAsync("main")).OfType<ChatMessage>().Single(message => message.Seq == seq);
        return string.Join("; ", (line.Reactions ?? []).Select(reaction => $"{reaction.Text} {string.Join(' ', reaction.Who)}"));
    }
}
