using System.Globalization;
using System.Net;
using System.Text;

namespace TuiChat.Terminal;

/// <summary>Draws what a <see cref="VirtualTerminal"/> shows as a picture (SVG 1.1): colours, styles and cursor.</summary>
public static class SvgPicture
{
    const int FontSize = 15;
    const int RowHeight = 19;
    const int Baseline = 14;
    const int Margin = 8;

    /// <summary>The advance of most monospaced fonts; the text is fitted to it, so that the font at hand does not matter.</summary>
    const int ColumnWidth = 9;

    /// <summary>What is seen on a blank as well.</summary>
    const TextStyle Lines = TextStyle.Underline | TextStyle.Reverse | TextStyle.Strikethrough;

    /// <summary>The picture as text.</summary>
    /// <param name="terminal">What to draw.</param>
    /// <param name="foreground">What the terminal's own text colour is taken to be.</param>
    /// <param name="background">What the terminal's own background is taken to be.</param>
    public static string Render(VirtualTerminal terminal, Color foreground, Color background)
    {
        TerminalSize size = terminal.Size;
        string width = Number((size.Width * ColumnWidth) + (2 * Margin)), height = Number((size.Height * RowHeight) + (2 * Margin));
        var grounds = new StringBuilder();
        var texts = new StringBuilder();
        for (int y = 0; y < size.Height; y++)
        {
            foreach ((int x, string text, int columns, Style style) in Runs(terminal, y))
            {
                bool isCursor = terminal.Cursor == (x, y);
                Color ink = style.Foreground.ToRgb() ?? foreground, ground = style.Background.ToRgb() ?? background;
                if ((style.Text & TextStyle.Reverse) != 0)
                    (ink, ground) = (ground, ink);
                if (isCursor)
                    (ink, ground) = (ground, foreground);
                if (ground != background)
                    grounds.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Left(x)}\" y=\"{Top(y)}\" width=\"{Number(columns * ColumnWidth)}\" height=\"{RowHeight}\" fill=\"{ground}\"/>\n");
                if (IsLine(text))
                    AppendLine(texts, text == "│", x, y, columns, style, ink);
                else
                    AppendText(texts, text, x, y, style, ink);
            }
        }

        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" ");
        svg.Append(CultureInfo.InvariantCulture, $"font-family=\"'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"{FontSize}\" shape-rendering=\"crispEdges\" style=\"font-variant-ligatures: none\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"0.5\" y=\"0.5\" width=\"{Number((size.Width * ColumnWidth) + (2 * Margin) - 1)}\" height=\"{Number((size.Height * RowHeight) + (2 * Margin) - 1)}\" rx=\"6\" fill=\"{background}\" stroke=\"#808080\" stroke-opacity=\"0.5\" shape-rendering=\"auto\"/>\n");
        svg.Append(grounds);
        return svg.Append(texts).Append("</svg>\n").ToString();
    }

    /// <summary>What stands in a row, taken together as far as one style goes; what fonts do not measure as terminals do stands alone.</summary>
    static IEnumerable<(int X, string Text, int Columns, Style Style)> Runs(VirtualTerminal terminal, int y)
    {
        int width = terminal.Size.Width;
        for (int x = 0; x < width;)
        {
            int start = x;
            Style style = IsBlank(terminal, x, y) ? new Style(Color.Default, terminal.StyleAt(x, y).Background, TextStyle.None) : terminal.StyleAt(x, y);
            var text = new StringBuilder(terminal.TextAt(x, y));
            bool isAlone = StandsAlone(text.ToString()), isCursor = terminal.Cursor == (x, y);
            for (x++; x < width && !(isCursor && terminal.TextAt(x, y).Length > 0) && terminal.Cursor != (x, y) && Continues(terminal, x, y, style); x++)
            {
                string next = terminal.TextAt(x, y);
                if (next.Length > 0 && (isAlone ? next != text.ToString() || !IsLine(next) : StandsAlone(next)))
                    break;
                if (!isAlone)
                    text.Append(next);
            }

            yield return (start, text.ToString(), x - start, style);
        }
    }

    /// <summary>Of a blank one sees the background, whatever colour a text there would have.</summary>
    static bool Continues(VirtualTerminal terminal, int x, int y, Style style) => IsBlank(terminal, x, y)
        ? terminal.StyleAt(x, y).Background == style.Background && (style.Text & Lines) == 0
        : terminal.StyleAt(x, y) == style;

    static bool IsBlank(VirtualTerminal terminal, int x, int y) => terminal.TextAt(x, y) == " " && (terminal.StyleAt(x, y).Text & Lines) == 0;

    static bool StandsAlone(string cluster) => cluster.Length > 0 && cluster[0] > '\u024F' && cluster[0] is not (>= '\u2010' and <= '\u2026');

    /// <summary>Lines are drawn over the whole cell, so that they join.</summary>
    static bool IsLine(string cluster) => cluster is "─" or "│";

    static void AppendText(StringBuilder svg, string text, int x, int y, Style style, Color ink)
    {
        string shown = text.TrimEnd();
        if (shown.Length == 0)
            return;
        int length = TextWidth.Measure(shown) * ColumnWidth;
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left(x)}\" y=\"{Number(Margin + (y * RowHeight) + Baseline)}\" fill=\"{ink}\" textLength=\"{Number(length)}\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\"{Opacity(style)}");
        if ((style.Text & TextStyle.Bold) != 0) svg.Append(" font-weight=\"bold\"");
        if ((style.Text & TextStyle.Italic) != 0) svg.Append(" font-style=\"italic\"");
        string lines = $"{((style.Text & TextStyle.Underline) != 0 ? "underline " : "")}{((style.Text & TextStyle.Strikethrough) != 0 ? "line-through" : "")}".Trim();
        if (lines.Length > 0) svg.Append(CultureInfo.InvariantCulture, $" text-decoration=\"{lines}\"");
        svg.Append('>').Append(WebUtility.HtmlEncode(shown)).Append("</text>\n");
    }

    static void AppendLine(StringBuilder svg, bool isUpright, int x, int y, int columns, Style style, Color ink)
    {
        for (int i = 0; i < (isUpright ? columns : 1); i++)
        {
            int left = Margin + ((x + i) * ColumnWidth) + (isUpright ? ColumnWidth / 2 : 0), top = Margin + (y * RowHeight) + (isUpright ? 0 : RowHeight / 2);
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Number(left)}\" y=\"{Number(top)}\" width=\"{Number(isUpright ? 1 : columns * ColumnWidth)}\" height=\"{Number(isUpright ? RowHeight : 1)}\" fill=\"{ink}\"{Opacity(style)}/>\n");
        }
    }

    static string Opacity(Style style) => (style.Text & TextStyle.Dim) != 0 ? " fill-opacity=\"0.6\"" : "";

    static string Left(int x) => Number(Margin + (x * ColumnWidth));

    static string Top(int y) => Number(Margin + (y * RowHeight));

    static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
