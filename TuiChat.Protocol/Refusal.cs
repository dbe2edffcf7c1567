namespace TuiChat.Protocol;

/// <summary>Why something was not done: a stable <paramref name="Code"/> and a <paramref name="Text"/> that says what to do next.</summary>
/// <param name="Code">One of <see cref="RefusalCode"/>.</param>
/// <param name="Text">One or two sentences for a person, in English.</param>
public sealed record Refusal(string Code, string Text)
{
    /// <summary>Milliseconds to wait before it is worth trying again, or null.</summary>
    public int? Wait { get; init; }
}
