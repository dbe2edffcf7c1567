namespace TuiChat.Commands;

/// <summary>What became of a typed line. Unless it was done, the line stays in the input.</summary>
/// <param name="IsDone">The line was used and may go.</param>
/// <param name="Problem">What to tell the user when it was not.</param>
readonly record struct CommandResult(bool IsDone, string? Problem)
{
    /// <summary>What stands in the input afterwards, to go on with; null for nothing.</summary>
    public string? NextInput { get; init; }

    /// <summary>It was done.</summary>
    public static CommandResult Done { get; } = new(true, null);

    /// <summary>It was not done; the text says why and what to do.</summary>
    public static CommandResult Failed(string problem) => new(false, problem);

    /// <summary>There is more to type: the line in the input makes place for another one.</summary>
    public static CommandResult GoOn(string nextInput) => new(true, null) { NextInput = nextInput };

    /// <summary>Done, or failed when there is a problem.</summary>
    public static CommandResult From(string? problem) => new(problem is null, problem);
}
