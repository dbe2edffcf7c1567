using TuiChat.Terminal;

namespace TuiChat.Tests.Terminal;

/// <summary>What one sees of a cell.</summary>
static class Look
{
    const TextStyle Lines = TextStyle.Underline | TextStyle.Reverse | TextStyle.Strikethrough;

    /// <summary>Whether a text looks the same in both styles: of a blank one sees the background, and lines through it.</summary>
    public static bool IsSame(string text, Style one, Style other)
        => one == other || (text == " " && one.Background == other.Background && ((one.Text | other.Text) & Lines) == 0);
}
