namespace TuiChat.History.Search;

/// <summary>A line that was found, with what is needed to show it and to go there.</summary>
/// <param name="Id">Its place in the order of time; where the next page begins.</param>
/// <param name="Server">The id of its server.</param>
/// <param name="ServerName">The server's name for people.</param>
/// <param name="Room">Its room.</param>
/// <param name="RoomTitle">What that is called for people: <c>#main</c> or <c>@bob</c>.</param>
/// <param name="Seq">Its number there.</param>
/// <param name="At">When.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Author">Who, or null.</param>
/// <param name="Excerpt">The part of the text around the matches, in one row.</param>
/// <param name="Matches">Where in the excerpt the matches are, ascending.</param>
sealed record SearchHit(long Id, string Server, string ServerName, string Room, string RoomTitle, long Seq, DateTimeOffset At, HistoryKind Kind, string? Author, string Excerpt, IReadOnlyList<Range> Matches)
{
    /// <summary>All of what was said, as it was typed.</summary>
    public required string Text { get; init; }

    /// <summary>Where in the text the matches are, ascending.</summary>
    public required IReadOnlyList<Range> TextMatches { get; init; }
}

/// <summary>Some of what was found, newest first.</summary>
/// <param name="Hits">At most as many as asked for.</param>
/// <param name="HasMore">There are older ones: the next page is below the last id.</param>
/// <param name="Unindexed">The index is still being made: words in lines before this moment cannot be found yet. Null when all of it is there.</param>
sealed record SearchPage(IReadOnlyList<SearchHit> Hits, bool HasMore, DateTimeOffset? Unindexed = null)
{
    /// <summary>Nothing found.</summary>
    public static SearchPage Empty { get; } = new([], HasMore: false);
}
