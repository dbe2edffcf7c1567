using System.Runtime.InteropServices;

namespace TuiChat.Terminal;

/// <summary>
/// One cell of the grid in eight bytes, so that rows compare as spans of 64-bit words. A cell of width 2 is followed by
/// exactly one cell of width 0, and no cell of width 0 stands elsewhere.
/// </summary>
/// <param name="Glyph">A code point, or the number of a cluster in the <see cref="GlyphTable"/>; 0 in the second half of a wide one.</param>
/// <param name="Style">A number in the <see cref="StyleTable"/>.</param>
/// <param name="Width">Columns: 1, 2, or 0 for the second half.</param>
[StructLayout(LayoutKind.Sequential, Size = 8)]
readonly record struct Cell(int Glyph, ushort Style, ushort Width)
{
    /// <summary>What nobody knows: differs from every cell that is drawn.</summary>
    internal static Cell Unknown => new(-1, 0, 1);

    internal static Cell Blank(ushort style) => new(' ', style, 1);

    internal static Cell SecondHalf(ushort style) => new(0, style, 0);
}
