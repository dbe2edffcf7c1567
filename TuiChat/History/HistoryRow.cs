using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Data.Sqlite;

namespace TuiChat.History;

/// <summary>How a <see cref="HistoryLine"/> lies in a row of the table.</summary>
static class HistoryRow
{
    /// <summary>The columns in the order of <see cref="Read"/> and <see cref="Parameters"/>.</summary>
    public const string Columns = "seq, at, kind, author, author_key, text, target, taken_back, reply, reply_to, edited, deleted, rev, text_rev, marks, own";

    /// <summary>How many columns there are.</summary>
    public const int Width = 16;

    /// <summary>The line of a row.</summary>
    /// <param name="row">A row with <see cref="Columns"/>.</param>
    /// <param name="from">The index of the first of them.</param>
    public static HistoryLine Read(SqliteDataReader row, int from = 0) => new()
    {
        Seq = row.GetInt64(from),
        At = row.GetInt64(from + 1),
        Kind = (HistoryKind)row.GetInt32(from + 2),
        Author = row.IsDBNull(from + 3) ? null : row.GetString(from + 3),
        AuthorKey = row.IsDBNull(from + 4) ? null : row.GetString(from + 4),
        Text = row.GetString(from + 5),
        Target = row.IsDBNull(from + 6) ? null : row.GetInt64(from + 6),
        IsTakenBack = row.GetInt64(from + 7) != 0,
        Reply = row.IsDBNull(from + 8) ? null : row.GetInt64(from + 8),
        ReplyTo = row.IsDBNull(from + 9) ? null : row.GetString(from + 9),
        IsEdited = row.GetInt64(from + 10) != 0,
        IsDeleted = row.GetInt64(from + 11) != 0,
        Rev = row.GetInt64(from + 12),
        TextRev = row.GetInt64(from + 13),
        Marks = row.IsDBNull(from + 14) ? [] : ReadMarks(row.GetString(from + 14)),
        IsOwn = row.GetInt64(from + 15) != 0,
    };

    /// <summary>The values of a line, in the order of the columns.</summary>
    public static object[] Parameters(HistoryLine line) =>
    [
        line.Seq, line.At, (int)line.Kind, (object?)line.Author ?? DBNull.Value, (object?)line.AuthorKey ?? DBNull.Value, line.Text,
        (object?)line.Target ?? DBNull.Value, line.IsTakenBack ? 1 : 0, (object?)line.Reply ?? DBNull.Value, (object?)line.ReplyTo ?? DBNull.Value,
        line.IsEdited ? 1 : 0, line.IsDeleted ? 1 : 0, line.Rev, line.TextRev,
        line.Marks.Count == 0 ? DBNull.Value : JsonSerializer.Serialize(line.Marks, HistoryRowJson.Default.IReadOnlyListHistoryMark), line.IsOwn ? 1 : 0,
    ];

    /// <summary>A database that others may have written to: what cannot be read is left out.</summary>
    static IReadOnlyList<HistoryMark> ReadMarks(string json)
    {
        try
        {
            return [.. (JsonSerializer.Deserialize(json, HistoryRowJson.Default.IReadOnlyListHistoryMark) ?? []).Where(mark => mark is { Text: not null, Who: not null })];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(IReadOnlyList<HistoryMark>))]
sealed partial class HistoryRowJson : JsonSerializerContext;
