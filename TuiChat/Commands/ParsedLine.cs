namespace TuiChat.Commands;

/// <summary>A typed line that is a command.</summary>
/// <param name="Command">Which.</param>
/// <param name="NameEnd">Where its name ends in the line.</param>
/// <param name="TextStart">Where the text behind the name begins, behind all white space; the same as <paramref name="NameEnd"/> when there is none.</param>
/// <param name="Text">That text, trimmed at its end.</param>
readonly record struct ParsedLine(Command Command, int NameEnd, int TextStart, string Text);
