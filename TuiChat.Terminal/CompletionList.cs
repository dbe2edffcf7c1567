namespace TuiChat.Terminal;

/// <summary>What a <see cref="CompletionSource"/> has to offer at a caret.</summary>
/// <param name="Start">Where the text begins that a choice replaces; it ends at the caret.</param>
/// <param name="Items">The choices, best first; may be empty when there is only a hint.</param>
/// <param name="Opens">The list opens while typing; otherwise only Tab opens it.</param>
/// <param name="Hint">A line above the list, such as the arguments of a command, or "".</param>
public sealed record CompletionList(int Start, IReadOnlyList<Completion> Items, bool Opens = false, string Hint = "");
