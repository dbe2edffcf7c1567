using System.Globalization;
using System.Text;

namespace TuiChat.Terminal;

/// <summary>The cells of an emulated terminal and what printing, erasing and scrolling do to them.</summary>
sealed class VirtualGrid
{
    readonly WidthModel _model;
    VirtualCell[][] _rows;

    internal VirtualGrid(TerminalSize size, WidthModel model)
    {
        _model = model;
        Size = size;
        _rows = NewRows(size);
        Bottom = size.Height;
        Right = size.Width;
    }

    internal TerminalSize Size { get; private set; }

    internal int X { get; private set; }

    internal int Y { get; private set; }

    internal Style Style { get; set; }

    internal string? Link { get; set; }

    internal bool AmbiguousIsWide { get; set; }

    internal bool IsWrapping { get; set; } = true;

    internal int Top { get; private set; }

    internal int Bottom { get; private set; }

    internal int Left { get; private set; }

    internal int Right { get; private set; }

    bool IsWrapPending { get; set; }

    internal VirtualCell this[int x, int y] => _rows[y][x];

    internal string Row(int y)
    {
        var text = new StringBuilder();
        foreach (VirtualCell cell in _rows[y]) text.Append(cell.Text);
        return text.ToString().TrimEnd(' ');
    }

    /// <summary>Hands out the present cells and continues with blank ones.</summary>
    internal VirtualCell[][] Exchange(VirtualCell[][]? rows)
    {
        VirtualCell[][] old = _rows;
        bool fits = rows is not null && rows.Length == Size.Height && rows[0].Length == Size.Width;
        _rows = fits ? rows! : NewRows(Size); // Not null: that is the first half of what fits means.
        return old;
    }

    /// <summary>Real terminals keep some of the text in ways that differ; here nothing is kept.</summary>
    internal void Resize(TerminalSize size)
    {
        Size = size;
        _rows = NewRows(size);
        (Top, Bottom, Left, Right) = (0, size.Height, 0, size.Width);
        MoveTo(X, Y);
    }

    internal void MoveTo(int x, int y)
    {
        X = Math.Clamp(x, 0, Size.Width - 1);
        Y = Math.Clamp(y, 0, Size.Height - 1);
        IsWrapPending = false;
    }

    internal void LineFeed()
    {
        if (Y == Bottom - 1) Scroll(1);
        else if (Y < Size.Height - 1) Y++;
        IsWrapPending = false;
    }

    internal void SetRegion(int top, int bottom)
    {
        if (bottom <= 0 || bottom > Size.Height) bottom = Size.Height;
        if (bottom - top < 2) return;

        (Top, Bottom) = (Math.Max(0, top), bottom);
        MoveTo(0, 0);
    }

    /// <summary>Limits what scrolls to some columns; printing in them is not imitated.</summary>
    internal void SetMargins(int left, int right)
    {
        if (right <= 0 || right > Size.Width) right = Size.Width;
        if (right - left < 2) return;

        (Left, Right) = (Math.Max(0, left), right);
        MoveTo(0, 0);
    }

    /// <summary>Moves the rows of the region up, or down when negative, between the margins.</summary>
    internal void Scroll(int rows)
    {
        int height = Bottom - Top, distance = Math.Clamp(rows, -height, height);
        var moved = new VirtualCell[height][];
        for (int i = 0; i < height; i++)
        {
            int from = i + distance;
            moved[i] = from >= 0 && from < height ? _rows[Top + from][Left..Right] : NewRow(Right - Left, Style.Background);
        }

        for (int i = 0; i < height; i++)
        {
            VirtualCell[] row = _rows[Top + i];
            if (row[Left].Width == 0) row[Left - 1] = VirtualCell.Blank(row[Left - 1].Style.Background);
            if (Right < Size.Width && row[Right].Width == 0) row[Right] = VirtualCell.Blank(row[Right].Style.Background);
            moved[i].CopyTo(row, Left);
        }
    }

    /// <summary>Blanks the columns [from, to) of a row with the present background.</summary>
    internal void Erase(int y, int from, int to)
    {
        for (int x = Math.Max(0, from); x < Math.Min(to, Size.Width); x++) Set(x, y, VirtualCell.Blank(Style.Background));
        IsWrapPending = false;
    }

    /// <summary>Prints text without control characters at the cursor.</summary>
    internal void Print(ReadOnlySpan<char> text)
    {
        using var policy = new WidthPolicy(AmbiguousIsWide);
        while (!text.IsEmpty)
        {
            int length = _model == WidthModel.SumOfRunes ? RuneLength(text) : StringInfo.GetNextTextElementLength(text);
            string part = text[..length].ToString();
            text = text[length..];
            Put(part, WidthOf(part));
        }
    }

    int WidthOf(string part)
    {
        if (_model == WidthModel.Cluster)
        {
            TextWidth.NextCluster(part, out int width);
            return width;
        }

        return TextWidth.Measure(part.EnumerateRunes().First());
    }

    void Put(string part, int width)
    {
        if (width == 0)
        {
            Attach(part);
            return;
        }

        if (IsWrapPending && IsWrapping)
        {
            X = 0;
            LineFeed();
        }

        X = Math.Min(X, Size.Width - width);
        Set(X, Y, new VirtualCell(part, width, Style, Link));
        if (width == 2) _rows[Y][X + 1] = new VirtualCell("", 0, Style, Link);
        IsWrapPending = X + width >= Size.Width;
        X = Math.Min(X + width, Size.Width - 1);
    }

    // A code point without width joins the character before it.
    void Attach(string part)
    {
        int x = IsWrapPending ? X : X - 1;
        if (x > 0 && _rows[Y][x].Width == 0) x--;
        if (x >= 0) _rows[Y][x] = _rows[Y][x] with { Text = _rows[Y][x].Text + part };
    }

    void Set(int x, int y, VirtualCell cell)
    {
        VirtualCell[] row = _rows[y];
        if (row[x].Width == 0) row[x - 1] = VirtualCell.Blank(row[x - 1].Style.Background);
        int end = x + cell.Width;
        if (end < row.Length && row[end].Width == 0) row[end] = VirtualCell.Blank(row[end].Style.Background);
        row[x] = cell;
    }

    static int RuneLength(ReadOnlySpan<char> text)
    {
        Rune.DecodeFromUtf16(text, out _, out int length);
        return length;
    }

    static VirtualCell[][] NewRows(TerminalSize size)
    {
        var rows = new VirtualCell[size.Height][];
        for (int y = 0; y < size.Height; y++) rows[y] = NewRow(size.Width, Color.Default);
        return rows;
    }

    static VirtualCell[] NewRow(int width, Color background)
    {
        var row = new VirtualCell[width];
        Array.Fill(row, VirtualCell.Blank(background));
        return row;
    }
}
