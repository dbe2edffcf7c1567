using TuiChat.Conversations;

namespace TuiChat.Tests.Client.Conversations;

public sealed class TimelineTests
{
    [Theory]
    [InlineData(41)]
    public void IndexOf_AfterAnyChanges_FindsEveryEntry(int seed)
    {
        var random = new Random(seed);
        var timeline = new Timeline();
        var waiting = new List<Guid>();
        for (var round = 0; round < 2_000; round++)
        {
            switch (random.Next(3))
            {
                case 0:
                    waiting.Add(Guid.CreateVersion7());
                    timeline.Wait(new TimelineItem.Waiting(default, Names.Nick("ada"), "w", false, waiting[^1]));
                    break;
                case 1 when waiting.Count > 0:
                    Assert.NotNull(timeline.TakeWaiting(waiting[0]));
                    waiting.RemoveAt(0);
                    break;
                default:
                    timeline.Add(Line("x"));
                    break;
            }
        }
        for (var i = 0; i < timeline.Count; i++) Assert.True(timeline.IndexOf(timeline[i].Id) == i, $"seed {seed}: entry {i}");
        Assert.Equal(waiting, timeline.Waiting.Select(line => line.Cid));
    }

    [Fact]
    public void Add_BeyondTheLimit_DropsTheOldest()
    {
        var timeline = new Timeline();
        for (var i = 0; i < Timeline.MaxItems * 2; i++) timeline.Add(Line($"{i}"));
        Assert.InRange(timeline.Count, Timeline.MaxItems, Timeline.MaxItems + 5_000);
        Assert.Equal(Line($"{(Timeline.MaxItems * 2) - 1}"), timeline[timeline.Count - 1].Item);
    }

    [Fact]
    public void Replace_ALine_ChangesItsVersionAndNothingElse()
    {
        var timeline = new Timeline();
        for (var seq = 1; seq <= 3; seq++) timeline.Add(Said(seq, "before"));
        var before = timeline[1];
        timeline.Replace(timeline.Find(2)! with { Text = "after" });
        Assert.Equal((before.Id, before.Version + 1), (timeline[1].Id, timeline[1].Version));
        Assert.Equal(["before", "after", "before"], Enumerable.Range(0, 3).Select(i => ((TimelineItem.Said)timeline[i].Item).Text));
    }

    [Fact]
    public void Find_WhatWasDropped_IsNull()
    {
        var timeline = new Timeline();
        for (var seq = 1; seq <= Timeline.MaxItems * 2; seq++) timeline.Add(Said(seq, "x"));
        Assert.Null(timeline.Find(1));
        Assert.Equal(Timeline.MaxItems * 2, timeline.Find(Timeline.MaxItems * 2)?.Seq);
        timeline.Replace(Said(1, "nothing happens"));
    }

    static TimelineItem.Said Said(long seq, string text) => new(default, Names.Nick("ada"), text, false, false, false) { Seq = seq };

    static TimelineItem.Local Line(string text) => new(default, text, IsError: false);
}
