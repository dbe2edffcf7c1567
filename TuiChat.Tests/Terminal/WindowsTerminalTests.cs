using System.Text;
using TuiChat.Terminal;

namespace TuiChat.Tests.Terminal;

/// <summary>The Windows driver on a console in memory.</summary>
public sealed class WindowsTerminalTests : IDisposable
{
    const uint UsualInput = 0x1 | 0x2 | 0x4 | 0x20 | 0x40 | 0x80;
    const uint UsualOutput = 0x1 | 0x2;

    readonly FakeConsole _console = new();
    readonly WindowsTerminal _terminal;

    public WindowsTerminalTests() => _terminal = new WindowsTerminal(_ => null, _console);

    [Fact]
    public void Enter_ThenLeave_RestoresModesAndCodePages()
    {
        _terminal.Enter();
        Assert.Equal(0u, _console.InputMode & (0x1 | 0x2 | 0x4 | 0x40));
        Assert.Equal(0x8u | 0x80 | 0x200, _console.InputMode & (0x8 | 0x80 | 0x200));
        Assert.Equal(0x1u | 0x4 | 0x8, _console.OutputMode & (0x1 | 0x4 | 0x8));
        Assert.Equal((65001u, 65001u), _console.CodePages);
        Assert.Contains("\e[?1049h", _console.Written, StringComparison.Ordinal);

        _terminal.Leave();
        _terminal.Leave();

        Assert.Equal((UsualInput, UsualOutput, (850u, 437u)), (_console.InputMode, _console.OutputMode, _console.CodePages));
        Assert.EndsWith("\e[?1049l\e[23;0t", _console.Written, StringComparison.Ordinal);
    }

    [Fact]
    public void Enter_OldConsole_IsRefusedAndLeftAsItWas()
    {
        _console.RefusesSequences = true;
        Assert.Contains("Windows 10", Assert.Throws<IOException>(_terminal.Enter).Message, StringComparison.Ordinal);
        Assert.Equal((UsualInput, UsualOutput), (_console.InputMode, _console.OutputMode));
    }

    [Fact]
    public void Read_Records_ComeAsUtf8()
    {
        _terminal.Enter();
        _console.Type("ä€");
        _console.Type("🍲");
        _console.Add(new ConsoleRecord { Type = ConsoleRecord.Key, IsDown = 0, Unit = 'x' }); // a release
        _console.Add(new ConsoleRecord { Type = ConsoleRecord.Key, IsDown = 1, Unit = '\0', VirtualKey = 0x10 }); // Shift alone
        _console.Add(new ConsoleRecord { Type = ConsoleRecord.Key, IsDown = 1, Unit = 'r', Repeats = 3 });
        _console.Add(new ConsoleRecord { Type = ConsoleRecord.Key, IsDown = 0, Unit = 'é', VirtualKey = 0x12 }); // Alt and digits
        _console.Type("\e[A\u0003");
        Assert.Equal("ä€🍲rrré\e[A\u0003", ReadText());
    }

    [Fact]
    public void Read_HalfASurrogate_IsReplaced()
    {
        _terminal.Enter();
        _console.Type("\ud83c");
        _console.Type("a\udf72");
        Assert.Equal("a\ufffd", ReadText());
    }

    [Fact]
    public void Read_SmallBuffer_KeepsTheRest()
    {
        _terminal.Enter();
        _console.Type("abc");
        byte[] one = new byte[1];
        Assert.Equal((ReadStatus.Data, 1), (_terminal.Read(one, TimeSpan.Zero).Status, 1));
        Assert.Equal("bc", ReadText());
    }

    [Fact]
    public void Read_NewSize_IsTold()
    {
        _terminal.Enter();
        _console.Size = new TerminalSize(100, 30);
        Assert.Equal(ReadStatus.Resized, _terminal.Read(new byte[1], null).Status);
        Assert.Equal(new TerminalSize(100, 30), _terminal.Size);
        Assert.Equal(ReadStatus.Timeout, _terminal.Read(new byte[1], TimeSpan.Zero).Status);
    }

    [Fact]
    public void Read_Woken_ComesBackOnce()
    {
        _terminal.Enter();
        _terminal.Wake();
        Assert.Equal(ReadStatus.Woken, _terminal.Read(new byte[1], null).Status);
        Assert.Equal(ReadStatus.Timeout, _terminal.Read(new byte[1], TimeSpan.Zero).Status);
    }

    [Fact]
    public void Read_ConsoleGone_SaysSo()
    {
        _terminal.Enter();
        _console.IsGone = true;
        Assert.Equal(ReadStatus.HungUp, _terminal.Read(new byte[1], null).Status);
        _terminal.Write("x"u8);
        _terminal.Leave();
    }

    [Fact]
    public void Write_InPieces_WritesAll()
    {
        _terminal.Enter();
        string before = _console.Written;
        _console.MostPerWrite = 3;
        _terminal.Write("0123456789"u8);
        Assert.Equal(before + "0123456789", _console.Written);
    }

    [Fact]
    public void Capabilities_WithNoColor_AreWithoutColours()
    {
        Assert.Equal(ColorDepth.TrueColor, _terminal.Capabilities.Depth);
        Assert.Equal(ColorDepth.None, new WindowsTerminal(name => name == "NO_COLOR" ? "1" : null, _console).Capabilities.Depth);
    }

    [Fact]
    public void CannotRun_WithAPipe_SaysWhich()
    {
        Assert.Null(WindowsTerminal.CannotRun(_console));
        Assert.Contains("output", WindowsTerminal.CannotRun(new FakeConsole { OutputMode = null }), StringComparison.Ordinal);
        Assert.Contains("input", WindowsTerminal.CannotRun(new FakeConsole { InputMode = null }), StringComparison.Ordinal);
    }

    public void Dispose() => _terminal.Dispose();

    string ReadText()
    {
        byte[] buffer = new byte[256];
        int count = _terminal.Read(buffer, TimeSpan.Zero).Count;
        return Encoding.UTF8.GetString(buffer, 0, count);
    }

    sealed class FakeConsole : IWindowsConsole
    {
        readonly Queue<ConsoleRecord> _records = new();
        readonly List<byte> _written = [];

        public uint? InputMode { get; set; } = UsualInput;

        public uint? OutputMode { get; set; } = UsualOutput;

        public (uint Input, uint Output) CodePages { get; set; } = (850, 437);

        public TerminalSize? Size { get; set; } = new TerminalSize(80, 24);

        public bool RefusesSequences { get; set; }

        public bool IsGone { get; set; }

        public int MostPerWrite { get; set; } = int.MaxValue;

        public string Written => Encoding.UTF8.GetString([.. _written]);

        public bool SetInputMode(uint mode)
        {
            InputMode = mode;
            return true;
        }

        public bool SetOutputMode(uint mode)
        {
            if (RefusesSequences && (mode & 0x4) != 0) return false;
            OutputMode = mode;
            return true;
        }

        public void Type(string text)
        {
            foreach (char unit in text)
            {
                Add(new ConsoleRecord { Type = ConsoleRecord.Key, IsDown = 1, Repeats = 1, Unit = unit });
                Add(new ConsoleRecord { Type = ConsoleRecord.Key, IsDown = 0, Repeats = 1, Unit = unit });
            }
        }

        public void Add(ConsoleRecord record) => _records.Enqueue(record);

        public bool WaitForInput(TimeSpan timeout) => _records.Count > 0 || IsGone;

        public void Wake()
        {
        }

        public int ReadInput(Span<ConsoleRecord> records)
        {
            if (IsGone) return -1;
            int count = 0;
            while (count < records.Length && _records.TryDequeue(out ConsoleRecord record)) records[count++] = record;
            return count;
        }

        public int Write(ReadOnlySpan<byte> bytes)
        {
            if (IsGone) return -1;
            int count = Math.Min(bytes.Length, MostPerWrite);
            _written.AddRange(bytes[..count]);
            return count;
        }
    }
}
