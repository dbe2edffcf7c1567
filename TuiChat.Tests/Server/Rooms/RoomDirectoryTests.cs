using System.Text;
using System.Threading.Channels;
using TuiChat.Protocol;
using TuiChat.Server.Backplanes;
using TuiChat.Server.Configuration;
using TuiChat.Server.Rooms;
using TuiChat.Server.Storage;

namespace TuiChat.Tests.Server.Rooms;

/// <summary>Delivery in order, whatever the backplane does to the events.</summary>
public sealed class RoomDirectoryTests
{
    [Fact]
    public async Task Deliver_EventsLostDoubledAndSwapped_ReachMembersOnceInOrder()
    {
        const int Seed = 42;
        var stored = Enumerable.Range(1, 300).Select(Event).ToList();
        var (directory, heard) = Make(stored);
        var random = new Random(Seed);
        var onTheWay = stored.Where(_ => random.Next(5) > 0).Concat(stored.Where(_ => random.Next(5) == 0)).ToList();
        for (var i = 0; i + 3 < onTheWay.Count; i += 3) (onTheWay[i], onTheWay[i + 2]) = (onTheWay[i + 2], onTheWay[i]);

        foreach (var chat in onTheWay.Append(stored[^1])) directory.Deliver(chat);
        await directory.WhenFilled();

        Assert.Equal(stored.Select(chat => chat.Seq), await heard.WaitAsync(stored.Count));
    }

    [Fact]
    public async Task Deliver_FirstEventOfAnUnknownRoom_MakesTheRoom()
    {
        var (directory, _) = Make([]);
        directory.Deliver(new Notice { Room = LineClient.Room("late"), Seq = 1, At = 0, Text = "x" });
        await directory.WhenFilled();
        Assert.Equal(1, directory.Find(LineClient.Room("late"))?.Head);
    }

    [Fact]
    public void Deliver_ToARoomThatIsBeingGivenUp_GoesToANewOne()
    {
        var (directory, _) = Make([]);
        var name = LineClient.Room("short");
        var entry = directory.Enter(name, Somebody.Guest("ann"), Somebody.NewDevice());
        Assert.NotNull(entry);
        var room = entry.Member.Room;
        Assert.Equal(Departure.Closed, room.Leave(entry.Member)); // closed, and still in the directory
        Assert.Same(room, directory.Find(name));

        directory.Deliver(new Notice { Room = name, Seq = 1, At = 0, Text = "x" });
        Assert.NotSame(room, directory.Find(name));
        Assert.Equal(1, directory.Find(name)?.Head);
    }

    [Fact]
    public async Task Leave_OfTheLastWhoWasBehind_FreesTheBudget()
    {
        var settings = new LiveSettings(new ServerSettings());
        var budget = new LagBudget(settings);
        var room = new Room(RoomName.Main, "", 0, new RoomServices(settings, budget, TimeProvider.System));
        var member = room.Enter(Somebody.Guest("ann"), Somebody.NewDevice())?.Member; // its cursor is held: it stays behind
        Assert.NotNull(member);
        room.Deliver(Event(1));
        await WaitAsync(() => budget.Total > 0);
        room.Leave(member);
        await WaitAsync(() => budget.Total == 0);
    }

    [Fact]
    public void Enter_WithTwoDevices_ShowsThePersonOnce_AndLeavesWithTheLast()
    {
        var (directory, _) = Make([]);
        var ann = Somebody.Account("ann");
        var (phone, desk) = (Somebody.NewDevice(), Somebody.NewDevice());
        var first = directory.Enter(RoomName.Main, ann, phone);
        var second = directory.Enter(RoomName.Main, ann, desk);
        Assert.NotNull(first);
        Assert.NotNull(second);
        Assert.Equal((true, false), (first.IsFirst, second.IsFirst));
        Assert.Equal(2, second.People.Count); // bob is there
        Assert.Equal(2, first.Member.Room.People);
        directory.Leave(first.Member, null);
        Assert.Contains(ann, first.Member.Room.ListPeople());
        directory.Leave(second.Member, null);
        Assert.DoesNotContain(ann, first.Member.Room.ListPeople());
        Assert.Empty(ann.Rooms);
    }

    /// <summary>The room's runs have a thread of the pool of their own: gives way to them until it is so.</summary>
    static async Task WaitAsync(Func<bool> isSo)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!isSo())
        {
            deadline.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    static ChatMessage Event(int seq) => new() { Room = RoomName.Main, Seq = seq, At = seq, From = LineClient.Nick("ann"), Text = $"{seq}" };

    static (RoomDirectory Directory, Listener Heard) Make(IReadOnlyList<NumberedEvent> stored)
    {
        var settings = new LiveSettings(new ServerSettings());
        var budget = new LagBudget(settings);
        var backplane = new LocalBackplane();
        Task<IReadOnlyList<NumberedEvent>?> ReadAsync(HistoryQuery query) => Task.FromResult<IReadOnlyList<NumberedEvent>?>(
            [.. stored.Where(chat => chat.Seq > query.After).Take(query.Limit)]);
        var directory = new RoomDirectory([], ReadAsync, backplane, new RoomServices(settings, budget, TimeProvider.System));
        backplane.Deliver = directory.Deliver;
        var listener = new Listener(budget);
        directory.Enter(RoomName.Main, Somebody.Guest("bob"), Somebody.NewDevice(listener.Outbox))?.Member.Cursor.Release();
        return (directory, listener);
    }

    /// <summary>A member that notes the numbers it gets.</summary>
    sealed class Listener
    {
        readonly Channel<long> _numbers = Channel.CreateUnbounded<long>();

        public Listener(LagBudget budget) => Outbox = new Outbox(KeepAsync, _ => { }, budget);

        public Outbox Outbox { get; }

        public async Task<IReadOnlyList<long>> WaitAsync(int count)
        {
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            var heard = new List<long>();
            while (heard.Count < count) heard.Add(await _numbers.Reader.ReadAsync(deadline.Token));
            Assert.False(_numbers.Reader.TryRead(out _));
            return heard;
        }

        ValueTask KeepAsync(ReadOnlyMemory<byte> bytes)
        {
            foreach (var line in Encoding.UTF8.GetString(bytes.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                if (MessageCodec.Decode(Encoding.UTF8.GetBytes(line)).Message is not NumberedEvent numbered) continue;
                _numbers.Writer.TryWrite(numbered.Seq);
            }
            return ValueTask.CompletedTask;
        }
    }
}
