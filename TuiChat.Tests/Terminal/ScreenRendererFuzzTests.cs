using TuiChat.Terminal;

namespace TuiChat.Tests.Terminal;

/// <summary>What the terminal shows after each frame is what was drawn, whichever way it measures clusters.</summary>
public sealed class ScreenRendererFuzzTests
{
    const int Frames = 1500;

    static readonly string[] Pieces =
    [
        "a", "b", "hello", " ", "     ", "世界", "日本語", "é", "👍🏽", "👨‍👩‍👧", "❤️", "🇩🇪", "क्ष", "😀", "🫠", "│", "──", "1️⃣", "ｱ", "x̱", "…", "한", "§±", "Жук", "α", "\u00E9t\u00E9",
    ];

    static readonly Style[] Styles =
    [
        Style.Default, new(Color.Rgb(200, 10, 10), Color.Default, TextStyle.Bold), new(Color.Indexed(4), Color.Rgb(20, 20, 40), TextStyle.None),
        new(Color.Default, Color.Default, TextStyle.Reverse | TextStyle.Underline),
    ];

    [Theory]
    [InlineData(WidthModel.Cluster, 11, false)]
    [InlineData(WidthModel.Cluster, 17, false, true)]
    [InlineData(WidthModel.SumOfRunes, 18, false, true)]
    [InlineData(WidthModel.FirstRune, 19, true, true)]
    [InlineData(WidthModel.SumOfRunes, 12, false)]
    [InlineData(WidthModel.FirstRune, 13, false)]
    [InlineData(WidthModel.Cluster, 14, true)]
    [InlineData(WidthModel.SumOfRunes, 15, true)]
    [InlineData(WidthModel.FirstRune, 16, false)]
    public void EndFrame_RandomChanges_ShowsWhatWasDrawn(WidthModel model, int seed, bool hasMargins, bool ambiguousIsWide = false)
    {
        using var policy = new WidthPolicy(ambiguousIsWide);
        var random = new Random(seed);
        var size = new TerminalSize(40, 12);
        var capabilities = new TerminalCapabilities { Depth = ColorDepth.TrueColor, HasGraphemeClusters = model == WidthModel.Cluster && seed % 2 == 0, HasMargins = hasMargins, HasBackgroundErase = seed % 3 != 0 };
        using var terminal = new VirtualTerminal(size, model, capabilities) { AmbiguousIsWide = ambiguousIsWide };
        terminal.Enter();
        var renderer = new ScreenRenderer();
        var scene = new Scene(random);
        for (int step = 0; step < Frames; step++)
        {
            if (random.Next(100) == 0) terminal.Resize(size = new TerminalSize(random.Next(1, 60), random.Next(1, 20)));
            scene.Change(size);
            if (random.Next(80) == 0) renderer.Invalidate();
            DrawContext context = renderer.BeginFrame(size, capabilities);
            scene.Draw(context);
            ReadOnlySpan<byte> frame = renderer.EndFrame().Span;
            terminal.Write(frame);
            AssertSame(context.Buffer, terminal, model, $"seed {seed}, step {step}, {size}, frame {System.Text.Encoding.UTF8.GetString(frame).Replace("\e", "^", StringComparison.Ordinal)}");
        }

        Assert.Empty(terminal.Unknown);
    }

    static void AssertSame(ScreenBuffer buffer, VirtualTerminal terminal, WidthModel model, string where)
    {
        for (int y = 0; y < buffer.Size.Height; y++)
        {
            for (int x = 0; x < buffer.Size.Width; x++)
            {
                Cell cell = buffer.Row(y)[x];
                bool isCluster = GlyphTable.IsCluster(cell.Glyph);
                if (isCluster && model != WidthModel.Cluster)
                {
                    // Such a terminal shows something else there, by its nature; what follows must be right.
                    x += cell.Width - 1;
                    continue;
                }

                string expected = cell.Width == 0 ? "" : isCluster
                    ? System.Text.Encoding.UTF8.GetString(buffer.Glyphs.Bytes(cell.Glyph))
                    : new System.Text.Rune(cell.Glyph).ToString();
                bool isSame = terminal.TextAt(x, y) == expected && Look.IsSame(expected, terminal.StyleAt(x, y), buffer.Styles.StyleOf(cell.Style));
                Assert.True(isSame, $"{where}: cell {x},{y} shows \"{terminal.TextAt(x, y)}\" instead of \"{expected}\" or in another style");
            }
        }

        Assert.True(terminal.Cursor == buffer.Cursor, $"{where}: cursor {terminal.Cursor} instead of {buffer.Cursor}");
    }

    /// <summary>A list that scrolls, a sidebar, a status line and noise, as in the real thing.</summary>
    sealed class Scene(Random random)
    {
        readonly List<string> _lines = [.. Enumerable.Range(0, 30).Select(i => $"line {i} some text")];
        readonly List<(int X, int Y, string Text, Style Style)> _noise = [];
        int _offset;
        (int X, int Y)? _cursor;
        bool _hasSidebar = true;

        internal void Change(TerminalSize size)
        {
            switch (random.Next(8))
            {
                case 0: _lines.Add(Text()); break;
                case 1: _offset = Math.Max(0, _offset + random.Next(-5, 6)); break;
                case 2: _noise.Clear(); break;
                case 3: _hasSidebar = random.Next(4) != 0; break;
                case 4: _cursor = random.Next(3) == 0 ? null : (random.Next(size.Width), random.Next(size.Height)); break;
                case 5: _lines.RemoveRange(0, Math.Min(_lines.Count, random.Next(3))); break;
                default: _noise.Add((random.Next(-4, size.Width), random.Next(-1, size.Height + 1), Text(), Styles[random.Next(Styles.Length)])); break;
            }
        }

        internal void Draw(DrawContext context)
        {
            int left = _hasSidebar ? 8 : 0;
            if (_hasSidebar)
            {
                DrawContext side = context.Clip(new Rectangle(0, 0, 8, context.Height));
                side.Clear(Styles[2]);
                for (int y = 0; y < side.Height; y++) side.Put(0, y, $"room {y}", Styles[y == 3 ? 3 : 2]);
            }

            DrawContext list = context.Clip(new Rectangle(left, 1, context.Width - left, context.Height - 2));
            for (int y = 0; y < list.Height; y++)
            {
                int index = _lines.Count - list.Height + y - _offset;
                if (index >= 0 && index < _lines.Count) list.Put(0, y, _lines[index], index % 5 == 0 ? Styles[1] : Style.Default);
            }

            foreach ((int x, int y, string text, Style style) in _noise) context.Put(x, y, text, style);
            if (_cursor is (int cx, int cy)) context.SetCursor(cx, cy);
        }

        string Text() => string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Pieces[random.Next(Pieces.Length)]));
    }
}
