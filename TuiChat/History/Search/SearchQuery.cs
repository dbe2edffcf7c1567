namespace TuiChat.History.Search;

/// <summary>What is searched for, parsed; see <see cref="SearchParser"/>. All of it must hold.</summary>
sealed record SearchQuery
{
    /// <summary>The words and phrases that the text must hold.</summary>
    public IReadOnlyList<SearchTerm> Terms { get; init; } = [];

    /// <summary>Who said it, as names are compared; any of them.</summary>
    public IReadOnlyList<string> From { get; init; } = [];

    /// <summary>In which rooms; any of them.</summary>
    public IReadOnlyList<string> In { get; init; } = [];

    /// <summary>On which servers, by a part of the name or the whole id; any of them.</summary>
    public IReadOnlyList<string> Servers { get; init; } = [];

    /// <summary>Said before this moment.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Said at this moment or later.</summary>
    public DateTimeOffset? After { get; init; }

    /// <summary>Only lines with a link.</summary>
    public bool HasLink { get; init; }

    /// <summary>Nothing is asked for.</summary>
    public bool IsEmpty => Terms.Count == 0 && From.Count == 0 && In.Count == 0 && Servers.Count == 0 && Before is null && After is null && !HasLink;
}

/// <summary>A word or several in a row.</summary>
/// <param name="Text">As typed, without quotes.</param>
/// <param name="IsPrefix">The last word may go on.</param>
readonly record struct SearchTerm(string Text, bool IsPrefix);
