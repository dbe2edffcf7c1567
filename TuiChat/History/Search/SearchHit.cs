namespace TuiChat.History.Search;

/// <summary>A line that was found, with what is needed to show it and to go there.</summary>
/// <param name="Id">Its place in the order of time; where the next page begins.</param>
/// <param name="Server">The id of its server.</param>
/// <param name="ServerName">The server's name for people.</param>
/// <param name="Room">Its room.</param>
/// <param name="Seq">Its number there.</param>
/// <param name="At">When.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Author">Who, or null.</param>
/// <param name="Excerpt">The part of the text around the matches, in one row.</param>
/// <param name="Matches">Where in the excerpt the matches are, ascending.</param>
sealed record SearchHit(long Id, string Server, string ServerName, string Room, long Seq, DateTimeOffset At, HistoryKind Kind, string? Author, string Excerpt, IReadOnlyList<Range> Matches);

/// <summary>Some of what was found, newest first.</summary>
/// <param name="Hits">At most as many as asked for.</param>
/// <param name="HasMore">There are older ones: the next page is below the last id.</param>
sealed record SearchPage(IReadOnlyList<SearchHit> Hits, bool HasMore)
{
    /// <summary>Nothing found.</summary>
    public static SearchPage Empty { get; } = new([], HasMore: false);
}
