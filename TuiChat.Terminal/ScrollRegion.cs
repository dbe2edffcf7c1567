namespace TuiChat.Terminal;

/// <summary>A part of the screen whose content moves.</summary>
/// <param name="Top">First row.</param>
/// <param name="Bottom">The row below.</param>
/// <param name="Left">First column.</param>
/// <param name="Right">The column behind.</param>
/// <param name="Rows">Rows to move up; negative means down.</param>
readonly record struct ScrollRegion(int Top, int Bottom, int Left, int Right, int Rows)
{
    /// <summary>The columns of what shall move; the region is wider where the terminal cannot leave the sides alone.</summary>
    internal (int Left, int Right) Moving { get; init; } = (Left, Right);
}
