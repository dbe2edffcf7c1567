using System.Text;
using TuiChat.Terminal;

namespace TuiChat.Tests.Terminal;

/// <summary>The shortest moves, and absolute ones where terminals may differ about where the cursor stands.</summary>
public sealed class FrameCursorTests
{
    readonly FrameBuffer _frame = new();
    readonly FrameCursor _cursor;

    public FrameCursorTests() => _cursor = new FrameCursor(_frame);

    [Theory]
    [InlineData(150, 10, "")]
    [InlineData(148, 10, "\b\b")]
    [InlineData(142, 10, "\e[8D")]
    [InlineData(159, 10, "\e[9C")]
    [InlineData(5, 10, "\e[6G")]
    [InlineData(0, 10, "\r")]
    [InlineData(150, 11, "\n")]
    [InlineData(142, 11, "\n\e[8D")]
    [InlineData(0, 11, "\n\r")]
    [InlineData(150, 9, "\e[10;151H")]
    [InlineData(150, 12, "\e[13;151H")]
    public void MoveTo_FromAKnownPlace_TakesTheShortestWay(int x, int y, string sent)
    {
        _cursor.IsAt(140, 10);
        _cursor.HasDrawn(150, isAscii: true);

        Assert.Equal(sent, Move(x, y));
        Assert.Equal((x, y), (_cursor.X, _cursor.Y));
    }

    [Fact]
    public void MoveTo_BehindOtherThanAscii_IsAbsoluteInTheRow()
    {
        _cursor.IsAt(140, 10);
        _cursor.HasDrawn(150, isAscii: false);
        Assert.Equal("\n\e[143G", Move(142, 11));
        _cursor.HasDrawn(150, isAscii: true);
        Assert.Equal("\e[8D", Move(142, 11)[^4..]);
    }

    [Fact]
    public void MoveTo_FromAnUnknownColumn_IsAbsolute()
    {
        _cursor.IsAt(140, 10);
        _cursor.HasDrawn(-1, isAscii: true);
        Assert.Equal("\e[143G", Move(142, 10));
    }

    [Fact]
    public void MoveTo_FromNowhere_IsAbsolute() => Assert.Equal("\e[1;1H", Move(0, 0));

    string Move(int x, int y)
    {
        _frame.Clear();
        _cursor.MoveTo(x, y);
        return Encoding.ASCII.GetString(_frame.Written.Span);
    }
}
