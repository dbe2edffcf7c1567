namespace TuiChat.Server.Operator;

/// <summary>What a key in the <see cref="LineEditor"/> leads to.</summary>
/// <param name="Kind">What is to be done.</param>
/// <param name="Candidates">What to show below the line; empty for nothing.</param>
sealed record EditResult(EditKind Kind, IReadOnlyList<string> Candidates)
{
    /// <summary>The line is drawn anew.</summary>
    public static EditResult Edited { get; } = new(EditKind.Edited, []);

    /// <summary>The line is complete.</summary>
    public static EditResult Done { get; } = new(EditKind.Done, []);

    /// <summary>The screen is cleared.</summary>
    public static EditResult Clear { get; } = new(EditKind.Clear, []);

    /// <summary>No more comes.</summary>
    public static EditResult End { get; } = new(EditKind.End, []);

    /// <summary>Candidates are shown.</summary>
    public static EditResult Show(IReadOnlyList<string> candidates) => new(EditKind.Edited, candidates);
}
