using TuiChat.History;
using TuiChat.History.Search;
using static TuiChat.Tests.Client.History.HistoryFixture;

namespace TuiChat.Tests.Client.History;

public sealed class SearchTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("apples", new long[] { 5, 1 })]
    [InlineData("APPLES pears", new long[] { 5, 1 })]
    [InlineData("\"apples and\"", new long[] { 1 })]
    [InlineData("\"and apples\"", new long[] { 5 })]
    [InlineData("app*", new long[] { 5, 1 })]
    [InlineData("cafe", new long[] { 2 })]
    [InlineData("Café", new long[] { 2 })]
    [InlineData("from:bob", new long[] { 3, 2 })]
    [InlineData("from:Bob cafe", new long[] { 2 })]
    [InlineData("from:ann from:jean", new long[] { 6, 5, 1 })]
    [InlineData("from:jean-luc", new long[] { 4 })]
    [InlineData("in:main apples", new long[] { 5, 1 })]
    [InlineData("in:#lounge", new long[] { 7, 6 })]
    [InlineData("in:nowhere apples", new long[0])]
    [InlineData("server:harb cafe", new long[] { 2 })]
    [InlineData("server:elsewhere", new long[] { 7 })]
    [InlineData("has:link", new long[] { 3 })]
    [InlineData("before:2026-01-02 in:main", new long[] { 1 })]
    [InlineData("after:2026-01-04 in:main", new long[] { 5, 4 })]
    [InlineData("after:2026-01-02 before:2026-01-04 in:main", new long[] { 3, 2 })]
    [InlineData("before:yesterday apples", new long[] { 5, 1 })]
    [InlineData("after:3d", new long[0])]
    [InlineData("!!! apples ???", new long[] { 5, 1 })]
    [InlineData("AND OR NOT NEAR(", new long[0])]
    public async Task Search_Finds(string query, long[] expected)
    {
        using var fixture = new HistoryFixture();
        fixture.Keep(Day(1, "apples and pears"), Day(2, "un CAFÉ, please", "bob"), Day(3, "see https://example.org/x", "bob"), Day(4, "make it so", "jean-luc"), Day(5, "pears and apples"));
        fixture.History.Keep(Main with { Name = "lounge" }, [Day(6, "quiet here", "jean")]);
        fixture.History.Keep(new HistoryRoom("77", "Elsewhere", "lounge"), [Day(7, "so far", "zoe")]);

        Assert.Equal(expected, (await fixture.SearchAsync(query, Now)).Select(hit => hit.Seq));
    }

    [Theory]
    [InlineData("世界", new long[] { 1 })]
    [InlineData("世", new long[] { 1 })]
    [InlineData("界", new long[] { 1 })]
    [InlineData("你好世界", new long[] { 1 })]
    [InlineData("好 世界", new long[] { 1 })]
    [InlineData("你世", new long[0])]
    [InlineData("ship", new long[] { 5, 2 })]
    [InlineData("shi*", new long[] { 5, 2 })]
    [InlineData("今天ship", new long[] { 2 })]
    [InlineData("天ship了", new long[] { 2 })]
    [InlineData("ship了", new long[] { 2 })]
    [InlineData("ありがとう", new long[] { 3 })]
    [InlineData("とうござ", new long[] { 3 })]
    [InlineData("하세", new long[] { 4 })]
    [InlineData("여러분 안녕", new long[] { 4 })]
    [InlineData("𠀀𠀁", new long[] { 6 })]
    [InlineData("from:ann 世界", new long[] { 1 })]
    [InlineData("in:main 天", new long[] { 2 })]
    public async Task Search_WithoutSpacesBetweenWords_FindsEveryPart(string query, long[] expected)
    {
        using var fixture = new HistoryFixture();
        fixture.Keep(Day(1, "你好世界"), Day(2, "今天ship了"), Day(3, "ありがとうございます"), Day(4, "안녕하세요 여러분"), Day(5, "a plain ship"), Day(6, "又𠀀𠀁也"));
        Assert.Equal(expected, (await fixture.SearchAsync(query, Now)).Select(hit => hit.Seq));
    }

    [Fact]
    public async Task Search_AmongPairs_MarksTheMatchInALongText_AndForgetsWhatIsChangedOrDeleted()
    {
        using var fixture = new HistoryFixture();
        fixture.Keep(Line(1, new string('前', 300) + "你好世界" + new string('后', 300)));
        var hit = Assert.Single(await fixture.SearchAsync("世界", Now));
        Assert.Equal("世界", hit.Excerpt[Assert.Single(hit.Matches)]);
        Assert.InRange(hit.Excerpt.Length, 100, 210);
        fixture.Keep(Line(1, "另一个") with { Rev = 2, IsEdited = true });
        await fixture.History.FlushAsync();
        Assert.Empty(await fixture.SearchAsync("世界", Now));
        Assert.Single(await fixture.SearchAsync("一个", Now));
    }

    [Fact]
    public async Task Search_InADirectRoom_GoesByTheNameOfTheOtherOne()
    {
        using var fixture = new HistoryFixture();
        var direct = Main with { Name = "@abcdefghijklmnopqrstuvwxyz" };
        fixture.Keep(Line(1, "ship"));
        fixture.History.Keep(direct, [Line(2, "ship")]);
        Assert.Equal(["@…", "#main"], (await fixture.SearchAsync("ship")).Select(hit => hit.RoomTitle));
        fixture.History.Meet(direct, "Bob");
        var hit = Assert.Single(await fixture.SearchAsync("ship in:@bob"));
        Assert.Equal(("@Bob", 2L), (hit.RoomTitle, hit.Seq));
        fixture.History.Meet(direct, "Robert");
        Assert.Empty(await fixture.SearchAsync("ship in:@bob"));
        Assert.Equal("@Robert", Assert.Single(await fixture.SearchAsync("in:@ROBERT")).RoomTitle);
        Assert.Equal("@Robert", Assert.Single(await fixture.SearchAsync($"in:{direct.Name}")).RoomTitle);
    }

    [Fact]
    public async Task Search_Pages_GoOnBelowTheLastHit()
    {
        using var fixture = new HistoryFixture();
        fixture.Keep([.. Enumerable.Range(1, 25).Select(seq => Line(seq, "ship ahoy", at: 1_767_225_600_000))]); // all in one millisecond
        await fixture.History.FlushAsync();
        var query = new SearchQuery { Terms = [new SearchTerm("ship", false)] };
        var found = new List<long>();
        var below = long.MaxValue;
        SearchPage page;
        do
        {
            page = await fixture.History.SearchAsync(query, below, 10);
            found.AddRange(page.Hits.Select(hit => hit.Seq));
            below = page.Hits[^1].Id;
        }
        while (page.HasMore);
        Assert.Equal(Enumerable.Range(1, 25).Reverse().Select(seq => (long)seq), found);
    }

    [Fact]
    public async Task Search_Excerpt_MarksTheMatches()
    {
        using var fixture = new HistoryFixture();
        fixture.Keep(Line(1, "the ship\nsails, the ships do"));
        var hit = Assert.Single(await fixture.SearchAsync("ship*"));
        Assert.Equal("the ship sails, the ships do", hit.Excerpt);
        Assert.Equal(["ship", "ships"], hit.Matches.Select(match => hit.Excerpt[match]));
        Assert.Equal(("6f1c", "Harbour", "main", "ann"), (hit.Server, hit.ServerName, hit.Room, hit.Author));
    }

    [Theory]
    [InlineData("", "Type words to search for.")]
    [InlineData("!?", "Type words with letters or digits to search for.")]
    [InlineData("before:soon", "“soon” is no date. Write 2026-01-31, today, yesterday, 3d or 2w.")]
    [InlineData("before:2026-02-31 x", "“2026-02-31” is no date. Write 2026-01-31, today, yesterday, 3d or 2w.")]
    [InlineData("has:cheese", "has: knows only has:link.")]
    public void Parse_Nonsense_SaysWhatToType(string text, string expected)
    {
        Assert.False(SearchParser.TryParse(text, Now, TimeZoneInfo.Utc, isTyping: false, out _, out var problem));
        Assert.Equal(expected, problem);
    }

    [Fact]
    public void Parse_WhileTyping_TakesTheLastWordAsABeginning()
    {
        Assert.Equal([("apples", false), ("pe", true)], Terms("apples pe", isTyping: true));
        Assert.Equal([("apples", false), ("pe", false)], Terms("apples pe ", isTyping: true));
        Assert.Equal([("apples", false), ("pe", false)], Terms("apples pe", isTyping: false));
        Assert.Equal([("a b", false)], Terms("\"a b\" from:", isTyping: true));
    }

    /// <summary>Whatever is typed is a sentence about it or an answer, never an error of the database, which would come as a notice.</summary>
    [Fact]
    public async Task Search_AnyText_IsAnswered()
    {
        const int Seed = 7;
        using var fixture = new HistoryFixture();
        fixture.Keep(Line(1, "a \"b\" * ( ) { } : ^ + - NEAR AND OR NOT text author_key"));
        await fixture.History.FlushAsync();
        var random = new Random(Seed);
        string[] pieces = ["\"", "*", "(", ")", ":", "^", "-", "+", "AND", "OR", "NOT", "NEAR/2", "{a b}", "from:", "in:", "before:", "after:", "has:link", "server:", "3d", "9999-12-31", "0001-01-01", "99999999d", "ä", "\u0301", "\uD800", "\0", "\u0001", "名前", "🙂", "'", ";--", " ", "\t", "a", "b", "_", "\u200d", "\uE000", "²", "text"];
        for (var i = 0; i < 1500; i++)
        {
            var text = string.Join(random.Next(2) == 0 ? " " : "", Enumerable.Range(0, random.Next(1, 12)).Select(_ => pieces[random.Next(pieces.Length)]));
            if (!SearchParser.TryParse(text, Now, TimeZoneInfo.Utc, random.Next(2) == 0, out var query, out var problem)) Assert.NotEmpty(problem);
            else await fixture.History.SearchAsync(query, long.MaxValue, 5);
            Assert.True(fixture.History.Failure is null, $"seed {Seed}, query {i}: {text} → {fixture.History.Failure}");
        }
    }

    static (string, bool)[] Terms(string text, bool isTyping)
    {
        Assert.True(SearchParser.TryParse(text, Now, TimeZoneInfo.Utc, isTyping, out var query, out _));
        return [.. query.Terms.Select(term => (term.Text, term.IsPrefix))];
    }

    static HistoryLine Day(int seq, string text, string author = "ann") =>
        Line(seq, text, author, new DateTimeOffset(2026, 1, seq, 12, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds());
}
