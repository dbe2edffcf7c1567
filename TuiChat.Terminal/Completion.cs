namespace TuiChat.Terminal;

/// <summary>One text that can complete what is being written.</summary>
/// <param name="Text">What is put into the field.</param>
/// <param name="Detail">An explanation shown beside it, or "".</param>
/// <param name="Suffix">What is put behind it, such as a space or ": ".</param>
public sealed record Completion(string Text, string Detail = "", string Suffix = " ");
