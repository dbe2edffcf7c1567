using TuiChat.Protocol;
using TuiChat.Server.Storage;

namespace TuiChat.Tests.Server.Storage;

/// <summary>The contract of the store: dense numbers, order, bounds, idempotence, durability.</summary>
public sealed class MessageStoreTests
{
    [Fact]
    public async Task Append_ManyAtOnceInSeveralRooms_NumbersEachRoomDensely()
    {
        using var fixture = new StoreFixture();
        var results = await Task.WhenAll(Enumerable.Range(0, 900).Select(i => fixture.AppendAsync($"room{i % 3}", $"text {i}")));

        foreach (var room in results.GroupBy(result => result.Room))
            Assert.Equal(Enumerable.Range(1, 300).Select(seq => (long)seq), room.Select(result => result.Seq).Order());
        Assert.Equal(900, fixture.Committed.Count);
        foreach (var room in fixture.Committed.GroupBy(stored => stored.Room))
            Assert.Equal(Enumerable.Range(1, 300).Select(seq => (long)seq), room.Select(stored => stored.Seq));
    }

    [Fact]
    public async Task Append_FromOneCaller_KeepsItsOrder()
    {
        using var fixture = new StoreFixture();
        await Task.WhenAll(Enumerable.Range(1, 200).Select(i => fixture.AppendAsync("main", $"{i}")));
        var texts = (await fixture.ReadAsync("main")).Cast<ChatMessage>().Select(message => message.Text);
        Assert.Equal(Enumerable.Range(1, 200).Select(i => $"{i}"), texts);
    }

    [Fact]
    public async Task Append_RepeatOfAClientId_ReturnsTheFirstPlaceAndStoresNothing()
    {
        using var fixture = new StoreFixture();
        var cid = Guid.CreateVersion7();
        var both = await Task.WhenAll(fixture.AppendAsync("main", "a", "ann", cid), fixture.AppendAsync("main", "a", "ann", cid));
        var elsewhere = await fixture.AppendAsync("other", "a", "Ann", cid);
        fixture.Reopen();
        var later = await fixture.AppendAsync("main", "a", "ann", cid);

        Assert.All([both[1], elsewhere, later], repeat => Assert.Equal(both[0], repeat));
        Assert.Single(await fixture.ReadAsync("main"));
        Assert.Single(fixture.Committed);
        Assert.Equal(RoomName.Main, Assert.Single(fixture.Store.Rooms).Name); // the repeat elsewhere has made no room
    }

    [Fact]
    public async Task Append_SameClientIdOfAnotherSender_IsAnotherMessage()
    {
        using var fixture = new StoreFixture();
        var cid = Guid.CreateVersion7();
        await fixture.AppendAsync("main", "a", "ann", cid);
        Assert.Equal(2, (await fixture.AppendAsync("main", "b", "bob", cid)).Seq);
    }

    [Theory]
    [InlineData(null, null, 3, "8 9 10")]
    [InlineData(null, 5L, 3, "2 3 4")]
    [InlineData(3L, null, 3, "4 5 6")]
    [InlineData(3L, 6L, 10, "4 5")]
    [InlineData(3L, 9L, 2, "4 5")]
    [InlineData(10L, null, 5, "")]
    [InlineData(0L, null, 2, "1 2")]
    [InlineData(null, 1L, 5, "")]
    public async Task Read_Bounds_AreExclusiveAndAscending(long? after, long? before, int limit, string expected)
    {
        using var fixture = new StoreFixture();
        await Task.WhenAll(Enumerable.Range(1, 10).Select(i => fixture.AppendAsync("main", $"{i}")));
        await fixture.AppendAsync("other", "elsewhere");
        Assert.Equal(expected, string.Join(' ', (await fixture.ReadAsync("main", after, before, limit)).Select(stored => stored.Seq)));
    }

    [Fact]
    public async Task Read_UnknownRoom_IsEmpty()
    {
        using var fixture = new StoreFixture();
        Assert.Empty(await fixture.ReadAsync("nowhere"));
    }

    [Fact]
    public async Task Read_GivesBackEveryFieldAsItWasTold()
    {
        using var fixture = new StoreFixture();
        var room = LineClient.Room("räume");
        await fixture.Store.AppendAsync(new EventDraft(room, EventDraft.Message, LineClient.Nick("Åsa"), "ein\nzwei\t🙂", MessageKind.Action, Guid.CreateVersion7()));
        await fixture.Store.AppendAsync(new EventDraft(room, EventDraft.Topic, LineClient.Nick("bob"), ""));
        await fixture.Store.AppendAsync(new EventDraft(room, EventDraft.Notice, null, "noon"));
        Assert.Equal(fixture.Committed, await fixture.ReadAsync("räume"));
    }

    [Fact]
    public async Task Open_Again_KeepsRoomsTopicsHeadsAndId()
    {
        using var fixture = new StoreFixture();
        var id = fixture.Store.ServerId;
        await fixture.AppendAsync("main", "one");
        await fixture.Store.AppendAsync(new EventDraft(RoomName.Main, EventDraft.Topic, LineClient.Nick("ann"), "tea"));
        fixture.Reopen();

        var room = Assert.Single(fixture.Store.Rooms);
        Assert.Equal((RoomName.Main, "tea", 2), (room.Name, room.Topic, room.Head));
        Assert.Equal(id, fixture.Store.ServerId);
        Assert.Equal(3, (await fixture.AppendAsync("main", "three")).Seq);
    }

    [Fact]
    public async Task Append_WhenTooManyWait_IsRefusedAsBusyAndNothingElse()
    {
        using var fixture = new StoreFixture();
        fixture.Store.Dispose();
        using var held = new ManualResetEventSlim();
        using var entered = new ManualResetEventSlim();
        using var store = MessageStore.Open(
            fixture.Folder,
            2,
            _ =>
            {
                entered.Set();
                held.Wait(TimeSpan.FromSeconds(20));
            },
            TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
        var first = store.AppendAsync(StoreFixture.Draft("main", "1"));
        Assert.True(entered.Wait(TimeSpan.FromSeconds(20)));
        var waiting = (Task<AppendResult>[])[store.AppendAsync(StoreFixture.Draft("main", "2")), store.AppendAsync(StoreFixture.Draft("main", "3"))];
        var refused = await store.AppendAsync(StoreFixture.Draft("main", "4"));
        held.Set();

        Assert.Equal(RefusalCode.Busy, refused.Problem?.Code);
        Assert.Equal([1, 2, 3], (await Task.WhenAll(first, waiting[0], waiting[1])).Select(result => (int)result.Seq));
    }

    [Fact]
    public async Task Append_WhenTheDatabaseRefuses_IsRefusedAndLaterGoesOnWithoutAHole()
    {
        using var fixture = new StoreFixture();
        await fixture.AppendAsync("main", "one");
        fixture.Execute("CREATE TRIGGER full BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'disk'); END");
        var refused = await Task.WhenAll(fixture.AppendAsync("main", "two"), fixture.AppendAsync("new", "two"));
        fixture.Execute("DROP TRIGGER full");

        Assert.All(refused, result => Assert.Equal(RefusalCode.Busy, result.Problem?.Code));
        Assert.Equal(2, (await fixture.AppendAsync("main", "three")).Seq);
        Assert.Equal(1, (await fixture.AppendAsync("new", "three")).Seq);
        Assert.Equal(3, fixture.Committed.Count);
    }

    [Fact]
    public async Task Dispose_StoresWhatWaits()
    {
        using var fixture = new StoreFixture();
        var appends = Enumerable.Range(0, 300).Select(i => fixture.AppendAsync("main", $"{i}")).ToList();
        fixture.Reopen();
        Assert.All(await Task.WhenAll(appends), result => Assert.Null(result.Problem));
        Assert.Equal(300, (await fixture.ReadAsync("main")).Count);
    }
}
