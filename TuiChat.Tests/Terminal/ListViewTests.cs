using TuiChat.Terminal;

namespace TuiChat.Tests.Terminal;

public sealed class ListViewTests
{
    [Fact]
    public void List_New_ShowsItsEndAndFollowsIt()
    {
        (Lines lines, ListView list, AppScreen screen) = Show(10, 5);
        using AppScreen _ = screen;
        screen.Shows("item 5\nitem 6\nitem 7\nitem 8\nitem 9");
        lines.Add(10, "new");
        screen.Settle();
        screen.Shows("item 6\nitem 7\nitem 8\nitem 9\nnew");
        Assert.True(list.IsFollowing);
    }

    [Fact]
    public void List_ScrolledUp_StaysWhenItemsAreAddedAndTellsHowMany()
    {
        (Lines lines, ListView list, AppScreen screen) = Show(10, 5, moreBelow: true);
        using AppScreen _ = screen;
        screen.Press("Up", "Up");
        screen.Shows("item 3\nitem 4\nitem 5\nitem 6\nit ↓ 2 more below");
        lines.Add(10, "new");
        lines.Add(11, "newer");
        screen.Settle();
        screen.Shows("item 3\nitem 4\nitem 5\nitem 6\nit ↓ 4 more below");
        screen.Press("Ctrl+End");
        Assert.True(list.IsFollowing);
        screen.Shows("item 7\nitem 8\nitem 9\nnew\nnewer");
    }

    [Fact]
    public void List_ScrolledToTheEnd_FollowsAgain()
    {
        (Lines _, ListView list, AppScreen screen) = Show(10, 5);
        using AppScreen __ = screen;
        screen.Press("PageUp");
        Assert.False(list.IsFollowing);
        screen.Press("PageDown");
        Assert.True(list.IsFollowing);
    }

    [Fact]
    public void List_FewItems_AlignToTheBottom()
    {
        (Lines _, ListView list, AppScreen screen) = Show(2, 4);
        using AppScreen __ = screen;
        screen.Shows("item 0\nitem 1");
        list.AlignsBottom = true;
        screen.Settle();
        screen.Shows("\n\nitem 0\nitem 1");
        screen.Press("Up");
        Assert.True(list.IsFollowing);
    }

    [Fact]
    public void List_AnchorRemoved_ShowsWhatStandsInItsPlace()
    {
        (Lines lines, ListView _, AppScreen screen) = Show(20, 4);
        using AppScreen __ = screen;
        screen.Press("Ctrl+Home", "Down", "Down");
        lines.Remove(2);
        screen.Settle();
        screen.Shows("item 3\nitem 4\nitem 5\nitem 6");
    }

    [Fact]
    public void ScrollTo_BringsItemsIntoSight()
    {
        (Lines _, ListView list, AppScreen screen) = Show(100, 5);
        using AppScreen __ = screen;
        list.ScrollTo(50, ScrollPlace.Center);
        screen.Settle();
        screen.Shows("item 48\nitem 49\nitem 50\nitem 51\nitem 52");
        list.ScrollTo(51);
        screen.Settle();
        Assert.Equal("item 48", screen.Terminal.Row(0));
        list.ScrollTo(60);
        screen.Settle();
        Assert.Equal("item 60", screen.Terminal.Row(4));
        list.ScrollTo(10, ScrollPlace.Top);
        screen.Settle();
        Assert.Equal("item 10", screen.Terminal.Row(0));
        list.ScrollTo(12345);
        screen.Settle();
        Assert.Equal("item 10", screen.Terminal.Row(0));
    }

    [Fact]
    public void List_AtAnotherWidth_KeepsThePlaceWithinALongItem()
    {
        var lines = new Lines(3);
        lines.Change(1, string.Join(' ', Enumerable.Range(0, 100).Select(i => $"w{i:00}")));
        var list = new ListView(lines);
        using var screen = new AppScreen(list, 8, 5);
        screen.Press("Ctrl+Home");
        for (int i = 0; i < 21; i++)
            screen.Press("Down");
        Assert.StartsWith("w40", screen.Terminal.Row(0), StringComparison.Ordinal);
        screen.Resize(16, 5);
        Assert.StartsWith("w40", screen.Terminal.Row(0), StringComparison.Ordinal);
    }

    [Fact]
    public void List_EnlargedToItsEndAndMadeSmallAgain_IsWhereOneReadBefore()
    {
        (Lines _, ListView list, AppScreen screen) = Show(40, 5);
        using AppScreen __ = screen;
        screen.Press("PageUp", "PageUp");
        string top = screen.Terminal.Row(0);
        screen.Resize(20, 30);
        Assert.True(list.IsFollowing);
        screen.Resize(30, 32);
        screen.Resize(20, 5);
        Assert.Equal(top, screen.Terminal.Row(0));
        Assert.False(list.IsFollowing);
    }

    [Fact]
    public void List_EnlargedToItsEnd_FollowsWhatComesThen()
    {
        (Lines lines, ListView list, AppScreen screen) = Show(40, 5);
        using AppScreen __ = screen;
        screen.Press("PageUp", "PageUp");
        screen.Resize(20, 30);
        lines.Add(40, "new");
        screen.Settle();
        screen.Resize(20, 5);
        Assert.Equal("new", screen.Terminal.Row(4));
        Assert.True(list.IsFollowing);
    }

    [Theory]
    [InlineData(17)]
    [InlineData(32)]
    [InlineData(399)]
    public void List_ThroughOtherWidthsAndBack_IsAtTheSameRow(int other)
    {
        var lines = new Lines(30);
        lines.Change(1, string.Join(' ', Enumerable.Range(0, 100).Select(i => $"w{i:00}")));
        var list = new ListView(lines);
        using var screen = new AppScreen(list, 8, 5);
        screen.Press("Ctrl+Home");
        for (int i = 0; i < 24; i++)
            screen.Press("Down");
        string top = screen.Terminal.Row(0);
        screen.Resize(other, 5);
        screen.Resize(other + 3, 90);
        screen.Resize(8, 5);
        Assert.Equal(top, screen.Terminal.Row(0));
    }

    [Fact]
    public void List_Wheel_ScrollsThreeRows()
    {
        (Lines _, ListView _, AppScreen screen) = Show(100, 5);
        using AppScreen __ = screen;
        screen.Wheel(0, 0, up: true);
        Assert.Equal("item 92", screen.Terminal.Row(0));
        screen.Wheel(0, 0, up: false);
        Assert.Equal("item 95", screen.Terminal.Row(0));
    }

    [Fact]
    public void List_Clicked_TellsItemAndText()
    {
        (Lines _, ListView list, AppScreen screen) = Show(100, 5);
        using AppScreen __ = screen;
        ListHit? hit = null;
        list.ItemClicked += clicked => hit ??= clicked;
        screen.Click(2, 1);
        Assert.Equal((96L, 96, 0, 2), (hit?.Id, hit?.Index, hit?.Line, hit?.Column));
        Assert.Equal("item 96", hit?.Run?.Text);
    }

    [Fact]
    public void List_WithSelection_MovesItAndScrollsWithIt()
    {
        var lines = new Lines(10);
        var list = new ListView(lines, followsEnd: false) { CanSelect = true };
        using var screen = new AppScreen(list, 10, 3);
        long? activated = null;
        list.ItemActivated += id => activated = id;
        screen.Press("Down", "Down", "Down", "Down");
        Assert.Equal(3, list.SelectedId);
        screen.Shows("item 1\nitem 2\nitem 3");
        Assert.Equal(TextStyle.Reverse, screen.Terminal.StyleAt(0, 2).Text);
        screen.Press("Enter");
        Assert.Equal(3, activated);
        screen.Press("Ctrl+End");
        Assert.Equal(9, list.SelectedId);
    }

    [Fact]
    public void List_Empty_ShowsNothingAndTakesEveryKey()
    {
        (Lines lines, ListView _, AppScreen screen) = Show(0, 3);
        using AppScreen __ = screen;
        screen.Press("Up", "PageDown", "Ctrl+Home", "Ctrl+End");
        screen.Shows("");
        lines.Add(1, "first");
        screen.Settle();
        screen.Shows("first");
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    public void List_AnyChangeAround_LeavesTheTopRowWhereItIs(int seed)
    {
        var random = new Random(seed);
        var lines = new Lines(60);
        var list = new ListView(lines);
        using var screen = new AppScreen(list, 20, 8);
        long next = 1000;
        for (int step = 0; step < 300; step++)
        {
            screen.Press(random.Next(3) == 0 ? "PageUp" : "Up");
            if (list.IsFollowing)
                continue;
            int top = list.FirstVisibleIndex;
            long id = lines.IdAt(top);
            string row = screen.Terminal.Row(0);
            switch (random.Next(5))
            {
                case 0:
                    lines.Insert(random.Next(top + 1), next++, "above");
                    break;
                case 1:
                    lines.Add(next++, "below");
                    break;
                case 2 when top > 0:
                    lines.Change(random.Next(top), "changed to a text that is longer than a row");
                    break;
                case 3:
                    screen.Resize(20, random.Next(4, 12));
                    break;
                default:
                    lines.Change(lines.Count - 1, "the last one has changed");
                    break;
            }

            screen.Settle();
            Assert.True(list.IsFollowing || row == screen.Terminal.Row(0), $"seed {seed}, step {step}: the top row has moved");
            Assert.True(list.IsFollowing || lines.IdAt(list.FirstVisibleIndex) == id, $"seed {seed}, step {step}: another item is on top");
        }
    }

    [Fact]
    public void List_OfAHundredThousand_LaysOutOnlyWhatIsInSight()
    {
        (Lines lines, ListView list, AppScreen screen) = Show(100_000, 40);
        using AppScreen _ = screen;
        long before = list.LayoutCount;
        screen.Press("Ctrl+Home");
        screen.Press("Ctrl+End");
        list.ScrollTo(50_000, ScrollPlace.Center);
        screen.Settle();
        screen.Resize(90, 40);
        Assert.InRange(list.LayoutCount - before, 1, 4 * 44);
        Assert.Equal(100_000, lines.Count);
    }

    static (Lines Lines, ListView List, AppScreen Screen) Show(int count, int height, bool moreBelow = false)
    {
        var lines = new Lines(count);
        var list = new ListView(lines) { ShowsMoreBelow = moreBelow };
        return (lines, list, new AppScreen(list, 18, height));
    }

    sealed class Lines : IListSource
    {
        readonly List<(long Id, string Text, int Version)> _items = [];
        Dictionary<long, int>? _index;

        public Lines(int count)
        {
            for (int i = 0; i < count; i++)
                Add(i, $"item {i}");
        }

        public int Count => _items.Count;

        public void Add(long id, string text) => Insert(_items.Count, id, text);

        public void Insert(int index, long id, string text)
        {
            _items.Insert(index, (id, text, 0));
            _index = null;
        }

        public void Remove(int index)
        {
            _items.RemoveAt(index);
            _index = null;
        }

        public void Change(int index, string text) => _items[index] = (_items[index].Id, text, _items[index].Version + 1);

        public long IdAt(int index) => _items[index].Id;

        public int IndexOf(long id) =>
            (_index ??= Enumerable.Range(0, _items.Count).ToDictionary(index => _items[index].Id)).GetValueOrDefault(id, -1);

        public int VersionAt(int index) => _items[index].Version;

        public IReadOnlyList<TextRow> Layout(int index, int width) => TextLayout.Wrap([new TextRun(_items[index].Text)], width);
    }
}
