using BenchmarkDotNet.Attributes;
using TuiChat.Terminal;

namespace TuiChat.Benchmarks.Micro;

/// <summary>The parser of input and the renderer of frames, without views.</summary>
public class ScreenBenchmarks
{
    static readonly TerminalSize Size = new(200, 50);

    readonly ScreenRenderer _renderer = new();
    readonly TerminalCapabilities _capabilities = new() { Depth = ColorDepth.TrueColor };
    readonly string[] _rows = [.. Enumerable.Range(0, 51).Select(row => string.Concat(Enumerable.Range(0, 200).Select(column => (char)('a' + (((row * 7) + column) % 26)))))];
    readonly byte[] _input = [.. Enumerable.Repeat("a\e[A\e[1;5Bé\e[<0;10;10M"u8.ToArray(), 100).SelectMany(bytes => bytes)];
    readonly List<TerminalEvent> _events = [];
    readonly InputParser _parser = new();
    int _frame;

    [Benchmark]
    public int ParseInput()
    {
        _events.Clear();
        _parser.Feed(_input, _events);
        return _events.Count;
    }

    [Benchmark]
    public int UnchangedFrame() => Draw(0);

    [Benchmark]
    public int EveryCellChanged() => Draw(++_frame & 1);

    int Draw(int shift)
    {
        var context = _renderer.BeginFrame(Size, _capabilities);
        for (var y = 0; y < Size.Height; y++) context.Put(0, y, _rows[y + shift], default);
        return _renderer.EndFrame().Length;
    }
}
