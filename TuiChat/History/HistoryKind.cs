namespace TuiChat.History;

/// <summary>What a stored event is. The numbers stand in the database: never changed, new ones go to the end.</summary>
enum HistoryKind
{
    /// <summary>Something said.</summary>
    Said = 1,

    /// <summary>Something said in the third person.</summary>
    Action = 2,

    /// <summary>The topic was set, or taken away when the text is empty.</summary>
    Topic = 3,

    /// <summary>The operator spoke to all rooms.</summary>
    Announcement = 4,

    /// <summary>A line got another text.</summary>
    Edited = 5,

    /// <summary>A line was deleted.</summary>
    Deleted = 6,

    /// <summary>Somebody reacted to a line, or took a reaction back.</summary>
    Reaction = 7,

    /// <summary>An event of a kind that was not known when it came; the text is its type.</summary>
    Unknown = 8,
}
