using TuiChat.Server.Rooms;

namespace TuiChat.Tests.Server.Rooms;

public sealed class VisitorsTests
{
    readonly ManualTime _time = new();

    [Theory]
    [InlineData("ann", "Ann")]
    [InlineData("alice", "аlice")]
    [InlineData("bob", "b0b")]
    public void Enter_SameLook_IsRefusedUntilLeft(string first, string second)
    {
        var visitors = new Visitors(_time);
        var visitor = Somebody.Guest(first);
        var device = Somebody.NewDevice();
        Assert.Null(visitors.Enter(ref visitor, device));
        var other = Somebody.Guest(second);
        Assert.Same(visitor, visitors.Enter(ref other, Somebody.NewDevice())?.Visitor);
        Assert.False(device.Freed.IsCompleted);
        Assert.True(visitors.Leave(visitor, device));
        Assert.True(device.Freed.IsCompleted);
        Assert.Null(visitors.Enter(ref other, Somebody.NewDevice()));
    }

    [Fact]
    public void Enter_SecondDeviceOfAnAccount_IsTheSameVisitor_UntilTheLastLeaves()
    {
        var visitors = new Visitors(_time);
        var ann = Somebody.Account("ann");
        var (phone, desk) = (Somebody.NewDevice(), Somebody.NewDevice());
        Assert.Null(visitors.Enter(ref ann, phone));
        var again = Somebody.Account("ann", ann.Author);
        Assert.Null(visitors.Enter(ref again, desk));
        Assert.Same(ann, again);
        Assert.Equal((1, 2), (visitors.Count, ann.Devices.Length));
        Assert.False(visitors.Leave(ann, phone));
        Assert.Same(ann, visitors.Find(LineClient.Nick("ANN")));
        Assert.True(visitors.Leave(ann, desk));
        Assert.Null(visitors.Find(LineClient.Nick("ann")));
    }

    [Fact]
    public void Hold_OfAnAccountThatIsAway_KeepsTheNameAndItsLooks()
    {
        var visitors = new Visitors(_time);
        var owner = Guid.NewGuid();
        Assert.Null(visitors.Hold(new HeldName(owner, LineClient.Nick("alice"), null)));
        var guest = Somebody.Guest("аlice"); // with a Cyrillic a
        var conflict = visitors.Enter(ref guest, Somebody.NewDevice());
        Assert.Equal((NameKind.Account, "alice"), (conflict?.Kind, conflict?.Holder.Value));
        Assert.NotNull(visitors.Hold(new HeldName(Guid.NewGuid(), LineClient.Nick("аlice"), null)));
        var alice = Somebody.Account("alice", owner);
        Assert.Null(visitors.Enter(ref alice, Somebody.NewDevice()));
    }

    [Fact]
    public void Hold_OfAFormerName_EndsWithItsTime()
    {
        var visitors = new Visitors(_time);
        var until = _time.GetUtcNow().AddDays(7).ToUnixTimeMilliseconds();
        Assert.Null(visitors.Hold(new HeldName(Guid.NewGuid(), LineClient.Nick("alice"), until)));
        var guest = Somebody.Guest("alice");
        Assert.Equal(NameKind.Former, visitors.Enter(ref guest, Somebody.NewDevice())?.Kind);
        _time.Advance(TimeSpan.FromDays(7));
        Assert.Null(visitors.Enter(ref guest, Somebody.NewDevice()));
    }

    [Fact]
    public void Rename_FreesTheOldNameAndTakesTheNew()
    {
        var visitors = new Visitors(_time);
        var (ann, bob) = (Somebody.Guest("ann"), Somebody.Guest("bob"));
        visitors.Enter(ref ann, Somebody.NewDevice());
        visitors.Enter(ref bob, Somebody.NewDevice());
        Assert.Same(bob, visitors.Rename(ann, LineClient.Nick("B0b"))?.Visitor);
        Assert.Null(visitors.Rename(ann, LineClient.Nick("Anna")));
        Assert.Null(visitors.Rename(ann, LineClient.Nick("anna"))); // another way to write one's own
        Assert.Null(visitors.Find(LineClient.Nick("ann")));
        Assert.Same(ann, visitors.Find(LineClient.Nick("anna")));
        Assert.Equal(("ann", "ann"), (ann.Sender, visitors.SenderOf(ann.Author, ann.Nick)));
    }

    [Fact]
    public void Enter_ManyAtOnceForOneName_ExactlyOneGetsIt()
    {
        var visitors = new Visitors(_time);
        var entered = 0;
        Parallel.For(0, 64, i =>
        {
            var guest = Somebody.Guest(i % 2 == 0 ? "alice" : "аlice");
            if (visitors.Enter(ref guest, Somebody.NewDevice()) is null) Interlocked.Increment(ref entered);
        });
        Assert.Equal((1, 1), (entered, visitors.Count));
    }

    [Fact]
    public void Enter_UnderANameOfOneThatIsGone_IsRefused()
    {
        var visitors = new Visitors(_time);
        foreach (var name in (string[])[GoneName.Make().Value, "Gone-x", "g0ne-abc", "gоne-"])
        {
            var guest = Somebody.Guest(name);
            Assert.NotNull(visitors.Enter(ref guest, Somebody.NewDevice()));
        }
        var other = Somebody.Guest("gone"); // no such name
        Assert.Null(visitors.Enter(ref other, Somebody.NewDevice()));
    }

    [Fact]
    public void Suggest_IsFreeAndNotTooLong()
    {
        var visitors = new Visitors(_time);
        var name = new string('x', 24);
        var first = Somebody.Guest(name);
        visitors.Enter(ref first, Somebody.NewDevice());
        for (var i = 0; i < 20; i++)
        {
            var next = Somebody.Guest(visitors.Suggest(LineClient.Nick(name))?.Value ?? "none");
            Assert.Null(visitors.Enter(ref next, Somebody.NewDevice()));
            Assert.NotEqual("none", next.Nick.Value);
        }
    }
}
