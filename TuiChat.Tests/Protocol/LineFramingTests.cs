using System.Buffers;
using System.Text;
using TuiChat.Protocol;

namespace TuiChat.Tests.Protocol;

public sealed class LineFramingTests
{
    [Theory]
    [InlineData("a\nb\r\n\n c", "a|b|", " c")]
    [InlineData("", "", "")]
    [InlineData("no newline", "", "no newline")]
    [InlineData("\r\n", "", "")]
    public void TryRead_Text_GivesLinesAndKeepsTheRest(string text, string lines, string rest)
    {
        var (found, left) = ReadAll(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(lines, string.Join('|', found));
        Assert.Equal(rest, left);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void TryRead_AnySplit_GivesTheSameLines(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 2_000; round++)
        {
            var bytes = new byte[random.Next(60)];
            for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)"ab\r\n"[random.Next(4)];
            var whole = ReadAll(new ReadOnlySequence<byte>(bytes));
            var split = ReadAll(Split(bytes, random));
            Assert.True(whole.Lines.SequenceEqual(split.Lines) && whole.Left == split.Left, $"seed {seed}, round {round}");
        }
    }

    [Fact]
    public void TryRead_MoreThanALineWithoutNewline_IsTooLong()
    {
        var buffer = new ReadOnlySequence<byte>(new byte[12]);
        Assert.Equal(LineStatus.TooLong, LineFraming.TryRead(ref buffer, out _, maxBytes: 10));
    }

    [Fact]
    public void TryRead_LineOverTheLimit_IsTooLong()
    {
        var buffer = new ReadOnlySequence<byte>("0123456789a\n"u8.ToArray());
        Assert.Equal(LineStatus.TooLong, LineFraming.TryRead(ref buffer, out _, maxBytes: 10));
    }

    [Fact]
    public void TryRead_LineAtTheLimit_IsALine()
    {
        var buffer = new ReadOnlySequence<byte>("0123456789\r\n"u8.ToArray());
        Assert.Equal(LineStatus.Line, LineFraming.TryRead(ref buffer, out var line, maxBytes: 10));
        Assert.Equal(10, line.Length);
    }

    static (List<string> Lines, string Left) ReadAll(ReadOnlySequence<byte> buffer)
    {
        var lines = new List<string>();
        while (LineFraming.TryRead(ref buffer, out var line) == LineStatus.Line) lines.Add(Encoding.UTF8.GetString(line));
        return (lines, Encoding.UTF8.GetString(buffer));
    }

    static ReadOnlySequence<byte> Split(byte[] bytes, Random random)
    {
        Segment? first = null, last = null;
        for (var at = 0; at < bytes.Length || first is null;)
        {
            var length = Math.Min(random.Next(5), bytes.Length - at);
            var segment = new Segment(bytes.AsMemory(at, length), at);
            last?.Append(segment);
            last = segment;
            first ??= segment;
            at += length;
        }
        return new ReadOnlySequence<byte>(first, 0, last!, last!.Memory.Length);
    }

    sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long index)
        {
            Memory = memory;
            RunningIndex = index;
        }

        public void Append(Segment next) => Next = next;
    }
}
