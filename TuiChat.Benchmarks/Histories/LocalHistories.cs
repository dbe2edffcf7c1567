using System.Diagnostics;
using System.Globalization;
using TuiChat.Benchmarks.Load;
using TuiChat.History;
using TuiChat.History.Search;

namespace TuiChat.Benchmarks.Histories;

/// <summary>The client's own history at a million lines in 200 rooms: what a person waits for.</summary>
static class LocalHistories
{
    const int Lines = 1_000_000, Rooms = 200, Authors = 500, Batch = 500, Runs = 300, Limit = 50;

    static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Fills a history, then opens rooms, pages up and searches in it.</summary>
    public static IEnumerable<Figure> Run()
    {
        using var folder = new TemporaryFolder();
        var words = new Vocabulary();
        yield return Fill(folder.Path, words);
        var begun = Stopwatch.GetTimestamp();
        using var history = Open(folder.Path);
        yield return new Figure("to have it at hand, on the caller", Stopwatch.GetElapsedTime(begun).TotalMilliseconds, "ms", Target.AtMost(1), "the database is opened on a thread of its own");
        Wait(history.ReadBeforeAsync("s0", "room0", long.MaxValue, 200));
        yield return new Figure("to the first 200 lines of a room after the start", Stopwatch.GetElapsedTime(begun).TotalMilliseconds, "ms", Target.AtMost(150));
        foreach (var figure in Pages(history)) yield return figure;
        foreach (var figure in Searches(history, words)) yield return figure;
    }

    static LocalHistory Open(string folder) => LocalHistory.Open(folder, new RetentionOptions(), TimeProvider.System);

    static Figure Fill(string folder, Vocabulary words)
    {
        var random = new Random(2);
        using var history = Open(folder);
        var begun = Stopwatch.GetTimestamp();
        var next = new long[Rooms];
        for (var done = 0; done < Lines; done += Batch)
        {
            var room = (int)(Rooms * random.NextDouble() * random.NextDouble()); // some rooms are busier
            var lines = new List<HistoryLine>(Batch);
            for (var i = 0; i < Batch; i++)
            {
                var author = string.Create(CultureInfo.InvariantCulture, $"nick{(int)(Authors * random.NextDouble() * random.NextDouble())}");
                var at = Start.AddSeconds((done + i) * 10).ToUnixTimeMilliseconds();
                lines.Add(new HistoryLine { Seq = ++next[room], At = at, Kind = HistoryKind.Said, Author = author, AuthorKey = author, Text = words.Line() });
            }
            while (!history.Keep(Place(room), lines)) Wait(history.FlushAsync());
        }
        Wait(history.FlushAsync());
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var size = new FileInfo(Path.Combine(folder, HistoryFile.Name)).Length;
        return new Figure("kept per second, with the index of words", Lines / seconds, "/s", null, $"{Lines:#,0} lines in {Rooms} rooms, {size / 1_048_576.0:#,0} MiB");
    }

    static IEnumerable<Figure> Pages(LocalHistory history)
    {
        var random = new Random(3);
        var open = new Samples();
        var up = new Samples();
        for (var run = 0; run < Runs; run++)
        {
            var room = Place(random.Next(Rooms));
            var page = Time(open, () => history.ReadBeforeAsync(room.Server, room.Name, long.MaxValue, 200));
            for (var i = 0; i < 5 && page.Lines.Count > 0; i++)
            {
                var first = page.Lines[0].Seq;
                page = Time(up, () => history.ReadBeforeAsync(room.Server, room.Name, first, 100));
            }
        }
        yield return new Figure("opening a room with 200 lines: p50", open.Percentile(0.5), "ms");
        yield return new Figure("opening a room with 200 lines: p99", open.Percentile(0.99), "ms", Target.AtMost(30));
        yield return new Figure("a page up of 100 lines: p50", up.Percentile(0.5), "ms");
        yield return new Figure("a page up of 100 lines: p99", up.Percentile(0.99), "ms", Target.AtMost(10));
    }

    static IEnumerable<Figure> Searches(LocalHistory history, Vocabulary words)
    {
        var random = new Random(4);
        var typing = new Samples();
        for (var run = 0; run < Runs; run++)
        {
            // Two words, letter by letter, each letter a search of its own.
            var text = $"{words[(int)(2000 * random.NextDouble() * random.NextDouble())]} {words[random.Next(200)]}";
            for (var length = 1; length <= text.Length; length++) Time(typing, () => Search(history, text[..length]));
        }
        yield return new Figure("search as one types: p50", typing.Percentile(0.5), "ms", null, $"{typing.Count:#,0} searches, newest {Limit} of all rooms");
        yield return new Figure("search as one types: p99", typing.Percentile(0.99), "ms", Target.AtMost(50), $"longest {typing.Percentile(1):0.#} ms");
        (string Name, string Text)[] kinds =
        [
            ("a common word", words[0]), ("a rare word", words[19_000]), ("a phrase of common words", $"\"{words[0]} {words[1]}\""), ("one letter", "b*"), ("four letters", words[0][..2] + words[1][..2] + "*"),
            ("a common word by one author", $"{words[0]} from:nick3"), ("a common word in a quiet room", $"{words[0]} in:room199"), ("a common word in one month", $"{words[0]} after:2026-02-01 before:2026-03-01"),
            ("two words that never meet", $"{words[0]} {words[18_000]} from:nick499"),
        ];
        foreach (var (name, text) in kinds)
        {
            var samples = new Samples();
            for (var run = 0; run < 50; run++) Time(samples, () => Search(history, text));
            yield return new Figure($"search for {name}: p99", samples.Percentile(0.99), "ms", Target.AtMost(50));
        }
    }

    static Task<SearchPage> Search(LocalHistory history, string text) =>
        SearchParser.TryParse(text, Start.AddDays(200), TimeZoneInfo.Utc, isTyping: true, out var query, out _)
            ? history.SearchAsync(query, long.MaxValue, Limit)
            : Task.FromResult(SearchPage.Empty);

    static HistoryRoom Place(int room) => new($"s{room % 4}", $"Server {room % 4}", $"room{room}");

    static T Time<T>(Samples samples, Func<Task<T>> ask)
    {
        var begun = Stopwatch.GetTimestamp();
        var answer = ask().GetAwaiter().GetResult();
        samples.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        return answer;
    }

    static void Wait(Task task) => task.GetAwaiter().GetResult();
}
