using System.Globalization;
using System.Net;
using System.Text;

namespace TuiChat.Terminal;

/// <summary>Draws what a <see cref="VirtualTerminal"/> shows as a picture (SVG 1.1): colours, styles, links and cursor.</summary>
public static class SvgPicture
{
    const int FontSize = 15;
    const int RowHeight = 19;
    const int Baseline = 14;
    const int Margin = 8;

    /// <summary>The advance of most monospaced fonts; the text is fitted to it, so that the font at hand does not matter.</summary>
    const int ColumnWidth = 9;

    /// <summary>The picture as text.</summary>
    /// <param name="terminal">What to draw.</param>
    /// <param name="foreground">What the terminal's own text colour is taken to be.</param>
    /// <param name="background">What the terminal's own background is taken to be.</param>
    public static string Render(VirtualTerminal terminal, Color foreground, Color background)
    {
        TerminalSize size = terminal.Size;
        var svg = new StringBuilder();
        string width = Number((size.Width * ColumnWidth) + (2 * Margin)), height = Number((size.Height * RowHeight) + (2 * Margin));
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" ");
        svg.Append(CultureInfo.InvariantCulture, $"font-family=\"'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"{FontSize}\" shape-rendering=\"crispEdges\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"{background}\"/>\n");
        for (int y = 0; y < size.Height; y++)
            AppendRow(svg, terminal, y, foreground, background);
        if (terminal.Cursor is { } cursor)
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Left(cursor.X)}\" y=\"{Top(cursor.Y)}\" width=\"{Number(ColumnWidth)}\" height=\"{RowHeight}\" fill=\"{foreground}\" fill-opacity=\"0.6\"/>\n");
        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>Runs of one style become one background and one text; blanks without a background become nothing.</summary>
    static void AppendRow(StringBuilder svg, VirtualTerminal terminal, int y, Color foreground, Color background)
    {
        int width = terminal.Size.Width;
        for (int x = 0; x < width;)
        {
            int start = x;
            Style style = terminal.StyleAt(x, y);
            var text = new StringBuilder();
            for (; x < width && terminal.StyleAt(x, y) == style; x++)
                text.Append(terminal.TextAt(x, y));
            AppendRun(svg, text.ToString(), start, x - start, y, style, foreground, background);
        }
    }

    static void AppendRun(StringBuilder svg, string text, int x, int columns, int y, Style style, Color foreground, Color background)
    {
        Color ink = style.Foreground.ToRgb() ?? foreground, ground = style.Background.ToRgb() ?? background;
        if ((style.Text & TextStyle.Reverse) != 0)
            (ink, ground) = (ground, ink);
        if (ground != background)
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Left(x)}\" y=\"{Top(y)}\" width=\"{Number(columns * ColumnWidth)}\" height=\"{RowHeight}\" fill=\"{ground}\"/>\n");
        string shown = text.TrimEnd();
        if (shown.Length == 0)
            return;
        int length = TextWidth.Measure(shown) * ColumnWidth;
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left(x)}\" y=\"{Number(Margin + (y * RowHeight) + Baseline)}\" fill=\"{ink}\" textLength=\"{Number(length)}\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\"");
        if ((style.Text & TextStyle.Bold) != 0) svg.Append(" font-weight=\"bold\"");
        if ((style.Text & TextStyle.Italic) != 0) svg.Append(" font-style=\"italic\"");
        if ((style.Text & TextStyle.Dim) != 0) svg.Append(" fill-opacity=\"0.6\"");
        if ((style.Text & TextStyle.Underline) != 0) svg.Append(" text-decoration=\"underline\"");
        svg.Append('>').Append(WebUtility.HtmlEncode(shown)).Append("</text>\n");
    }

    static string Left(int x) => Number(Margin + (x * ColumnWidth));

    static string Top(int y) => Number(Margin + (y * RowHeight));

    static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
