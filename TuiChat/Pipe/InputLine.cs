namespace TuiChat.Pipe;

/// <summary>A line of the standard input.</summary>
/// <param name="Number">Which one, from 1.</param>
/// <param name="Bytes">The line without its newline; empty when it is too long.</param>
/// <param name="IsTooLong">It was longer than a line may be, and was passed over.</param>
readonly record struct InputLine(long Number, ReadOnlyMemory<byte> Bytes, bool IsTooLong = false);
