using System.Globalization;

namespace TuiChat.History.Export;

/// <summary>A line on its way out of the history: what a person reads of it, fit for any of the formats.</summary>
/// <param name="Room">Where it was said.</param>
/// <param name="Line">The line as it is kept.</param>
/// <param name="At">When, in the zone of the reader.</param>
readonly record struct ExportLine(KeptRoom Room, HistoryLine Line, DateTimeOffset At)
{
    /// <summary>Events about other lines are in those lines already, and are nothing to read.</summary>
    public bool IsReadable => Line.Kind is HistoryKind.Said or HistoryKind.Action or HistoryKind.Topic or HistoryKind.Announcement;

    /// <summary>Such as <c>10:05</c>.</summary>
    public string Time => At.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Such as <c>2026-01-31</c>.</summary>
    public string Day => At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Who, or what stands in the place of a name.</summary>
    public string Who => Line.Author is { Length: > 0 } author ? author : Line.Kind == HistoryKind.Announcement ? "operator" : "somebody";

    /// <summary>What was said, or what happened, without the name.</summary>
    public string Text => Line switch
    {
        { IsDeleted: true } => "(deleted)",
        { Kind: HistoryKind.Topic, Text.Length: 0 } => "took the topic away",
        { Kind: HistoryKind.Topic } => $"set the topic: {Line.Text}",
        { IsEdited: true } => $"{Line.Text} (edited)",
        _ => Line.Text,
    };

    /// <summary>The reactions, such as <c>👍 2</c>, apart by two spaces; empty without any.</summary>
    public string Reactions => string.Join("  ", MarkLog.Read(Line.Marks).Select(kind => $"{kind.Text} {kind.Who.Count}"));
}
