using TuiChat.History;
using static TuiChat.Tests.Client.History.HistoryFixture;

namespace TuiChat.Tests.Client.History;

public sealed class LocalHistoryTests
{
    /// <summary>What is said alone is in it, and in what SQLite keeps beside it.</summary>
    [Fact]
    public async Task Files_AreForTheirOwnerOnly()
    {
        using var fixture = new HistoryFixture();
        fixture.Keep(Line(1));
        await fixture.History.FlushAsync();
        var files = Directory.GetFiles(fixture.Folder, HistoryFile.Name + "*");
        Assert.Contains(files, file => file.EndsWith("-wal", StringComparison.Ordinal));
        foreach (var file in files)
        {
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)); // there, rights come from the folder
        }
    }

    [Fact]
    public async Task Read_Pages_AreAscendingWithExclusiveEnds()
    {
        using var fixture = new HistoryFixture();
        fixture.Keep([.. Enumerable.Range(1, 20).Select(seq => Line(seq))]);

        Assert.Equal([18, 19, 20], (await fixture.ReadAsync(limit: 3)).Lines.Select(line => line.Seq));
        Assert.Equal([15, 16, 17], (await fixture.ReadAsync(before: 18, limit: 3)).Lines.Select(line => line.Seq));
        Assert.Equal([3, 4], (await fixture.History.ReadAfterAsync(Main.Server, Main.Name, 2, 2)).Lines.Select(line => line.Seq));
        Assert.Empty((await fixture.ReadAsync(before: 1)).Lines);
        Assert.Equal(HistoryPage.Empty, await fixture.History.ReadBeforeAsync("other", "main", long.MaxValue, 5));
    }

    [Fact]
    public async Task Keep_WithHoles_KnowsThemExactly()
    {
        using var fixture = new HistoryFixture();
        fixture.Keep(Line(5), Line(6), Line(9), Line(10), Line(20));
        Assert.Equal([new SeqRange(5, 6), new SeqRange(9, 10), new SeqRange(20, 20)], (await fixture.ReadAsync()).Ranges);

        fixture.Keep(Line(8), Line(7));
        Assert.Equal([new SeqRange(5, 10), new SeqRange(20, 20)], (await fixture.ReadAsync()).Ranges);

        fixture.History.Cover(Main, new SeqRange(11, 19));
        Assert.Equal([new SeqRange(5, 20)], (await fixture.ReadAsync()).Ranges);
    }

    [Fact]
    public async Task Keep_SameLineTwice_IsThereOnce()
    {
        using var fixture = new HistoryFixture();
        using var other = fixture.Open();
        fixture.Keep(Line(1, "one"), Line(1, "one"));
        Assert.True(other.Keep(Main, [Line(1, "one"), Line(2, "two")]));
        await other.FlushAsync();

        Assert.Equal(["one", "two"], (await fixture.ReadAsync()).Lines.Select(line => line.Text));
    }

    [Fact]
    public async Task Keep_Everything_ComesBackAsItWas()
    {
        using var fixture = new HistoryFixture();
        HistoryLine[] lines =
        [
            Line(1, "grüße 👋\nund\tTab") with { Reply = 7, ReplyTo = "bob" },
            Line(2, "waves", kind: HistoryKind.Action),
            Line(3, "", kind: HistoryKind.Topic),
            Line(4, "the operator", kind: HistoryKind.Announcement) with { Author = null, AuthorKey = null },
            Line(5, "poll", kind: HistoryKind.Unknown) with { Author = null, AuthorKey = null },
            Line(6, "newer text") with { IsEdited = true, Rev = 40, TextRev = 40, Marks = [new HistoryMark("👍", "bob", 40)] },
        ];
        fixture.Keep(lines);
        fixture.Reopen();

        Assert.Equivalent(lines, (await fixture.ReadAsync()).Lines, strict: true);
    }

    [Fact]
    public async Task Keep_ControlCharacters_AreNotKept()
    {
        using var fixture = new HistoryFixture();
        fixture.Keep(Line(1, "a\u001b[31mred\u0007\u0001\u009b b\r\n"));
        Assert.Equal("a[31mred b\n", (await fixture.ReadAsync()).Lines[0].Text);
    }

    [Fact]
    public async Task Deleted_Line_LeavesNoText()
    {
        using var fixture = new HistoryFixture();
        fixture.Keep(Line(1, "secretword"), About(2, HistoryKind.Edited, 1, "secretword2"), About(3, HistoryKind.Deleted, 1), About(4, HistoryKind.Edited, 1, "secretword3"));
        // The line itself may never have been seen.
        fixture.Keep(About(10, HistoryKind.Edited, 9, "secretword4"), About(11, HistoryKind.Deleted, 9));

        var page = await fixture.ReadAsync();
        Assert.True(page.Lines[0].IsDeleted);
        Assert.DoesNotContain(page.Lines, line => line.Text.Length > 0);
        Assert.Empty(await fixture.SearchAsync("secretword*"));
        Assert.Empty(await fixture.SearchAsync("from:ann"));
    }

    [Fact]
    public async Task Edited_Line_IsFoundByItsNewText()
    {
        using var fixture = new HistoryFixture();
        fixture.Keep(Line(1, "apple"), About(2, HistoryKind.Edited, 1, "pear https://example.org"), About(3, HistoryKind.Reaction, 1, "👍", "bob"));

        Assert.Empty(await fixture.SearchAsync("apple"));
        Assert.Equal([1], (await fixture.SearchAsync("pear has:link")).Select(hit => hit.Seq));
        var line = (await fixture.ReadAsync()).Lines[0];
        Assert.True(line is { IsEdited: true, NewestRev: 3 });
        Assert.Equal([new HistoryMark("👍", "bob", 3)], line.Marks);
    }

    [Fact]
    public async Task MarkRead_NeverGoesBack()
    {
        using var fixture = new HistoryFixture();
        fixture.Keep(Line(1));
        fixture.History.MarkRead(Main, 7);
        fixture.History.MarkRead(Main, 3);
        fixture.Reopen();

        Assert.Equal(7, (await fixture.ReadAsync()).ReadUpTo);
        Assert.Equal([new KeptRoom("6f1c", "Harbour", "main", 1, 7)], await fixture.History.ReadRoomsAsync());
    }

    [Fact]
    public async Task Rewind_ForgetsWhatTheServerLost()
    {
        using var fixture = new HistoryFixture();
        fixture.Keep([.. Enumerable.Range(1, 10).Select(seq => Line(seq, "old"))]);
        fixture.History.MarkRead(Main, 10);
        fixture.History.Rewind(Main, 4);
        fixture.Keep(Line(5, "new"));

        var page = await fixture.ReadAsync();
        Assert.Equal([.. Enumerable.Repeat("old", 4), "new"], page.Lines.Select(line => line.Text));
        Assert.Equal([new SeqRange(1, 5)], page.Ranges);
        Assert.Equal(4, page.ReadUpTo);
    }

    [Fact]
    public async Task Outbox_OfAClientThatRuns_IsLeftToIt()
    {
        using var fixture = new HistoryFixture();
        var typed = Waiting("ann");
        Assert.True(fixture.History.Wait(typed));
        Assert.True(fixture.History.Wait(Waiting("bob")));
        var other = fixture.Open();

        Assert.Equal([typed], await fixture.History.AdoptAsync("6f1c", "ann"));
        Assert.Empty(await other.AdoptAsync("6f1c", "ann"));

        fixture.History.Dispose();
        Assert.Equal([typed], await other.AdoptAsync("6f1c", "ann"));
        Assert.Empty(await other.AdoptAsync("other", "ann"));
        other.Settle(typed.Cid);
        Assert.Empty(await other.AdoptAsync("6f1c", "ann"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Retention_Days_LetsOldLinesGoAndKnowsTheHole(bool isRunning)
    {
        using var fixture = new HistoryFixture();
        var now = DateTimeOffset.UtcNow;
        fixture.Keep([.. Enumerable.Range(1, 1200).Select(seq => Line(seq, at: now.AddDays(seq <= 1100 ? -10 : -1).ToUnixTimeMilliseconds()))]);
        await fixture.History.FlushAsync();
        if (isRunning) fixture.History.Retention = new RetentionOptions { Days = 5 };
        else fixture.Reopen(new RetentionOptions { Days = 5 });

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        HistoryPage page;
        do page = await fixture.History.ReadBeforeAsync(Main.Server, Main.Name, long.MaxValue, 2000, deadline.Token);
        while (page.Lines.Count > 100);
        Assert.Equal([new SeqRange(1101, 1200)], page.Ranges);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Retention_Size_ShrinksTheFile(bool isRunning)
    {
        using var fixture = new HistoryFixture();
        for (var i = 0; i < 20; i++) fixture.Keep([.. Enumerable.Range(1 + (i * 200), 200).Select(seq => Line(seq, new string('x', 1000)))]);
        await fixture.History.FlushAsync();
        if (isRunning) fixture.History.Retention = new RetentionOptions { Megabytes = 2 };
        else fixture.Reopen(new RetentionOptions { Megabytes = 2 });

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        HistoryPage page;
        do page = await fixture.History.ReadBeforeAsync(Main.Server, Main.Name, long.MaxValue, 5000, deadline.Token);
        while (page.Lines.Count > 2000);
        Assert.NotEmpty(page.Lines);
        Assert.Equal(4000, page.Lines[^1].Seq);
    }

    static WaitingLine Waiting(string nick) => new(Guid.CreateVersion7(), "6f1c", nick, DateTimeOffset.FromUnixTimeMilliseconds(1_767_225_600_123), "{}");
}
