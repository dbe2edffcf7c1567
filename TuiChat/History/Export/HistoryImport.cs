using System.Text.Json;
using TuiChat.Protocol;

namespace TuiChat.History.Export;

/// <summary>Takes in what <see cref="JsonFormat"/> wrote: line by line, each bounded and checked. What is kept already is left as it is.</summary>
sealed class HistoryImport(LocalHistory history)
{
    /// <summary>256 Ki characters: an exported line is far below.</summary>
    const int MaxLineChars = 256 * 1024;

    /// <summary>500 lines are kept at a time.</summary>
    const int Batch = 500;

    /// <summary>Reads everything; returns how many lines there were, and what is wrong with the first one that cannot be read, or null.</summary>
    public async Task<(long Count, string? Problem)> ReadAsync(TextReader input, CancellationToken cancellation = default)
    {
        var waiting = new List<HistoryLine>();
        HistoryRoom? room = null;
        string? partner = null;
        var count = 0L;
        var number = 0L;
        string? problem = null;
        await foreach (var text in new BoundedLines(input, MaxLineChars).ReadAsync(cancellation).ConfigureAwait(false))
        {
            number++;
            if (text.Trim() is "" or "[" or "]" or "[]") continue;
            if (Parse(text) is not (var place, var with, var line))
            {
                problem = $"Line {number} is not a line of `tuichat history export --format json`. What stands before it has been taken in.";
                break;
            }
            if (room is { } before && (before != place || waiting.Count >= Batch)) await KeepAsync(before, waiting).ConfigureAwait(false);
            if (with is not null && (room != place || partner != with)) history.Meet(place, with);
            (room, partner) = (place, with);
            waiting.Add(line);
            count++;
        }
        if (room is { } last) await KeepAsync(last, waiting).ConfigureAwait(false);
        await history.FlushAsync().ConfigureAwait(false);
        return (count, problem);
    }

    static (HistoryRoom Room, string? With, HistoryLine Line)? Parse(string text)
    {
        ExportedLine? line;
        try
        {
            line = JsonSerializer.Deserialize(text.Trim().TrimEnd(','), ExportJson.Default.ExportedLine);
        }
        catch (Exception e) when (e is JsonException or ArgumentException) // the latter for broken Unicode
        {
            return null;
        }
        if (line is null || !IsSound(line) || !Enum.TryParse<HistoryKind>(line.Kind, ignoreCase: true, out var kind) || !Enum.IsDefined(kind)) return null;
        var kept = new HistoryLine
        {
            Seq = line.Seq,
            At = line.At,
            Kind = kind,
            Author = line.From,
            AuthorKey = line.From is null ? null : Nickname.TryParse(line.From, out var nick, out _) ? nick.Key : line.From.ToLowerInvariant(),
            Text = line.Text ?? "",
            Target = line.Target,
            IsTakenBack = line.Remove,
            Reply = line.Reply,
            ReplyTo = line.To,
            IsEdited = line.Edited,
            IsDeleted = line.Deleted,
            Rev = line.Rev,
            TextRev = line.TextRev,
            Marks = line.Reactions ?? [],
        };
        return (new HistoryRoom(line.Server, line.ServerName, line.Room), line.With, kept);
    }

    static bool IsSound(ExportedLine line) =>
        line.Seq is >= 1 and <= 1L << 53 && line.At >= 0 && line.Rev >= 0 && line.TextRev >= 0 && line.Target is null or >= 1 && line.Reply is null or >= 1
        && IsName(line.Server) && IsName(line.ServerName) && IsName(line.Room) && (line.With is null || (line.Room[0] == '@' && Nickname.TryParse(line.With, out _, out _))) && (line.From is null || IsName(line.From)) && (line.To is null || IsName(line.To))
        && (line.Text ?? "").Length <= Limits.MaxLineBytes && (line.Reactions ?? []).All(mark => mark is not null && IsName(mark.Text) && IsName(mark.Who) && mark.Rev >= 0);

    /// <summary>Null where the file says so against its type.</summary>
    static bool IsName(string? name) => name?.Length is >= 1 and <= 200 && HistoryText.Clean(name) == name;

    async Task KeepAsync(HistoryRoom room, List<HistoryLine> lines)
    {
        HistoryLine[] batch = [.. lines];
        lines.Clear();
        while (!history.Keep(room, batch)) await history.FlushAsync().ConfigureAwait(false);
    }
}
