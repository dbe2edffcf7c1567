using System.Collections.Frozen;

namespace TuiChat.Terminal;

/// <summary>The actions of the "edit" context that need nothing but the buffer. Each tells whether it did anything.</summary>
static class EditActions
{
    static readonly FrozenDictionary<string, Func<EditBuffer, bool>> Actions = new Dictionary<string, Func<EditBuffer, bool>>
    {
        ["edit.left"] = buffer => buffer.MoveLeft(),
        ["edit.right"] = buffer => buffer.MoveRight(),
        ["edit.word-left"] = buffer => buffer.MoveWordLeft(),
        ["edit.word-right"] = buffer => buffer.MoveWordRight(),
        ["edit.line-start"] = buffer => buffer.MoveLineStart(),
        ["edit.line-end"] = buffer => buffer.MoveLineEnd(),
        ["edit.start"] = buffer => buffer.MoveStart(),
        ["edit.end"] = buffer => buffer.MoveEnd(),
        ["edit.erase-left"] = buffer => buffer.EraseLeft(),
        ["edit.erase-right"] = buffer => buffer.EraseRight(),
        ["edit.kill-to-space-left"] = buffer => buffer.KillToSpaceLeft(),
        ["edit.kill-word-left"] = buffer => buffer.KillWordLeft(),
        ["edit.kill-word-right"] = buffer => buffer.KillWordRight(),
        ["edit.kill-line-start"] = buffer => buffer.KillToLineStart(),
        ["edit.kill-line"] = buffer => buffer.KillToLineEnd(),
        ["edit.yank"] = buffer => buffer.Yank(),
        ["edit.yank-pop"] = buffer => buffer.YankPop(),
        ["edit.transpose"] = buffer => buffer.Transpose(),
        ["edit.transpose-words"] = buffer => buffer.TransposeWords(),
        ["edit.capitalize"] = buffer => buffer.Capitalize(),
        ["edit.undo"] = buffer => buffer.Undo(),
        ["edit.redo"] = buffer => buffer.Redo(),
        ["edit.clear"] = buffer => buffer.KillAll(),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    // Pressed with nothing to do, these mean something to whoever is asked next: to leave, to suspend, to close.
    static readonly FrozenSet<string> HandedOnWhenIdle = FrozenSet.ToFrozenSet(["edit.clear", "edit.erase-right"]);

    /// <summary>Does an action. Null: it is none of these; false: it did nothing and may be handed on.</summary>
    public static bool? Perform(EditBuffer buffer, string action) =>
        Actions.TryGetValue(action, out Func<EditBuffer, bool>? perform) ? perform(buffer) || !HandedOnWhenIdle.Contains(action) : null;
}
