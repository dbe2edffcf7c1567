using System.Text;

namespace TuiChat.Terminal;

/// <summary>
/// Turns frames into the fewest bytes: compares each frame with what the terminal shows and writes the difference. Every
/// byte that reaches an entered terminal comes from here, titles, links and clipboard included. Owned by the UI thread.
/// </summary>
public sealed class ScreenRenderer
{
    // Arbitrary: a frame interns a few dozen; a table this large has gathered months of strangers' emoji.
    const int MaxGlyphs = 50_000;
    const int MaxStyles = 60_000;
    const int MaxTitleChars = 200;
    const int MaxClipboardBytes = 75_000;
    const int ShortestErase = 10;
    const int ShortestErasedEnd = 4;
    const int LongestGap = 4;

    readonly FrameBuffer _frame = new();
    readonly FrameCursor _at;
    readonly FrameBuffer _control = new();
    GlyphTable _glyphs = new();
    StyleTable _styles = new(ColorDepth.TrueColor);
    TerminalCapabilities? _capabilities;
    ScreenBuffer? _front;
    ScreenBuffer? _back;
    bool _isInvalid = true;
    bool _isStarted;
    int _style = -1;
    bool _isCursorShown;
    int _cursorX = -1;
    int _cursorY = -1;
    CursorShape _cursorShape;

    /// <summary>Makes a renderer for a terminal about which nothing is known.</summary>
    public ScreenRenderer() => _at = new FrameCursor(_frame);

    /// <summary>Begins a frame of blanks in the default style with the cursor hidden.</summary>
    /// <param name="size">The terminal's size; another one than before means a full redraw. At least 1x1 is drawn.</param>
    /// <param name="capabilities">What the terminal does; colours are reduced to its depth.</param>
    /// <returns>The whole screen to draw on; valid until <see cref="EndFrame"/>.</returns>
    public DrawContext BeginFrame(TerminalSize size, TerminalCapabilities capabilities)
    {
        size = new TerminalSize(Math.Max(1, size.Width), Math.Max(1, size.Height));
        bool needsTables = capabilities.Depth != _capabilities?.Depth || _glyphs.Count > MaxGlyphs || _styles.Count > MaxStyles;
        if (needsTables)
        {
            _glyphs = new GlyphTable();
            _styles = new StyleTable(capabilities.Depth);
        }

        _capabilities = capabilities;
        if (needsTables || _back is null || _back.Size != size)
        {
            _front = new ScreenBuffer(size, _glyphs, _styles);
            _back = new ScreenBuffer(size, _glyphs, _styles);
            _isInvalid = true;
        }

        _back.Clear();
        return new DrawContext(_back);
    }

    /// <summary>Ends the frame.</summary>
    /// <returns>The bytes to write at once, empty when nothing changed; valid until the next call of this method.</returns>
    public ReadOnlyMemory<byte> EndFrame()
    {
        if (_front is null || _back is null) throw new InvalidOperationException("EndFrame without BeginFrame.");

        _frame.Clear();
        _isStarted = false;
        (int left, int right) = (0, _back.Size.Width);
        if (_isInvalid) StartOver(_front);
        else if (ScrollDetector.Find(_front, _back, _capabilities is { HasMargins: true }) is { } region)
        {
            Scroll(_front, region);
            (left, right) = region.Moving;
        }

        // What has moved and what stands beside it have their own styles and places: drawn apart they need fewer changes of both.
        RenderRows(_front, _back, 0, left);
        RenderRows(_front, _back, left, right);
        RenderRows(_front, _back, right, _back.Size.Width);
        RenderCursor(_back);
        Finish();
        return _frame.Written;
    }

    /// <summary>Forgets what the terminal shows: the next frame is drawn in full. Needed after entering anew, and for "redraw".</summary>
    public void Invalidate() => _isInvalid = true;

    /// <summary>Sets the window title with the next frame.</summary>
    public void SetTitle(string title)
    {
        _control.Add("\e]2;"u8);
        _control.AddText(Cut(title, MaxTitleChars));
        _control.Add("\e\\"u8);
    }

    /// <summary>Offers text to the system clipboard with the next frame (OSC 52; many terminals ask the user or ignore it).</summary>
    /// <returns>False when the text is too long for a terminal to take.</returns>
    public bool CopyToClipboard(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > MaxClipboardBytes) return false;

        _control.Add("\e]52;c;"u8);
        _control.AddText(Convert.ToBase64String(bytes));
        _control.Add("\e\\"u8);
        return true;
    }

    /// <summary>Rings the bell with the next frame.</summary>
    public void Bell() => _control.Add("\a"u8);

    /// <summary>Asks the terminal to tell the desktop something, with the next frame. Cut to what such a note shows.</summary>
    /// <param name="title">What it is about; only OSC 777 shows it apart.</param>
    /// <param name="text">What happened.</param>
    /// <param name="hasTitle">By OSC 777, else by OSC 9.</param>
    public void NotifyDesktop(string title, string text, bool hasTitle)
    {
        // Semicolons part the fields, and OSC 9 with a digit first is a progress bar to some: the title goes before the text.
        _control.Add(hasTitle ? "\e]777;notify;"u8 : "\e]9;"u8);
        _control.AddText(Cut(title.Replace(';', ','), MaxTitleChars));
        _control.Add(hasTitle ? ";"u8 : ": "u8);
        _control.AddText(Cut(hasTitle ? text.Replace(';', ',') : text, MaxTitleChars));
        _control.Add("\e\\"u8);
    }

    static ReadOnlySpan<char> Cut(string text, int most)
    {
        string clean = TextWidth.Sanitize(text);
        int length = Math.Min(clean.Length, most);
        if (length < clean.Length && char.IsHighSurrogate(clean[length - 1])) length--;
        return clean.AsSpan(0, length);
    }

    // Marks of synchronized output around the whole, cursor hidden while cells change.
    void Start()
    {
        if (_isStarted) return;

        _isStarted = true;
        _frame.Add("\e[?2026h"u8);
        if (_isCursorShown) _frame.Add("\e[?25l"u8);
        _isCursorShown = false;
        _cursorX = -1;
    }

    void Finish()
    {
        if (_control.Length > 0) _frame.Add(_control.Written.Span);
        _control.Clear();
        if (_isStarted) _frame.Add("\e[?2026l"u8);
    }

    void StartOver(ScreenBuffer front)
    {
        _isInvalid = false;
        _isCursorShown = true;
        _cursorShape = CursorShape.Default;
        Start();
        _frame.Add("\e[r\e[?69l\e]8;;\e\\\e[0m\e[0 q\e[H\e[2J"u8);
        _at.IsAt(0, 0);
        _style = 0;
        front.Clear();
    }

    void Scroll(ScreenBuffer front, ScrollRegion region)
    {
        Start();
        // Rows come in with the present background on some terminals and without on others: hence default style, and unknown.
        SetStyle(0);
        bool hasMargins = region.Left > 0 || region.Right < front.Size.Width;
        if (hasMargins) SetMargins(region);
        _frame.Add("\e["u8);
        _frame.AddNumber(region.Top + 1);
        _frame.Add(";"u8);
        _frame.AddNumber(region.Bottom);
        _frame.Add("r\e["u8);
        _frame.AddNumber(Math.Abs(region.Rows));
        _frame.Add(region.Rows > 0 ? "S\e[r"u8 : "T\e[r"u8);
        if (hasMargins) _frame.Add("\e[?69l"u8);
        _at.IsAt(-1, -1);
        front.Scroll(region);
    }

    void SetMargins(ScrollRegion region)
    {
        _frame.Add("\e[?69h\e["u8);
        _frame.AddNumber(region.Left + 1);
        _frame.Add(";"u8);
        _frame.AddNumber(region.Right);
        _frame.Add("s"u8);
    }

    void RenderRows(ScreenBuffer front, ScreenBuffer back, int from, int to)
    {
        if (from >= to) return;

        for (int y = 0; y < back.Size.Height; y++)
        {
            if (!front.Words(y)[from..to].SequenceEqual(back.Words(y)[from..to])) RenderRow(front.Row(y), back.Row(y), from, to, y);
        }
    }

    // The columns [from, to) of a row.
    void RenderRow(Span<Cell> old, Span<Cell> row, int from, int to, int y)
    {
        Start();
        int x = from;
        while (x < to)
        {
            if (old[x] == row[x])
            {
                x++;
                continue;
            }

            if (row[x].Width == 0) x--;
            MoveTo(row, x, y);
            int drawn = row[x].Glyph == ' ' ? Erase(old, row, x) : 0;
            if (drawn == 0)
            {
                drawn = row[x].Width;
                // What follows in the row may have been overwritten.
                if (DrawCell(row[x], x)) old[(x + drawn)..].Fill(Cell.Unknown);
            }

            row.Slice(x, drawn).CopyTo(old[x..]);
            x += drawn;
        }
    }

    /// <summary>Erases the blanks from a cell on.</summary>
    /// <returns>How many; 0 when there are too few, or when erasing would show.</returns>
    int Erase(ReadOnlySpan<Cell> old, ReadOnlySpan<Cell> row, int x)
    {
        ushort style = row[x].Style;
        if (!_styles.IsErasable(style, _capabilities is { HasBackgroundErase: true })) return 0;

        int end = x, changed = x;
        for (; end < row.Length && row[end].Glyph == ' ' && _styles.AreBlanksAlike(style, row[end].Style); end++)
        {
            if (old[end] != row[end]) changed = end + 1;
        }

        bool isToTheEnd = end == row.Length;
        int count = changed - x;
        if (count < (isToTheEnd ? ShortestErasedEnd : ShortestErase)) return 0;

        if (!_styles.AreBlanksAlike(_style, style)) SetStyle(style);
        if (isToTheEnd) _frame.Add("\e[K"u8);
        else _frame.Erase(count);
        return isToTheEnd ? end - x : count;
    }

    /// <summary>Draws a cell at the cursor.</summary>
    /// <returns>Terminals disagree about how many columns it takes.</returns>
    bool DrawCell(Cell cell, int x)
    {
        if (cell.Glyph != ' ' || !_styles.AreBlanksAlike(_style, cell.Style)) SetStyle(cell.Style);
        bool isCluster = GlyphTable.IsCluster(cell.Glyph);
        // Terminals disagree about clusters, and about emoji younger than they are.
        bool isDisputed = (isCluster || cell.Glyph >= 0x1F000) && _capabilities is not { HasGraphemeClusters: true };
        if (isDisputed)
        {
            _frame.Add((byte)' ', cell.Width);
            _frame.MoveToColumn(x);
        }

        if (isCluster) _frame.Add(_back!.Glyphs.Bytes(cell.Glyph)); // Not null: only EndFrame draws, and it has checked.
        else _frame.AddRune(cell.Glyph);

        int next = x + cell.Width;
        _at.HasDrawn(isDisputed || next >= _back!.Size.Width ? -1 : next, cell.Glyph <= '~');
        return isDisputed && isCluster;
    }

    void MoveTo(ReadOnlySpan<Cell> row, int x, int y)
    {
        int from = _at.X;
        bool isNear = _at.Y == y && from >= 0 && from < x && x - from <= LongestGap;
        if (!isNear || !IsPlain(row[from..x]))
        {
            _at.MoveTo(x, y);
            return;
        }

        foreach (Cell cell in row[from..x]) _frame.Add((byte)cell.Glyph, 1);
        _at.HasDrawn(x, isAscii: true);
    }

    // Cheaper to write again than to jump over.
    bool IsPlain(ReadOnlySpan<Cell> cells)
    {
        foreach (Cell cell in cells)
        {
            bool isWritten = cell.Glyph is > ' ' and <= '~' && cell.Style == _style;
            if (!isWritten && (cell.Glyph != ' ' || !_styles.AreBlanksAlike(_style, cell.Style))) return false;
        }

        return true;
    }

    void SetStyle(ushort style)
    {
        if (_style == style) return;

        string? link = _styles.LinkOf(style), oldLink = _style < 0 ? null : _styles.LinkOf((ushort)_style);
        if (link != oldLink)
        {
            _frame.Add("\e]8;"u8);
            if (link is not null)
            {
                // The rows of a link that wraps are one link by their id.
                _frame.Add("id="u8);
                _frame.AddNumber(link.GetHashCode(StringComparison.Ordinal) & int.MaxValue);
            }

            _frame.Add(";"u8);
            _frame.AddText(link);
            _frame.Add("\e\\"u8);
        }

        _frame.Add(_styles.SgrOf(_style, style));
        _style = style;
    }

    void RenderCursor(ScreenBuffer back)
    {
        if (back.Cursor is not (int x, int y))
        {
            if (_isCursorShown) _frame.Add("\e[?25l"u8);
            _isCursorShown = false;
            return;
        }

        if (_cursorShape != back.CursorShape)
        {
            _cursorShape = back.CursorShape;
            _frame.Add("\e["u8);
            _frame.AddNumber((int)_cursorShape);
            _frame.Add(" q"u8);
        }

        if (_isCursorShown && _cursorX == x && _cursorY == y) return;

        _at.MoveTo(x, y);
        (_cursorX, _cursorY) = (x, y);
        if (!_isCursorShown) _frame.Add("\e[?25h"u8);
        _isCursorShown = true;
    }
}
