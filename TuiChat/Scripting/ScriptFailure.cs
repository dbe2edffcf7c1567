namespace TuiChat.Scripting;

/// <summary>A step could not be done, or what it expected did not come: the script ends.</summary>
sealed class ScriptFailure(string message) : Exception(message)
{
    /// <summary>The exit code that says so.</summary>
    public int Code { get; init; } = ExitCodes.Failed;

    /// <summary>The screen tells something about it.</summary>
    public bool ShowsScreen { get; init; } = true;

    /// <summary>The line itself is wrong, which was seen only when it was its turn.</summary>
    public static ScriptFailure Usage(string message) => new(message) { Code = ExitCodes.Usage, ShowsScreen = false };
}
