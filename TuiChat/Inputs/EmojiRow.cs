namespace TuiChat.Inputs;

/// <summary>One emoji.</summary>
/// <param name="Emoji">Itself.</param>
/// <param name="Names">Its names without colons, the usual one first.</param>
/// <param name="Words">Words that also find it.</param>
sealed record EmojiRow(string Emoji, IReadOnlyList<string> Names, IReadOnlyList<string> Words);
