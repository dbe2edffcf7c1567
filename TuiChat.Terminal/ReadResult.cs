namespace TuiChat.Terminal;

/// <summary>The outcome of a read.</summary>
/// <param name="Status">Why it came back.</param>
/// <param name="Count">How many bytes were read; 0 unless <see cref="ReadStatus.Data"/>.</param>
public readonly record struct ReadResult(ReadStatus Status, int Count = 0);
