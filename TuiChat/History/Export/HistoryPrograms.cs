using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using TuiChat.History.Search;

namespace TuiChat.History.Export;

/// <summary><c>tuichat history search</c>, <c>export</c> and <c>import</c>: the history without the screen. Each returns what is wrong, or null.</summary>
/// <param name="folder">The data folder.</param>
/// <param name="time">The clock and the zone of the reader.</param>
/// <param name="output">Where the result goes.</param>
/// <param name="error">Where people are told the rest.</param>
sealed class HistoryPrograms(string folder, TimeProvider time, TextWriter output, TextWriter error)
{
    /// <summary>Hits to print when the command line does not say.</summary>
    public const int DefaultLimit = 50;

    /// <summary>Prints the newest hits, oldest first, as they would stand on the screen.</summary>
    public Task<string?> SearchAsync(string words, bool isJson, int limit, string? server) => WithHistoryAsync(async history =>
    {
        var text = server is null ? words : $"{words} server:\"{server.Replace("\"", "", StringComparison.Ordinal)}\"";
        if (!SearchParser.TryParse(text, time.GetUtcNow(), time.LocalTimeZone, isTyping: false, out var query, out var problem)) return problem;
        var page = await history.SearchAsync(query, long.MaxValue, limit).ConfigureAwait(false);
        var hits = page.Hits.Reverse().ToList();
        if (hits.Count == 0 && Trouble(history) is { } trouble) return trouble;
        if (isJson) await output.WriteLineAsync(JsonSerializer.Serialize(hits.ConvertAll(FoundLine.Of), FoundJson.Default.ListFoundLine)).ConfigureAwait(false);
        else foreach (var hit in hits) await output.WriteLineAsync(Row(hit)).ConfigureAwait(false);
        if (page.Unindexed is { } moment)
            await error.WriteLineAsync($"tuichat: The index of words is still being made after an update, while a TuiChat runs; lines before {TimeZoneInfo.ConvertTime(moment, time.LocalTimeZone):yyyy-MM-dd} cannot be found yet.").ConfigureAwait(false);
        if (hits.Count == 0) await error.WriteLineAsync("tuichat: Nothing was found.").ConfigureAwait(false);
        else if (page.HasMore && !isJson) await error.WriteLineAsync($"tuichat: These are the newest {limit}; --limit shows more.").ConfigureAwait(false);
        return null;
    });

    /// <summary>Writes the history to a file, or to the output.</summary>
    /// <param name="format">The name of a format, or null to take the ending of the file.</param>
    /// <param name="file">The file; null or <c>-</c> for the output.</param>
    /// <param name="room">A room, or null for all.</param>
    /// <param name="server">A server, or null for all.</param>
    /// <param name="mayReplace">Asked when the file is there.</param>
    public Task<string?> ExportAsync(string? format, string? file, string? room, string? server, Func<string, bool> mayReplace) => WithHistoryAsync(async history =>
    {
        var name = format ?? (file is null or "-" ? "txt" : Path.GetExtension(file).TrimStart('.'));
        if (ExportFormat.Find(name) is not { } chosen)
            return $"There is no format {(name.Length == 0 ? "without a name" : name)}. Give --format {string.Join(", ", ExportFormat.Names)}, or a file that ends so.";
        var export = new HistoryExport(history, time.LocalTimeZone);
        if (file is not null and not "-") return await ExportAsync(export, chosen, Path.GetFullPath(file), room, server, mayReplace).ConfigureAwait(false);
        await export.WriteAsync(chosen, output, room, server).ConfigureAwait(false);
        return null;
    });

    /// <summary>Takes in what was exported as json.</summary>
    public async Task<string?> ImportAsync(string file)
    {
        try
        {
            using var input = new StreamReader(file, Encoding.UTF8);
            using var history = LocalHistory.Open(folder, new RetentionOptions(), time);
            var (count, problem) = await new HistoryImport(history).ReadAsync(input).ConfigureAwait(false);
            if (Trouble(history) is { } trouble) return trouble;
            await error.WriteLineAsync($"tuichat: {count} {(count == 1 ? "line" : "lines")} taken in.").ConfigureAwait(false);
            return problem;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{file} cannot be read: {e.Message}";
        }
    }

    /// <summary>Written beside the file and moved there when it is whole.</summary>
    async Task<string?> ExportAsync(HistoryExport export, ExportFormat format, string file, string? room, string? server, Func<string, bool> mayReplace)
    {
        var isThere = File.Exists(file);
        if (isThere && !mayReplace(file)) return $"{file} is there already, and nothing was written. Give another name, or --force to replace it.";
        var (count, problem) = await export.WriteFileAsync(format, file, room, server, mayReplace: isThere).ConfigureAwait(false);
        if (problem is null) await error.WriteLineAsync($"tuichat: {count} {(count == 1 ? "line" : "lines")} written to {file}.").ConfigureAwait(false);
        return problem;
    }

    async Task<string?> WithHistoryAsync(Func<LocalHistory, Task<string?>> run)
    {
        if (!File.Exists(Path.Combine(folder, HistoryFile.Name))) return $"There is no history in {folder} yet. Run tuichat and talk, or choose another folder with --data.";
        using var history = LocalHistory.Open(folder, new RetentionOptions(), time);
        return await run(history).ConfigureAwait(false) ?? Trouble(history);
    }

    /// <summary>Why the history could not be opened, or not be read; null when nothing is wrong.</summary>
    string? Trouble(LocalHistory history) =>
        history.Notices.TryRead(out var notice) && notice.IsError ? notice.Text
        : history.Failure is { } failure ? $"{HistoryFile.Explain(failure)} ({folder}). Check the folder and its rights, or choose another with --data."
        : null;

    string Row(SearchHit hit)
    {
        var at = TimeZoneInfo.ConvertTime(hit.At, time.LocalTimeZone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return $"{at}  {hit.ServerName} {hit.RoomTitle}  {hit.Author ?? "operator"}: {hit.Excerpt}";
    }
}

/// <summary>A hit in the output of <c>tuichat history search --json</c>; <c>title</c> is what people call the room, <c>matches</c> are pairs of start and length in <c>excerpt</c>.</summary>
sealed record FoundLine(string Server, string ServerName, string Room, string Title, long Seq, DateTimeOffset At, string? From, string Excerpt, IReadOnlyList<int[]> Matches)
{
    /// <summary>The row of a hit.</summary>
    public static FoundLine Of(SearchHit hit) => new(
        hit.Server, hit.ServerName, hit.Room, hit.RoomTitle, hit.Seq, hit.At, hit.Author, hit.Excerpt, [.. hit.Matches.Select(match => (int[])[match.Start.Value, match.End.Value - match.Start.Value])]);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(List<FoundLine>))]
sealed partial class FoundJson : JsonSerializerContext;
