using TuiChat.Protocol;

namespace TuiChat.Conversations;

/// <summary>Why something cannot be said or changed in the room on the screen, in sentences for a person; null where it can.</summary>
readonly record struct SayRules(ChatState State)
{
    /// <summary>Nothing can be said anywhere.</summary>
    public string? PlaceProblem => State.Current is null ? "You are in no room. /rooms lists them, /cd ROOM goes into one."
        : State.Connection is ConnectionState.Idle or ConnectionState.Offline ? "You are not connected; the line was not sent and stays here."
        : null;

    /// <summary>A text cannot be said, in any room.</summary>
    public string? SayProblem(string text) =>
        text.Trim().Length == 0 ? "There is nothing to send." : TextRules.Problem(text, State.Welcome?.MaxText ?? Limits.MaxTextBytes, isMultiline: true)?.Text;

    /// <summary>A text cannot be said here.</summary>
    public string? TextProblem(string text) => PlaceProblem ?? SayProblem(text);

    /// <summary>A line cannot be answered, changed or reacted to.</summary>
    public string? LineProblem(long seq, string capability) => PlaceProblem
        ?? (State.Welcome?.Caps.Contains(capability) == false ? "This server is too old for that."
            : State.Current?.Timeline.Find(seq) is { IsDeleted: true } ? "That line was deleted."
            : null);

    /// <summary>A line is somebody else's.</summary>
    public string? OwnProblem(long seq, string verb) => State.Current?.Timeline.Find(seq) is { IsOwn: false } line
        ? $"That line was said by {line.From}. You can {verb} your own lines only."
        : null;
}
