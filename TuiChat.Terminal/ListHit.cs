namespace TuiChat.Terminal;

/// <summary>What is under the mouse in a <see cref="ListView"/>.</summary>
/// <param name="Id">The item.</param>
/// <param name="Index">Where the item stands now.</param>
/// <param name="Line">The row within the item, from 0.</param>
/// <param name="Column">The column within the row.</param>
/// <param name="Run">The text there, with its link; null beside the text.</param>
/// <param name="Mouse">What the mouse did.</param>
public sealed record ListHit(long Id, int Index, int Line, int Column, TextRun? Run, MouseInput Mouse);
