namespace TuiChat.Tests.EndToEnd.Faults;

/// <summary>The checker finds what it is there to find: a history that lacks a line, has one twice, or has two in the wrong order.</summary>
public sealed class HistoryCheckerTests
{
    static readonly KeptEvent[] Good =
    [
        Line(1, "ann", 1), Line(2, "bob", 1), Line(3, "ann", 2) with { Text = "ann-2 edited", IsEdited = true }, new(4, "edited", "ann") { Target = 3 },
        Line(5, "bob", 2) with { Reactions = "👍 ann" }, new(6, "reaction", "ann") { Target = 5 }, Line(7, "ann", 3) with { Text = "", IsDeleted = true }, new(8, "deleted", "ann") { Target = 7 },
    ];

    static readonly Promise[] Promised =
    [
        new("ann", 1, "main", Fate.Once), new("ann", 2, "main", Fate.Once), new("ann", 3, "main", Fate.Deleted), new("ann", 4, "main", Fate.AtMostOnce), new("ann", 5, "main", Fate.Never),
        new("bob", 1, "main", Fate.Once), new("bob", 2, "main", Fate.Once),
    ];

    [Fact]
    public void Check_SoundHistories_FindsNothing()
    {
        Assert.Empty(HistoryChecker.CheckServer([Room(Good)], Promised));
        Assert.Empty(HistoryChecker.CheckSeen([Room(Good)], [new(("main", 1), "ann-1"), new(("main", 7), "ann-3")]));
        Assert.Empty(HistoryChecker.CheckClient("ann", [Room(Good)], [Room(Good)]));
    }

    [Fact]
    public void CheckServer_LineMissing_IsFound()
    {
        Finds("bob-1 (Once) is 0 times", HistoryChecker.CheckServer([Room([Good[0], .. Renumbered(Good[2..])])], Promised));
        Finds("has 3 of main where 2 belongs", HistoryChecker.CheckServer([Room([Good[0], .. Good[2..]])], Promised));
    }

    [Fact]
    public void CheckServer_LineDoubled_IsFound()
    {
        Finds("ann-1 (Once) is 2 times on the server: main 1, main 9", HistoryChecker.CheckServer([Room([.. Good, Line(9, "ann", 1)])], Promised));
        Finds("ann-4 (AtMostOnce) is 2 times", HistoryChecker.CheckServer([Room([.. Good, Line(9, "ann", 4), Line(10, "ann", 4)])], Promised));
    }

    [Fact]
    public void CheckServer_LinesSwapped_IsFound() =>
        Finds("ann-1 stands behind ann-2 in main", HistoryChecker.CheckServer([Room([Good[2] with { Seq = 1 }, Good[1], Good[0] with { Seq = 3 }, .. Good[3..]])], Promised));

    [Fact]
    public void CheckServer_LineThatShouldNotBe_IsFound()
    {
        Finds("ann-5 (Never) is 1 times", HistoryChecker.CheckServer([Room([.. Good, Line(9, "ann", 5)])], Promised));
        Finds("Nobody said cid-1", HistoryChecker.CheckServer([Room([.. Good, Line(9, "cid", 1)])], Promised));
        Finds("ann-4 was said in main and stands in other", HistoryChecker.CheckServer([Room(Good), new KeptRoom("other", [Line(1, "ann", 4)], [])], Promised));
    }

    [Fact]
    public void CheckSeen_LineElsewhere_IsFound()
    {
        Finds("nothing is there", HistoryChecker.CheckSeen([Room(Good)], [new(("main", 9), "ann-1")]));
        Finds("ann-1 was seen as 2 of main", HistoryChecker.CheckSeen([Room(Good)], [new(("main", 2), "ann-1")]));
        Finds("ann-1 was seen as 4 of main", HistoryChecker.CheckSeen([Room(Good)], [new(("main", 4), "ann-1")]));
    }

    [Fact]
    public void CheckClient_LineMissing_IsFound()
    {
        KeptEvent[] kept = [.. Good[..4], .. Good[5..]];
        Finds("has 6 of main where 5 belongs", HistoryChecker.CheckClient("ann", [Room(Good)], [Room(kept)]));
        Finds("ann has 5 of main 0 times", HistoryChecker.CheckClient("ann", [Room(Good)], [Room(kept)]));
        Finds("ann has 8 of main 0 times", HistoryChecker.CheckClient("ann", [Room(Good)], [Room(Good[..7])]));
        Finds("ann has nothing of main", HistoryChecker.CheckClient("ann", [Room(Good)], []));
    }

    [Fact]
    public void CheckClient_LineDoubled_IsFound()
    {
        Finds("ann has 2 of main 2 times", HistoryChecker.CheckClient("ann", [Room(Good)], [Room([Good[0], Good[1], .. Good[1..]])]));
        Finds("where the server ends at 8", HistoryChecker.CheckClient("ann", [Room(Good)], [Room([.. Good, Line(9, "bob", 2)])]));
    }

    [Fact]
    public void CheckClient_LinesSwapped_IsFound() =>
        Finds("where the server has", HistoryChecker.CheckClient("ann", [Room(Good)], [Room([Good[1] with { Seq = 1 }, Good[0] with { Seq = 2 }, .. Good[2..]])]));

    [Theory]
    [InlineData("ann-2", true, false, "")]
    [InlineData("ann-2 edited", false, false, "")]
    [InlineData("", true, true, "")]
    [InlineData("ann-2 edited", true, false, "👍 bob")]
    public void CheckClient_LineThatReadsOtherwise_IsFound(string text, bool isEdited, bool isDeleted, string reactions)
    {
        KeptEvent[] kept = [.. Good];
        kept[2] = kept[2] with { Text = text, IsEdited = isEdited, IsDeleted = isDeleted, Reactions = reactions };
        Finds("where the server has", HistoryChecker.CheckClient("ann", [Room(Good)], [Room(kept)]));
    }

    [Fact]
    public void CheckClient_Hole_IsFound()
    {
        Finds("not 1 to 8", HistoryChecker.CheckClient("ann", [Room(Good)], [Room(Good) with { Ranges = [(1, 3), (5, 8)] }]));
        Finds("has a room other", HistoryChecker.CheckClient("ann", [Room(Good)], [Room(Good), new KeptRoom("other", [], [])]));
    }

    static void Finds(string problem, IReadOnlyList<string> problems) => Assert.Contains(problems, found => found.Contains(problem, StringComparison.Ordinal));

    static KeptRoom Room(KeptEvent[] events) => new("main", events, [(1, events.Length)]);

    static KeptEvent Line(long seq, string author, int number) => new(seq, KeptEvent.Line, author, $"{author}-{number} words");

    static IEnumerable<KeptEvent> Renumbered(IEnumerable<KeptEvent> events) => events.Select(happened => happened with { Seq = happened.Seq - 1 });
}
