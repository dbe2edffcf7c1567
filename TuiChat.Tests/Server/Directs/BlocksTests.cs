using TuiChat.Protocol;
using TuiChat.Server.Directs;
using TuiChat.Server.Storage;
using TuiChat.Tests.Server.Storage;

namespace TuiChat.Tests.Server.Directs;

/// <summary>Blocks and markers are kept, and a pair's room has one name.</summary>
public sealed class BlocksTests
{
    static readonly DirectParty Ann = new(Guid.NewGuid(), LineClient.Nick("ann"));

    static readonly DirectParty Bob = new(Guid.NewGuid(), LineClient.Nick("bob"));

    [Fact]
    public async Task AddAndRemove_AreThereAfterTheNextStart()
    {
        using var fixture = new StoreFixture();
        var blocks = await Blocks.LoadAsync(fixture.Store);
        Assert.True(await blocks.AddAsync(Ann.Author, Bob));
        Assert.True(await blocks.AddAsync(Bob.Author, Ann));
        await blocks.RemoveAsync(Bob.Author, Ann);
        Assert.True(blocks.Has(Ann.Author, Bob.Author));

        fixture.Reopen();
        var again = await Blocks.LoadAsync(fixture.Store);
        Assert.True(again.Has(Ann.Author, Bob.Author));
        Assert.False(again.Has(Bob.Author, Ann.Author));
        Assert.Equal([Bob], again.List(Ann.Author));
        Assert.Empty(again.List(Bob.Author));
    }

    [Fact]
    public async Task Mark_GoesForwardOnly()
    {
        using var fixture = new StoreFixture();
        await fixture.AppendAsync("main", "one");
        var book = new DirectBook(fixture.Store);
        Assert.True(await book.MarkAsync(Ann.Author, RoomName.Main, 7));
        Assert.False(await book.MarkAsync(Ann.Author, RoomName.Main, 5));
        Assert.False(await book.MarkAsync(Ann.Author, LineClient.Room("nowhere"), 1));
        Assert.Equal([new Marker { Room = RoomName.Main, Read = 7 }], await book.MarkersAsync(Ann.Author));
        Assert.Empty(await book.MarkersAsync(Bob.Author));
    }

    [Fact]
    public void Pair_IsTheSameFromBothSides_AndNoOtherHasItsName()
    {
        var pair = new DirectPair(Ann, Bob);
        Assert.Equal(pair.Name, new DirectPair(Bob, Ann).Name);
        Assert.True(pair.Name.IsDirect);
        Assert.Equal(Bob, pair.Other(Ann.Author));
        Assert.Equal(Ann, pair.Other(Bob.Author));
        var names = Enumerable.Range(0, 1000).Select(_ => new DirectPair(Ann, new DirectParty(Guid.NewGuid(), Bob.Nick)).Name).ToHashSet();
        Assert.Equal(1000, names.Count);
        Assert.Equal(32, names.SelectMany(name => name.Value[1..]).Distinct().Count()); // every character of the alphabet occurs
    }
}
