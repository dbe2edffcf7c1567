using System.Diagnostics;
using System.Globalization;
using TuiChat.History;
using static TuiChat.Tests.Client.History.HistoryFixture;

namespace TuiChat.Tests.Client.History;

/// <summary>A client that is killed in the middle of writing loses nothing that it was told is written.</summary>
public sealed class HistoryKillTests
{
    const int Rounds = 5, Seed = 12;

    [Fact]
    public async Task Kill_WhileWriting_KeepsWhatWasFlushed()
    {
        using var fixture = new HistoryFixture();
        var random = new Random(Seed);
        var last = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            var reached = await RunAsync(fixture.Folder, last, last + random.Next(100, 600));
            var page = await fixture.ReadAsync(limit: 100_000);
            Assert.True(page.Lines[^1].Seq >= reached, $"seed {Seed}, round {round}: {page.Lines[^1].Seq} of {reached}");
            Assert.Equal([new SeqRange(1, page.Lines[^1].Seq)], page.Ranges);
            Assert.Equal(page.Lines[^1].Seq, page.Lines.Count);
            Assert.Equal(page.Lines.Count, (await fixture.SearchAsync("killable", limit: 100_000)).Count);
            last = page.Lines[^1].Seq;
            // What was typed and not confirmed is this client's now: every third line.
            var waiting = await fixture.History.AdoptAsync(Main.Server, "ann");
            Assert.True(waiting.Count >= reached / 3, $"seed {Seed}, round {round}: {waiting.Count} of {reached}");
        }
    }

    /// <summary>Starts a writer, waits until it has got so far, kills it. Returns what it said was written.</summary>
    static async Task<long> RunAsync(string folder, long from, long until)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(HistoryKillTests).Assembly.Location, "history", folder, from.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!; // started or thrown
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var reached = 0L;
        while (reached < until && await process.StandardOutput.ReadLineAsync(deadline.Token) is { } line) reached = long.Parse(line, CultureInfo.InvariantCulture);
        process.Kill();
        await process.WaitForExitAsync(deadline.Token);
        Assert.True(reached >= until, $"It ended at {reached}.");
        return reached;
    }
}
