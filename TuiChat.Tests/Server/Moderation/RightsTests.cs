using TuiChat.Server.Moderation;

namespace TuiChat.Tests.Server.Moderation;

/// <summary>The table of rights is whole, stands in docs/SECURITY.md as it is in the code, and says what it must.</summary>
public sealed class RightsTests
{
    static readonly Level[] Levels = Enum.GetValues<Level>();

    [Fact]
    public void Table_HasEveryActOnce() => Assert.Equal(Enum.GetValues<Act>(), Rights.All.Select(right => right.Act).Order());

    [Fact]
    public void Document_ShowsTheTableOfTheCode()
    {
        var rows = Rights.All.Select(right => $"| {right.Words} | {(right.IsInRoom ? "room" : "server")} | {string.Join(" | ", Columns(right))} |");
        var document = File.ReadAllLines(Repository.PathOf("docs", "SECURITY.md"));
        var start = Array.IndexOf(document, "| what | where | guest | member | room moderator | room owner | moderator | host |");
        Assert.True(start > 0, "The table of rights is missing.");
        Assert.Equal(rows, document.Skip(start + 2).TakeWhile(line => line.StartsWith('|')));
    }

    /// <summary>On the server the ranks of rooms do not count: their columns are those of a member.</summary>
    static IEnumerable<string> Columns(Right right) =>
        Levels.Select(level => right.Cell(!right.IsInRoom && level is Level.RoomModerator or Level.RoomOwner ? Level.Member : level));

    [Fact]
    public void Judge_NobodyButAHost_ActsOnTheSameOrAHigherLevel()
    {
        foreach (var right in Rights.All.Where(right => right.Upon != Upon.Nobody))
        {
            foreach (var actor in Levels)
            {
                foreach (var target in Levels)
                {
                    var may = Rights.Judge(right.Act, actor, target, isOneself: false) == Verdict.Yes;
                    Assert.Equal(actor >= right.Least && (target < actor || actor == Level.Host), may);
                    if (may && actor != Level.Host) Assert.True(target < actor, $"{actor} {right.Act} {target}");
                }
            }
        }
    }

    [Fact]
    public void Judge_Oneself_OnlyGivesUpRanks()
    {
        foreach (var right in Rights.All.Where(right => right.Upon != Upon.Nobody))
            Assert.Equal(right.Act is Act.SetRole or Act.SetRoomRank, Rights.Judge(right.Act, Level.Host, Level.Host, isOneself: true) == Verdict.Yes);
    }

    [Fact]
    public void Judge_AHigherLevel_MayAllThatALowerMay()
    {
        foreach (var right in Rights.All)
        {
            foreach (var (lower, higher) in Levels.Zip(Levels.Skip(1)))
                Assert.True(!Rights.May(right.Act, lower) || Rights.May(right.Act, higher), right.Words);
        }
    }
}
