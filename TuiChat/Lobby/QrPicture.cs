using System.Collections;
using QRCoder;
using TuiChat.Terminal;

namespace TuiChat.Lobby;

/// <summary>A QR code in half blocks, dark on light whatever the theme, with a quiet zone: two modules of it are one character.</summary>
sealed class QrPicture
{
    /// <summary>4 modules of light around it (ISO/IEC 18004); 2 where there is no room for more, which cameras still take.</summary>
    const int QuietZone = 4, LeastQuietZone = 2;

    readonly IReadOnlyList<BitArray> _modules;

    /// <summary>Encodes a text, with the lowest error correction: a screen has no scratches.</summary>
    public QrPicture(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.L);
        // The library's own quiet zone is taken off, so that there is one place that decides about it.
        var all = code.ModuleMatrix;
        _modules = [.. all.Skip(QuietZone).Take(all.Count - (2 * QuietZone))];
        Size = _modules.Count;
    }

    /// <summary>Modules of a side, without the quiet zone.</summary>
    public int Size { get; }

    /// <summary>The columns and rows it takes, or null when it does not fit.</summary>
    public (int Columns, int Rows)? Fit(int columns, int rows)
    {
        foreach (var quiet in (int[])[QuietZone, LeastQuietZone])
        {
            var side = Size + (2 * quiet);
            var (wide, high) = HasHalves ? (side, (side + 1) / 2) : (2 * side, side);
            if (wide <= columns && high <= rows) return (wide, high);
        }
        return null;
    }

    /// <summary>Whether a module is dark; those outside are light.</summary>
    public bool IsDark(int x, int y) => x >= 0 && y >= 0 && x < Size && y < Size && _modules[y][x + QuietZone];

    /// <summary>Draws it at the top left; the context has the size that <see cref="Fit"/> gave.</summary>
    public void Draw(DrawContext context, ColorDepth depth)
    {
        if (HasHalves) DrawHalves(context, depth);
        else DrawWhole(context, depth);
    }

    /// <summary>Half a cell is a module, so that they are square. Not where the signs for that take two columns.</summary>
    static bool HasHalves => !WidthPolicy.AmbiguousIsWide;

    /// <summary>Two cells are a module.</summary>
    void DrawWhole(DrawContext context, ColorDepth depth)
    {
        var quiet = (context.Height - Size) / 2;
        for (var row = 0; row < context.Height; row++)
        {
            for (var column = 0; column < context.Width / 2; column++)
            {
                var isDark = IsDark(column - quiet, row - quiet);
                var style = depth == ColorDepth.None ? new Style(default, default, isDark ? TextStyle.None : TextStyle.Reverse) : new Style(default, Paint(isDark, depth), default);
                context.Put(2 * column, row, "  ", style);
            }
        }
    }

    void DrawHalves(DrawContext context, ColorDepth depth)
    {
        var quiet = (context.Width - Size) / 2;
        for (var row = 0; row < context.Height; row++)
        {
            for (var column = 0; column < context.Width; column++)
            {
                var (upper, lower) = (IsDark(column - quiet, (2 * row) - quiet), IsDark(column - quiet, (2 * row) + 1 - quiet));
                if (depth == ColorDepth.None) context.Put(column, row, Ink(upper, lower), Style.Default);
                else context.Put(column, row, "▀", new Style(Paint(upper, depth), Paint(lower, depth), default));
            }
        }
    }

    /// <summary>Without colours the light modules are drawn, on a background that is taken for dark.</summary>
    static string Ink(bool upper, bool lower) => (upper, lower) switch
    {
        (false, false) => "█",
        (false, true) => "▀",
        (true, false) => "▄",
        _ => " ",
    };

    static Color Paint(bool isDark, ColorDepth depth) => (isDark, depth) switch
    {
        // The 16 colours of the palette are the user's own; black and white are what they are called in all but odd ones.
        (true, ColorDepth.Ansi16) => Color.Indexed(0),
        (false, ColorDepth.Ansi16) => Color.Indexed(15),
        (true, _) => Color.Rgb(0, 0, 0),
        _ => Color.Rgb(255, 255, 255),
    };
}
