namespace TuiChat.Terminal;

/// <summary>The steps that can be taken back and done again in one <see cref="EditBuffer"/>. A run of typing is one step.</summary>
sealed class UndoStack
{
    /// <summary>How many steps are remembered; arbitrary, far beyond what anybody takes back one by one.</summary>
    public const int Capacity = 1000;

    readonly List<EditStep> _done = [];
    readonly List<EditStep> _undone = [];

    /// <summary>Records a step; whatever had been taken back is forgotten.</summary>
    public void Push(EditStep step)
    {
        _undone.Clear();
        _done.Add(step);
        if (_done.Count > Capacity)
            _done.RemoveAt(0);
    }

    /// <summary>Replaces the newest step by a longer one that contains it.</summary>
    public void ReplaceLast(EditStep step)
    {
        _undone.Clear();
        _done[^1] = step;
    }

    /// <summary>The newest step that is done, or null.</summary>
    public EditStep? Last => _done.Count == 0 ? null : _done[^1];

    /// <summary>Moves the newest done step to the undone ones and returns it; null when there is none.</summary>
    public EditStep? Undo() => Move(_done, _undone);

    /// <summary>Moves the newest undone step back and returns it; null when there is none.</summary>
    public EditStep? Redo() => Move(_undone, _done);

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _done.Clear();
        _undone.Clear();
    }

    static EditStep? Move(List<EditStep> from, List<EditStep> to)
    {
        if (from.Count == 0)
            return null;
        EditStep step = from[^1];
        from.RemoveAt(from.Count - 1);
        to.Add(step);
        return step;
    }
}

/// <summary>One step: at <paramref name="Position"/>, <paramref name="Removed"/> gave way to <paramref name="Inserted"/>.</summary>
/// <param name="Position">Where, as an index into the text before and after.</param>
/// <param name="Removed">What was taken out.</param>
/// <param name="Inserted">What was put in.</param>
/// <param name="CaretBefore">Where undoing puts the caret.</param>
/// <param name="CaretAfter">Where redoing puts the caret.</param>
sealed record EditStep(int Position, string Removed, string Inserted, int CaretBefore, int CaretAfter);
