namespace TuiChat.History.Export;

/// <summary>Plain text: one line each, what wraps is indented.</summary>
sealed class TextFormat : ExportFormat
{
    bool _hasBegun;

    /// <inheritdoc/>
    public override void BeginRoom(TextWriter output, KeptRoom room)
    {
        output.Write($"{(_hasBegun ? "\n" : "")}--- {room.Title} on {room.ServerName}\n");
        _hasBegun = true;
    }

    /// <inheritdoc/>
    public override void Write(TextWriter output, ExportLine line)
    {
        if (!line.IsReadable) return;
        var head = line.Line.Kind is HistoryKind.Action or HistoryKind.Topic ? $"* {line.Who} " : $"<{line.Who}> ";
        var reactions = line.Reactions is { Length: > 0 } some ? $"\n[{some}]" : "";
        output.Write($"{line.Day} {line.Time} {head}{(line.Text + reactions).Replace("\n", "\n    ", StringComparison.Ordinal)}\n");
    }
}
