namespace TuiChat.Protocol;

/// <summary>What a line turned out to be: exactly one of <paramref name="Message"/> and <paramref name="Problem"/> is there.</summary>
/// <param name="Message">The message, or null.</param>
/// <param name="Problem">Why the line is refused, or null.</param>
/// <param name="Id">The <c>id</c> that stood in the line, so that a refusal can name it; null when there was none.</param>
public readonly record struct DecodeResult(Message? Message, Refusal? Problem, string? Id);
