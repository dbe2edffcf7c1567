using System.Text.Json;

namespace TuiChat.History.Export;

/// <summary>A JSON array with one object on each line, for programs and for <see cref="HistoryImport"/>.</summary>
sealed class JsonFormat : ExportFormat
{
    bool _hasLines;

    /// <inheritdoc/>
    public override void Begin(TextWriter output) => output.Write("[");

    /// <inheritdoc/>
    public override void BeginRoom(TextWriter output, KeptRoom room)
    {
    }

    /// <inheritdoc/>
    public override void Write(TextWriter output, ExportLine line)
    {
        output.Write(_hasLines ? ",\n" : "\n");
        _hasLines = true;
        var (kept, room) = (line.Line, line.Room);
        var exported = new ExportedLine
        {
            Server = room.Server,
            ServerName = room.ServerName,
            Room = room.Name,
            With = room.Partner,
            Seq = kept.Seq,
            At = kept.At,
            Kind = kept.Kind.ToString().ToLowerInvariant(),
            From = kept.Author,
            Text = kept.Text,
            Target = kept.Target,
            Remove = kept.IsTakenBack,
            Reply = kept.Reply,
            To = kept.ReplyTo,
            Edited = kept.IsEdited,
            Deleted = kept.IsDeleted,
            Rev = kept.Rev,
            TextRev = kept.TextRev,
            Reactions = kept.Marks.Count == 0 ? null : kept.Marks,
        };
        output.Write(JsonSerializer.Serialize(exported, ExportJson.Default.ExportedLine));
    }

    /// <inheritdoc/>
    public override void End(TextWriter output) => output.Write("\n]\n");
}
