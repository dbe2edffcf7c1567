namespace TuiChat.Terminal;

/// <summary>
/// The text of an input field and its caret: a pure model without keys or drawing. Lines end with a line feed. The caret
/// always stands on the border of a grapheme cluster. Each word of a run of typing, a run of erasing, and each other edit is one undo step.
/// </summary>
public sealed class EditBuffer
{
    readonly KillRing _killRing;
    readonly UndoStack _undo = new();
    LastAction _lastAction;
    int _yankAge;
    int _yankStart;
    int? _goalColumn;

    /// <summary>Makes an empty buffer that cuts to <paramref name="killRing"/>, or to a ring of its own.</summary>
    public EditBuffer(KillRing? killRing = null) => _killRing = killRing ?? new KillRing();

    enum LastAction { Other, Typed, Erased, Killed, Yanked }

    /// <summary>The whole text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The caret as an index into <see cref="Text"/>, between 0 and its length inclusive.</summary>
    public int Caret { get; private set; }

    /// <summary>What is cut is not kept anywhere: for passwords.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Grows with every change of the text, so that layouts can be cached.</summary>
    public long Version { get; private set; }

    /// <summary>Replaces everything, puts the caret at the end and forgets the undo steps.</summary>
    public void SetText(string text)
    {
        Text = NormalizeLineEnds(text);
        Caret = Text.Length;
        Version++;
        _undo.Clear();
        EndRun();
    }

    /// <summary>Inserts typed text at the caret; joins the word being typed there, with the spaces behind it.</summary>
    public void Type(string text)
    {
        bool beginsWord = Caret > 0 && char.IsWhiteSpace(Text[Caret - 1]) && text.Length > 0 && !char.IsWhiteSpace(text[0]);
        bool joins = _lastAction == LastAction.Typed && !beginsWord;
        Apply(Caret, 0, NormalizeLineEnds(text), joins, LastAction.Typed);
    }

    /// <summary>Inserts text at the caret as one undo step of its own.</summary>
    public void Insert(string text) => Replace(Caret, 0, text);

    /// <summary>Replaces a range by text as one undo step and puts the caret behind it.</summary>
    public void Replace(int start, int length, string text) =>
        Apply(start, length, NormalizeLineEnds(text), joinsLast: false, LastAction.Other);

    /// <summary>Erases the cluster left of the caret. False at the start.</summary>
    public bool EraseLeft() => Erase(ClusterBorders.Previous(Text, Caret), Caret);

    /// <summary>Erases the cluster right of the caret. False at the end.</summary>
    public bool EraseRight() => Erase(Caret, ClusterBorders.Next(Text, Caret));

    /// <summary>Moves one cluster left. False at the start.</summary>
    public bool MoveLeft() => MoveTo(ClusterBorders.Previous(Text, Caret));

    /// <summary>Moves one cluster right. False at the end.</summary>
    public bool MoveRight() => MoveTo(ClusterBorders.Next(Text, Caret));

    /// <summary>Moves to the start of the word at or left of the caret.</summary>
    public bool MoveWordLeft() => MoveTo(WordBorders.Left(Text, Caret));

    /// <summary>Moves behind the end of the word at or right of the caret.</summary>
    public bool MoveWordRight() => MoveTo(WordBorders.Right(Text, Caret));

    /// <summary>Moves to the start of the line.</summary>
    public bool MoveLineStart() => MoveTo(LineStart(Caret));

    /// <summary>Moves to the end of the line.</summary>
    public bool MoveLineEnd() => MoveTo(LineEnd(Caret));

    /// <summary>Moves to the start of the text.</summary>
    public bool MoveStart() => MoveTo(0);

    /// <summary>Moves to the end of the text.</summary>
    public bool MoveEnd() => MoveTo(Text.Length);

    /// <summary>Puts the caret at an index, or behind the cluster the index lies in. False when it was there already.</summary>
    public bool MoveTo(int index)
    {
        int target = ClusterBorders.SnapForward(Text, index);
        EndRun();
        bool moves = target != Caret;
        Caret = target;
        return moves;
    }

    /// <summary>
    /// Moves up (negative) or down by rows of a layout of this text, keeping the column where a series of such moves
    /// began. False when there is no such row.
    /// </summary>
    public bool MoveRows(int delta, EditLayout layout)
    {
        (int row, int column) = layout.Locate(Caret);
        int target = row + delta;
        if (target < 0 || target >= layout.RowCount)
            return false;
        int goal = _goalColumn ?? column;
        MoveTo(layout.IndexAt(target, goal));
        _goalColumn = goal;
        return true;
    }

    /// <summary>Cuts back to the last white space (readline's unix-word-rubout).</summary>
    public bool KillToSpaceLeft() => Kill(WordBorders.SpaceLeft(Text, Caret), Caret);

    /// <summary>Cuts the word left of the caret.</summary>
    public bool KillWordLeft() => Kill(WordBorders.Left(Text, Caret), Caret);

    /// <summary>Cuts the word right of the caret.</summary>
    public bool KillWordRight() => Kill(Caret, WordBorders.Right(Text, Caret));

    /// <summary>Cuts back to the start of the line; on it, the line end before it.</summary>
    public bool KillToLineStart() => Kill(LineStart(Caret) is int start && start < Caret ? start : Math.Max(0, Caret - 1), Caret);

    /// <summary>Cuts to the end of the line; on it, the line end itself.</summary>
    public bool KillToLineEnd() => Kill(Caret, LineEnd(Caret) is int end && end > Caret ? end : Math.Min(Text.Length, Caret + 1));

    /// <summary>Cuts everything: the text is gone from the field, but can be put back.</summary>
    public bool KillAll()
    {
        EndRun();
        return Kill(0, Text.Length);
    }

    /// <summary>Puts the text cut last back at the caret. False when nothing was cut.</summary>
    public bool Yank()
    {
        if (_killRing.Peek() is not { } text)
            return false;
        _yankAge = 0;
        PutBack(Caret, 0, text);
        return true;
    }

    /// <summary>Directly after <see cref="Yank"/>: replaces what it put back by the text cut before. False otherwise.</summary>
    public bool YankPop()
    {
        if (_lastAction != LastAction.Yanked || _killRing.Peek(_yankAge + 1) is not { } text)
            return false;
        _yankAge++;
        PutBack(_yankStart, Caret - _yankStart, text);
        return true;
    }

    /// <summary>Swaps the clusters around the caret and moves on; at the end of a line the two before it.</summary>
    public bool Transpose()
    {
        int right = Caret < LineEnd(Caret) ? ClusterBorders.Next(Text, Caret) : Caret;
        int middle = ClusterBorders.Previous(Text, right);
        int left = ClusterBorders.Previous(Text, middle);
        if (left == middle || left < LineStart(Caret))
            return false;
        Replace(left, right - left, string.Concat(Text.AsSpan(middle, right - middle), Text.AsSpan(left, middle - left)));
        return true;
    }

    /// <summary>Swaps the word at or right of the caret with the one before it and moves behind both; at the end the two last ones.</summary>
    public bool TransposeWords()
    {
        int start = WordBorders.Left(Text, WordBorders.Right(Text, Caret)), end = WordBorders.Right(Text, start);
        int before = WordBorders.Left(Text, start), beforeEnd = WordBorders.Right(Text, before);
        if (before == start || beforeEnd > start)
            return false;
        Replace(before, end - before, string.Concat(Text.AsSpan(start, end - start), Text.AsSpan(beforeEnd, start - beforeEnd), Text.AsSpan(before, beforeEnd - before)));
        return true;
    }

    /// <summary>Makes the first letter of the word at or right of the caret a capital one and the others small, and moves behind it.</summary>
    public bool Capitalize()
    {
        int end = WordBorders.Right(Text, Caret), start = Math.Max(Caret, WordBorders.Left(Text, end));
        if (start >= end)
            return false;
        int second = ClusterBorders.Next(Text, start);
        Replace(start, end - start, Text[start..second].ToUpperInvariant() + Text[second..end].ToLowerInvariant());
        return true;
    }

    /// <summary>Takes the last step back. False when there is none.</summary>
    public bool Undo()
    {
        EndRun();
        if (_undo.Undo() is not { } step)
            return false;
        Splice(step.Position, step.Inserted.Length, step.Removed, step.CaretBefore);
        return true;
    }

    /// <summary>Does the step taken back last again. False when there is none.</summary>
    public bool Redo()
    {
        EndRun();
        if (_undo.Redo() is not { } step)
            return false;
        Splice(step.Position, step.Removed.Length, step.Inserted, step.CaretAfter);
        return true;
    }

    internal static string NormalizeLineEnds(string text) =>
        text.Contains('\r', StringComparison.Ordinal)
            ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')
            : text;

    int LineStart(int index) => index == 0 ? 0 : Text.LastIndexOf('\n', index - 1) + 1;

    int LineEnd(int index) => Text.IndexOf('\n', index) is int end and >= 0 ? end : Text.Length;

    bool Erase(int start, int end)
    {
        if (start == end)
            return false;
        Apply(start, end - start, "", _lastAction == LastAction.Erased, LastAction.Erased);
        return true;
    }

    bool Kill(int start, int end)
    {
        if (start == end)
            return false;
        if (!IsSecret)
            Keep(Text[start..end], isLeftOfCaret: end == Caret);
        Apply(start, end - start, "", joinsLast: false, LastAction.Killed);
        return true;
    }

    void Keep(string cut, bool isLeftOfCaret)
    {
        if (_lastAction == LastAction.Killed)
            _killRing.Extend(cut, before: isLeftOfCaret);
        else
            _killRing.Push(cut);
    }

    void PutBack(int start, int length, string text)
    {
        Apply(start, length, text, joinsLast: false, LastAction.Yanked);
        _yankStart = start;
    }

    void Apply(int start, int length, string inserted, bool joinsLast, LastAction action)
    {
        if (length == 0 && inserted.Length == 0)
            return;
        int caretBefore = Caret;
        string removed = Text.Substring(start, length);
        Splice(start, length, inserted, start + inserted.Length);
        var step = new EditStep(start, removed, inserted, caretBefore, Caret);
        if (joinsLast && _undo.Last is { } last && Join(last, step) is { } joined)
            _undo.ReplaceLast(joined);
        else
            _undo.Push(step);
        _goalColumn = null;
        _lastAction = action;
    }

    // Two typed texts that touch, or two erased ranges that touch; null when they do not.
    static EditStep? Join(EditStep last, EditStep next)
    {
        if (next.Removed.Length == 0 && last.Removed.Length == 0 && next.Position == last.Position + last.Inserted.Length)
            return last with { Inserted = last.Inserted + next.Inserted, CaretAfter = next.CaretAfter };
        if (next.Inserted.Length > 0 || last.Inserted.Length > 0)
            return null;
        if (next.Position + next.Removed.Length == last.Position)
            return last with { Position = next.Position, Removed = next.Removed + last.Removed, CaretAfter = next.CaretAfter };
        return next.Position == last.Position
            ? last with { Removed = last.Removed + next.Removed, CaretAfter = next.CaretAfter }
            : null;
    }

    void Splice(int start, int length, string inserted, int caret)
    {
        Text = string.Concat(Text.AsSpan(0, start), inserted, Text.AsSpan(start + length));
        // Text on both sides may have joined to one cluster (a letter and a combining mark).
        Caret = ClusterBorders.SnapForward(Text, caret);
        Version++;
    }

    void EndRun()
    {
        _lastAction = LastAction.Other;
        _goalColumn = null;
    }
}
