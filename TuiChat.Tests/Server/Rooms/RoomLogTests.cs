using System.Text;
using TuiChat.Server.Rooms;

namespace TuiChat.Tests.Server.Rooms;

public sealed class RoomLogTests
{
    [Fact]
    public void Cursor_ReadsEverythingBehindItInWholeLines()
    {
        const int Seed = 7;
        var random = new Random(Seed);
        var log = new RoomLog();
        log.Append("before\n"u8);
        var cursor = log.CursorAtEnd();
        var expected = new StringBuilder();
        var read = new StringBuilder();
        for (var i = 0; i < 3000; i++)
        {
            var line = new string((char)('a' + (i % 26)), random.Next(0, i % 100 == 0 ? 70_000 : 300)) + "\n";
            expected.Append(line);
            log.Append(Encoding.ASCII.GetBytes(line));
            if (random.Next(4) == 0) ReadAll(cursor, read);
        }
        ReadAll(cursor, read);
        Assert.Equal(expected.ToString(), read.ToString());
        Assert.Equal(0, cursor.Lag);
    }

    [Fact]
    public void Cursor_Frozen_ReadsNoFurther()
    {
        var log = new RoomLog();
        var cursor = log.CursorAtEnd();
        log.Append("one\n"u8);
        cursor.Freeze();
        log.Append("two\n"u8);
        var read = new StringBuilder();
        ReadAll(cursor, read);
        Assert.Equal("one\n", read.ToString());
    }

    static void ReadAll(LogCursor cursor, StringBuilder read)
    {
        while (cursor.Peek() is { IsEmpty: false } bytes)
        {
            Assert.Equal((byte)'\n', bytes.Span[^1]);
            read.Append(Encoding.ASCII.GetString(bytes.Span));
            cursor.Advance(bytes.Length);
        }
    }
}
