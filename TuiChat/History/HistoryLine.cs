namespace TuiChat.History;

/// <summary>
/// One numbered event of a room as it is kept: a line as it reads now, or an event about one. <see cref="Rev"/> says up to which
/// number the changes are in it.
/// </summary>
sealed record HistoryLine
{
    /// <summary>Its number in the room, from 1.</summary>
    public required long Seq { get; init; }

    /// <summary>When, in milliseconds since 1970-01-01 UTC on the server's clock.</summary>
    public required long At { get; init; }

    /// <summary>What it is.</summary>
    public required HistoryKind Kind { get; init; }

    /// <summary>Who, or null where nobody is named.</summary>
    public string? Author { get; init; }

    /// <summary>What the author's name is compared by, or null.</summary>
    public string? AuthorKey { get; init; }

    /// <summary>What; empty for a deleted line.</summary>
    public string Text { get; init; } = "";

    /// <summary>The line that an event of the kinds <see cref="HistoryKind.Edited"/> to <see cref="HistoryKind.Reaction"/> is about.</summary>
    public long? Target { get; init; }

    /// <summary>A reaction that was taken back.</summary>
    public bool IsTakenBack { get; init; }

    /// <summary>The line that this one answers, or null.</summary>
    public long? Reply { get; init; }

    /// <summary>Who said the line that this one answers, or null.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The text is not the first one.</summary>
    public bool IsEdited { get; init; }

    /// <summary>The line was deleted.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>One said it oneself, under whichever name.</summary>
    public bool IsOwn { get; init; }

    /// <summary>All changes up to this number are in the line; 0 for a line as it was said.</summary>
    public long Rev { get; init; }

    /// <summary>The number of the event that the text is from; at least <see cref="Rev"/> as far as the text goes.</summary>
    public long TextRev { get; init; }

    /// <summary>What is known of the reactions, taken back ones included; <see cref="MarkLog.Read"/> tells who reacts now.</summary>
    public IReadOnlyList<HistoryMark> Marks { get; init; } = [];

    /// <summary>The newest change that is in the line.</summary>
    public long NewestRev => Math.Max(Math.Max(Rev, TextRev), Marks.Count == 0 ? 0 : Marks.Max(mark => mark.Rev));

    /// <summary>Something that can be said and therefore edited, deleted and reacted to.</summary>
    public bool IsSpeech => Kind is HistoryKind.Said or HistoryKind.Action;
}
