using System.Text;

namespace TuiChat.Terminal;

/// <summary>What a <see cref="VirtualTerminal"/> shows as text with SGR sequences: <c>cat</c> in a terminal shows it again.</summary>
public static class AnsiPicture
{
    /// <summary>The rows with a line feed behind each; every row begins and ends without attributes.</summary>
    public static string Render(VirtualTerminal terminal)
    {
        var text = new StringBuilder();
        TerminalSize size = terminal.Size;
        for (int y = 0; y < size.Height; y++)
        {
            Style style = Style.Default;
            for (int x = 0; x < size.Width; x++)
            {
                Style next = terminal.StyleAt(x, y);
                if (next != style)
                    text.Append(Encoding.ASCII.GetString(SgrWriter.Full(next)));
                style = next;
                text.Append(terminal.TextAt(x, y));
            }

            text.Append(style == Style.Default ? "\n" : "\e[m\n");
        }

        return text.ToString();
    }
}
