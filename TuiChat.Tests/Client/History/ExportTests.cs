using System.Text.RegularExpressions;
using System.Xml.Linq;
using TuiChat.History;
using TuiChat.History.Export;
using TuiChat.Scripting;
using static TuiChat.Tests.Client.History.HistoryFixture;

namespace TuiChat.Tests.Client.History;

public sealed class ExportTests
{
    static readonly HistoryLine[] Talk =
    [
        Line(1, "good morning, see https://example.org/a?b=1&c=2."),
        Line(2, "waves at <b>all</b> & \"you\"", "bob", kind: HistoryKind.Action),
        Line(3, "first\n# second *not bold* [x](javascript:alert(1))"),
        Line(4, "") with { IsDeleted = true },
        Line(5, "Ships & boats", kind: HistoryKind.Topic),
        Line(6, "changed") with { IsEdited = true, Rev = 9, TextRev = 8, Marks = [new HistoryMark("👍", "bob", 9), new HistoryMark("👍", "zoe", 9), new HistoryMark("x", "zoe", 9, IsGone: true)] },
        About(8, HistoryKind.Edited, 6, "changed"),
    ];

    [Fact]
    public async Task Text_IsOneLineEach() => Assert.Equal(
        """
        --- #main on Harbour
        2026-01-01 00:00 <ann> good morning, see https://example.org/a?b=1&c=2.
        2026-01-01 00:00 * bob waves at <b>all</b> & "you"
        2026-01-01 00:00 <ann> first
            # second *not bold* [x](javascript:alert(1))
        2026-01-01 00:00 <ann> (deleted)
        2026-01-01 00:00 * ann set the topic: Ships & boats
        2026-01-01 00:00 <ann> changed (edited)
            [👍 2]

        """.ReplaceLineEndings("\n"),
        await ExportAsync("txt"));

    [Fact]
    public async Task Markdown_ShowsWhatPeopleWrote()
    {
        var text = await ExportAsync("md");
        Assert.StartsWith("# main on Harbour\n\n## 2026-01-01\n\n- 00:00 **ann** good morning, see <https://example.org/a?b=1&c=2>\\.\n", text, StringComparison.Ordinal);
        Assert.Contains("first\\\n  \\# second \\*not bold\\* \\[x\\]\\(javascript\\:alert\\(1\\)\\)\n", text, StringComparison.Ordinal);
        Assert.Contains("*bob waves at \\<b\\>all\\</b\\> \\& \"you\"*", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Html_IsOneWholePageWithoutAnythingFromElsewhere()
    {
        var html = await ExportAsync("html");
        // The body is well-formed, so nothing of a text got out of its place.
        var body = XElement.Parse(html[html.IndexOf("<body>", StringComparison.Ordinal)..html.IndexOf("</html>", StringComparison.Ordinal)].Replace("&#128077;", "👍", StringComparison.Ordinal));
        Assert.Equal("waves at <b>all</b> & \"you\"", body.Descendants("span").First(span => span.Value.StartsWith("waves", StringComparison.Ordinal)).Value);
        Assert.Equal(["https://example.org/a?b=1&c=2"], body.Descendants("a").Select(link => (string?)link.Attribute("href")));
        Assert.DoesNotMatch(new Regex("<script|<img|<link|src=|url\\(|@import"), html);
        Assert.Contains("👍 2", body.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_TakenInElsewhere_IsTheSame()
    {
        using var fixture = new HistoryFixture();
        fixture.Keep(Talk);
        fixture.History.Keep(Main with { Name = "lounge" }, [Line(1, "</script>\u2028 \"quoted\"")]);
        var json = await ExportAsync("json", fixture);
        Assert.Equal(8, System.Text.Json.JsonDocument.Parse(json).RootElement.GetArrayLength());

        using var other = new HistoryFixture();
        for (var i = 0; i < 2; i++) Assert.Equal((8, null), await new HistoryImport(other.History).ReadAsync(new StringReader(json)));

        Assert.Equal(json, await ExportAsync("json", other));
        Assert.Equivalent((await fixture.ReadAsync()).Ranges, (await other.ReadAsync()).Ranges);
    }

    [Fact]
    public async Task DirectRoom_IsCalledByTheOtherOne_AndStaysSoWhenTakenInElsewhere()
    {
        const string Name = "@abcdefghijklmnopqrstuvwxyz";
        using var fixture = new HistoryFixture();
        fixture.Keep(Line(1, "in main"));
        fixture.History.Keep(Main with { Name = Name }, [Line(1, "between us")]);
        fixture.History.Meet(Main with { Name = Name }, "bob");
        foreach (var (format, title) in ((string, string)[])[("txt", "--- @bob on Harbour"), ("md", "# @bob on Harbour"), ("html", "<h1>@bob <small>on Harbour")])
            Assert.Contains(title, await ExportAsync(format, fixture), StringComparison.Ordinal);
        using var alone = new StringWriter();
        Assert.Equal(1, await new HistoryExport(fixture.History, TimeZoneInfo.Utc).WriteAsync(ExportFormat.Find("txt")!, alone, "@BOB", null)); // one that exists
        Assert.DoesNotContain("in main", alone.ToString(), StringComparison.Ordinal);

        using var other = new HistoryFixture();
        Assert.Equal((2, null), await new HistoryImport(other.History).ReadAsync(new StringReader(await ExportAsync("json", fixture))));
        Assert.Equal(["#main", "@bob"], (await other.History.ReadRoomsAsync()).Select(room => room.Title).Order(StringComparer.Ordinal));
    }

    /// <summary>Damaged files are told by the line, and never break anything.</summary>
    [Fact]
    public async Task Import_AnyBytes_SaysTheLine()
    {
        const int Seed = 11;
        using var fixture = new HistoryFixture();
        fixture.Keep(Talk);
        var json = await ExportAsync("json", fixture);
        var random = new Random(Seed);
        using var other = new HistoryFixture();
        for (var i = 0; i < 300; i++)
        {
            var text = json.ToCharArray();
            for (var change = random.Next(1, 6); change > 0; change--) text[random.Next(text.Length)] = (char)random.Next(random.Next(2) == 0 ? 128 : 65536);
            var (count, problem) = await new HistoryImport(other.History).ReadAsync(new StringReader(new string(text)));
            Assert.True(problem is null || Regex.IsMatch(problem, "^Line [0-9]+ is not a line of"), $"seed {Seed}, round {i}: {problem}");
            Assert.InRange(count, 0, Talk.Length);
        }
        Assert.False(other.History.Notices.TryRead(out var notice), notice?.Text);
        Assert.Null(other.History.Failure);
    }

    [Fact]
    public async Task Programs_WriteFilesAndReplaceNoneUnasked()
    {
        using var fixture = new HistoryFixture();
        fixture.Keep(Talk);
        await fixture.History.FlushAsync();
        var file = Path.Combine(fixture.Folder, "talk.md");
        var (programs, output, error) = Programs(fixture.Folder);

        Assert.Null(await programs.ExportAsync(null, file, null, null, _ => throw new InvalidOperationException("nothing is there yet")));
        var first = File.ReadAllText(file);
        Assert.Contains("is there already, and nothing was written", await programs.ExportAsync("txt", file, null, null, _ => false), StringComparison.Ordinal);
        Assert.Equal(first, File.ReadAllText(file));
        Assert.Null(await programs.ExportAsync("txt", file, "lounge", null, _ => true));
        Assert.Equal("", File.ReadAllText(file));
        Assert.Contains("There is no format doc", await programs.ExportAsync(null, "x.doc", null, null, _ => true), StringComparison.Ordinal);
        var nowhere = Path.Combine(fixture.Folder, "no");
        Assert.Equal($"{nowhere}/x.txt cannot be written: there is no folder {nowhere}.", await programs.ExportAsync(null, $"{nowhere}/x.txt", null, null, _ => true));

        Assert.Null(await programs.SearchAsync("morning", isJson: false, 10, "harb"));
        Assert.Equal("2026-01-01 00:00  Harbour #main  ann: good morning, see https://example.org/a?b=1&c=2.\n", output.ToString());
        Assert.Null(await programs.SearchAsync("evening", isJson: false, 10, null));
        Assert.Contains("Nothing was found.", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("is no date", await programs.SearchAsync("before:noon", isJson: false, 10, null), StringComparison.Ordinal);
        Assert.Contains("There is no history in", await Programs(fixture.Folder + "-none").Programs.SearchAsync("x", isJson: true, 10, null), StringComparison.Ordinal);
    }

    [RequiresFact("mount", "umount", Root = true)]
    public async Task FullOrReadOnlyDisk_IsSaidPlainly_AndNothingHalfIsLeft()
    {
        using var fixture = new HistoryFixture();
        fixture.Keep(Talk);
        await fixture.History.FlushAsync();
        using var disk = new SmallDisk("64k");
        var file = Path.Combine(disk.Path, "talk.txt");
        var (programs, _, _) = Programs(fixture.Folder);

        disk.Fill();
        Assert.Equal($"{file} cannot be written: the disk is full.", await programs.ExportAsync(null, file, null, null, _ => true));
        Assert.Single(Directory.GetFiles(disk.Path)); // what fills it
        disk.Remount("ro");
        Assert.Equal($"{file} cannot be written: the disk is read-only.", await programs.ExportAsync(null, file, null, null, _ => true));
    }

    [RequiresFact("mount", "umount", Root = true)]
    public async Task ReadOnlyFolder_WithWhatAKilledClientLeft_IsSaid_AndNotThatNothingWasFound()
    {
        using var disk = new SmallDisk("4m");
        using var fixture = new HistoryFixture();
        fixture.Keep(Talk);
        await fixture.History.FlushAsync();
        foreach (var part in (string[])["", "-wal"]) File.Copy(fixture.File + part, Path.Combine(disk.Path, HistoryFile.Name + part));
        disk.Remount("ro");

        var (programs, output, error) = Programs(disk.Path);
        var problem = await programs.SearchAsync("x", isJson: false, 10, null);
        Assert.StartsWith($"The data folder is read-only ({disk.Path}", problem, StringComparison.Ordinal);
        Assert.Equal(("", ""), (output.ToString(), error.ToString()));
    }

    static (HistoryPrograms Programs, StringWriter Output, StringWriter Error) Programs(string folder)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        return (new HistoryPrograms(folder, new ScriptClock(isStanding: true) { Now = DateTimeOffset.UnixEpoch }, output, error), output, error);
    }

    static async Task<string> ExportAsync(string format, HistoryFixture? fixture = null)
    {
        using var own = fixture is null ? new HistoryFixture() : null;
        own?.Keep(Talk);
        var history = (fixture ?? own)!.History; // one of both is there
        await history.FlushAsync();
        using var output = new StringWriter();
        await new HistoryExport(history, TimeZoneInfo.Utc).WriteAsync(ExportFormat.Find(format)!, output, null, null); // the tests name formats that exist
        return output.ToString();
    }
}
