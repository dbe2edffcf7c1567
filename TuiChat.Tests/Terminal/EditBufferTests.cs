using TuiChat.Terminal;

namespace TuiChat.Tests.Terminal;

public sealed class EditBufferTests
{
    const string Family = "👨‍👩‍👧";

    [Fact]
    public void Caret_MovesOverClusters_NeverInside()
    {
        EditBuffer buffer = With($"a{Family}e\u0301");
        var stops = new List<int> { buffer.Caret };
        while (buffer.MoveLeft())
            stops.Add(buffer.Caret);
        Assert.Equal([11, 9, 1, 0], stops);
        buffer.MoveTo(4);
        Assert.Equal(9, buffer.Caret);
    }

    [Fact]
    public void EraseLeft_TakesTheWholeCluster()
    {
        EditBuffer buffer = With($"a{Family}");
        buffer.EraseLeft();
        Assert.Equal("a", buffer.Text);
    }

    [Fact]
    public void Type_CombiningMark_JoinsTheClusterBefore()
    {
        EditBuffer buffer = With("ex");
        buffer.MoveTo(1);
        buffer.Type("\u0301");
        Assert.Equal(2, buffer.Caret);
        buffer.EraseLeft();
        Assert.Equal("x", buffer.Text);
    }

    [Theory]
    [InlineData("one two-three", "one two-", "one ")]
    [InlineData("path/to/file  ", "path/to/", "path/")]
    [InlineData("smile 😀", "smile ", "")]
    public void KillWordLeft_CutsWordByWord(string text, string first, string second)
    {
        EditBuffer buffer = With(text);
        buffer.KillWordLeft();
        Assert.Equal(first, buffer.Text);
        buffer.KillWordLeft();
        Assert.Equal(second, buffer.Text);
    }

    [Fact]
    public void KillToSpaceLeft_CutsBackToWhiteSpace()
    {
        EditBuffer buffer = With("see path/to/file  ");
        buffer.KillToSpaceLeft();
        Assert.Equal("see ", buffer.Text);
    }

    [Fact]
    public void Kills_InARow_AreOneEntry_AndYankPopGoesBack()
    {
        EditBuffer buffer = With("one two three");
        buffer.KillWordLeft();
        buffer.MoveStart();
        buffer.KillWordRight();
        buffer.KillWordRight();
        Assert.Equal(" ", buffer.Text);
        buffer.Yank();
        Assert.Equal("one two ", buffer.Text);
        buffer.YankPop();
        Assert.Equal("three ", buffer.Text);
        buffer.YankPop();
        Assert.Equal("one two ", buffer.Text);
        buffer.MoveStart();
        Assert.False(buffer.YankPop());
    }

    [Fact]
    public void Undo_TakesBackATypedTextWordByWord()
    {
        var buffer = new EditBuffer();
        foreach (char c in "one two  three")
            buffer.Type(c.ToString());
        buffer.Undo();
        Assert.Equal("one two  ", buffer.Text);
        buffer.Undo();
        Assert.Equal("one ", buffer.Text);
        buffer.Undo();
        Assert.Equal("", buffer.Text);
        buffer.Redo();
        buffer.Redo();
        buffer.Redo();
        Assert.Equal("one two  three", buffer.Text);
    }

    [Theory]
    [InlineData("one two three", 13, "one three two", 13)]
    [InlineData("one two three ", 14, "one three two ", 13)]
    [InlineData("one two three", 5, "two one three", 7)]
    [InlineData("one, two", 4, "two, one", 8)]
    [InlineData("one", 3, "one", 3)]
    [InlineData("", 0, "", 0)]
    public void TransposeWords_SwapsTheWordsAroundTheCaret(string text, int caret, string expected, int caretAfter)
    {
        var buffer = new EditBuffer();
        buffer.Insert(text);
        buffer.MoveTo(caret);
        buffer.TransposeWords();
        Assert.Equal((expected, caretAfter), (buffer.Text, buffer.Caret));
    }

    [Fact]
    public void Capitalize_ChangesTheWordAtTheCaret_AndMovesOn()
    {
        var buffer = new EditBuffer();
        buffer.Insert("ada LOVELACE");
        buffer.MoveStart();
        Assert.True(buffer.Capitalize());
        Assert.True(buffer.Capitalize());
        Assert.Equal("Ada Lovelace", buffer.Text);
        Assert.False(buffer.Capitalize());
    }

    [Fact]
    public void Undo_TakesBackATypingRunAtOnce_AndAPasteByItself()
    {
        var buffer = new EditBuffer();
        foreach (char c in "hello")
            buffer.Type(c.ToString());
        buffer.Insert(" world");
        buffer.Type("!");
        buffer.Undo();
        Assert.Equal("hello world", buffer.Text);
        buffer.Undo();
        Assert.Equal("hello", buffer.Text);
        buffer.Undo();
        Assert.Equal("", buffer.Text);
        Assert.False(buffer.Undo());
        buffer.Redo();
        buffer.Redo();
        Assert.Equal("hello world", buffer.Text);
    }

    [Fact]
    public void Undo_TakesBackARunOfErasing()
    {
        EditBuffer buffer = With("hello");
        buffer.EraseLeft();
        buffer.EraseLeft();
        buffer.MoveStart();
        buffer.EraseRight();
        buffer.EraseRight();
        Assert.Equal("l", buffer.Text);
        buffer.Undo();
        Assert.Equal("hel", buffer.Text);
        buffer.Undo();
        Assert.Equal("hello", buffer.Text);
    }

    [Theory]
    [InlineData("abc", 3, "acb", 3)]
    [InlineData("abc", 1, "bac", 2)]
    [InlineData("a", 1, "a", 1)]
    [InlineData("x\nab", 2, "x\nab", 2)]
    public void Transpose_SwapsAroundTheCaret(string text, int caret, string expected, int expectedCaret)
    {
        EditBuffer buffer = With(text);
        buffer.MoveTo(caret);
        buffer.Transpose();
        Assert.Equal((expected, expectedCaret), (buffer.Text, buffer.Caret));
    }

    [Fact]
    public void MoveRows_KeepsTheColumnOverShortLines()
    {
        EditBuffer buffer = With("long line\n日\nanother");
        buffer.MoveTo(7);
        var layout = new EditLayout(buffer.Text, int.MaxValue);
        buffer.MoveRows(+1, layout);
        Assert.Equal(11, buffer.Caret);
        buffer.MoveRows(+1, layout);
        Assert.Equal(19, buffer.Caret);
        Assert.False(buffer.MoveRows(+1, layout));
    }

    [Fact]
    public void SetText_NormalizesLineEnds() => Assert.Equal("a\nb\nc", With("a\r\nb\rc").Text);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Edits_InAnyOrder_MatchANaiveModelAndUndoBackToTheStart(int seed)
    {
        var random = new Random(seed);
        string[] pieces = ["a", "é", "e\u0301", "\u0301", Family, "👍🏽", "日本", " ", "word ", "\n", "🇩🇪", "\u200d"];
        var buffer = new EditBuffer();
        var before = new List<string> { "" };
        for (int step = 0; step < 2000; step++)
        {
            string text = buffer.Text;
            int caret = buffer.Caret;
            string expected = text;
            string piece = pieces[random.Next(pieces.Length)];
            switch (random.Next(9))
            {
                case 0 or 1 or 2:
                    buffer.Insert(piece);
                    expected = text.Insert(caret, piece);
                    break;
                case 3:
                    bool erased = buffer.EraseLeft();
                    int length = erased ? text.Length - buffer.Text.Length : 0;
                    expected = text.Remove(caret - length, length);
                    break;
                case 4:
                    buffer.EraseRight();
                    expected = text.Remove(caret, text.Length - buffer.Text.Length);
                    break;
                case 5:
                    buffer.MoveTo(random.Next(text.Length + 1));
                    break;
                case 6:
                    int end = text.IndexOf('\n', caret) is int at and >= 0 ? at : text.Length;
                    buffer.KillToLineEnd();
                    expected = text.Remove(caret, end > caret ? end - caret : Math.Min(1, text.Length - caret));
                    break;
                case 7:
                    buffer.MoveWordLeft();
                    break;
                default:
                    buffer.MoveWordRight();
                    break;
            }

            Assert.True(expected == buffer.Text, $"seed {seed}, step {step}: expected {expected.Length} units, got {buffer.Text.Length}");
            Assert.True(IsBorder(buffer.Text, buffer.Caret), $"seed {seed}, step {step}: the caret is inside a cluster");
        }

        string last = buffer.Text;
        int undone = 0;
        while (buffer.Undo())
            undone++;
        for (int i = 0; i < undone; i++)
            Assert.True(buffer.Redo());
        Assert.Equal(last, buffer.Text);
    }

    [Fact]
    public void Layout_WrapsAfterSpaces_AndLocatesEveryIndex()
    {
        const string text = "hello big world 日本語 x\n\nend";
        var layout = new EditLayout(text, 6);
        string[] rows = [.. Enumerable.Range(0, layout.RowCount).Select(row => layout.Row(row).ToString())];
        Assert.Equal(["hello ", "big ", "world ", "日本語 ", "x", "", "end"], rows);
        for (int i = 0; i <= text.Length; i++)
        {
            (int row, int column) = layout.Locate(i);
            Assert.True(layout.IndexAt(row, column) <= i);
        }
    }

    static EditBuffer With(string text)
    {
        var buffer = new EditBuffer();
        buffer.SetText(text);
        return buffer;
    }

    static bool IsBorder(string text, int index)
    {
        int at = 0;
        while (at < index)
            at += System.Globalization.StringInfo.GetNextTextElementLength(text, at);
        return at == index;
    }
}
