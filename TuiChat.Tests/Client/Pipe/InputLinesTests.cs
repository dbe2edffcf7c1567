using System.Text;
using TuiChat.Pipe;
using TuiChat.Protocol;

namespace TuiChat.Tests.Client.Pipe;

public sealed class InputLinesTests
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Lines_AreNumbered_TheLastNeedsNoNewline()
    {
        var lines = await ReadAsync(new MemoryStream("one\r\n\ntwo"u8.ToArray()));
        Assert.Equal([(1, "one"), (2, ""), (3, "two")], lines.Select(line => (line.Number, Encoding.UTF8.GetString(line.Bytes.Span))));
    }

    [Fact]
    public async Task TooLongALine_IsPassedOver_AndTheNextIsRead()
    {
        var most = new string('a', Limits.MaxLineBytes);
        var lines = await ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes($"{most}\n{most}b\n{most}{most}{most}\nend\n{most}{most}")));
        Assert.Equal([false, true, true, false, true], lines.Select(line => line.IsTooLong));
        Assert.Equal(Limits.MaxLineBytes, lines[0].Bytes.Length);
        Assert.Equal("end", Encoding.UTF8.GetString(lines[3].Bytes.Span));
    }

    /// <summary>However the bytes are cut into reads, the lines are the same.</summary>
    [Fact]
    public async Task Reads_OfAnySize_GiveTheSameLines()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var i = 0; i < 40; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => random.Next(8) == 0 ? new string('x', random.Next(140_000)) + "\n" : new string('y', random.Next(20)) + "\n"));
            var lines = await ReadAsync(new Trickle(Encoding.UTF8.GetBytes(text), random));
            var expected = text.Split('\n')[..^1].Select(line => line.Length > Limits.MaxLineBytes ? -1 : line.Length);
            Assert.True(expected.SequenceEqual(lines.Select(line => line.IsTooLong ? -1 : line.Bytes.Length)), $"Seed {seed}, round {i}.");
        }
    }

    static async Task<List<InputLine>> ReadAsync(Stream input)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var lines = new List<InputLine>();
        await foreach (var line in new InputLines(input).Lines.ReadAllAsync(deadline.Token)) lines.Add(line);
        return lines;
    }

    /// <summary>Gives as many bytes as chance says.</summary>
    sealed class Trickle(byte[] bytes, Random random) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, random.Next(2) == 0 ? random.Next(1, 10) : random.Next(1, 100_000)));
    }
}
