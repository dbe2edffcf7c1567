using TuiChat.Conversations;
using TuiChat.Protocol;

namespace TuiChat.Tests.Client.Conversations;

public sealed class SequenceTests
{
    [Fact]
    public void Take_InOrder_LetsEachThrough()
    {
        var sequence = new Sequence();
        Assert.Equal([5L], Seqs(sequence.Take(Event(5))));
        Assert.Equal([6L], Seqs(sequence.Take(Event(6))));
        Assert.Null(sequence.Hole);
        Assert.Equal(6, sequence.Last);
    }

    [Fact]
    public void Take_Repeat_IsDropped()
    {
        var sequence = new Sequence();
        sequence.Take(Event(1));
        Assert.Empty(sequence.Take(Event(1)));
    }

    [Fact]
    public void Take_Hole_HoldsUntilItIsFilled()
    {
        var sequence = new Sequence();
        sequence.StartAt(1);
        Assert.Empty(sequence.Take(Event(3)));
        Assert.Equal((0L, 3L), sequence.Hole);
        Assert.Equal([1L], Seqs(sequence.Take(Event(1))));
        Assert.Equal((1L, 3L), sequence.Hole);
        Assert.Equal([2L, 3L], Seqs(sequence.Take(Event(2))));
        Assert.Null(sequence.Hole);
    }

    [Fact]
    public void GoBackTo_AHeadBelowWhatWasSeen_StartsThere()
    {
        var sequence = new Sequence();
        sequence.Take(Event(5));
        sequence.GoBackTo(5);
        Assert.Equal(5, sequence.Last);
        sequence.GoBackTo(2);
        Assert.Equal([3L], Seqs(sequence.Take(Event(3))));
    }

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    public void Take_AnyOrderWithRepeats_GivesEachOnceInOrder(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var count = random.Next(1, 60);
            var wire = Enumerable.Range(1, count).Concat(Enumerable.Range(0, random.Next(20)).Select(_ => random.Next(1, count + 1))).ToArray();
            random.Shuffle(wire);
            var sequence = new Sequence();
            sequence.StartAt(1);
            var seen = wire.SelectMany(seq => Seqs(sequence.Take(Event(seq)))).ToArray();
            Assert.True(seen.SequenceEqual(Enumerable.Range(1, count).Select(n => (long)n)), $"seed {seed}, round {round}: {string.Join(' ', wire)}");
        }
    }

    static IEnumerable<long> Seqs(IReadOnlyList<NumberedEvent> events) => events.Select(happened => happened.Seq);

    static ChatMessage Event(long seq) => new() { Room = RoomName.Main, Seq = seq, At = 0, From = Names.Nick("ada"), Text = "x" };
}
