namespace TuiChat.Terminal;

/// <summary>What an emulated terminal shows in a cell.</summary>
/// <param name="Text">The cluster; empty in the second half of a wide one.</param>
/// <param name="Width">1, 2, or 0 for the second half.</param>
/// <param name="Style">Its look.</param>
/// <param name="Link">The hyperlink, or null.</param>
readonly record struct VirtualCell(string Text, int Width, Style Style, string? Link)
{
    internal static VirtualCell Blank(Color background) => new(" ", 1, new Style(Color.Default, background, TextStyle.None), null);
}
