using System.Text;

namespace TuiChat.Server.Operator;

/// <summary>
/// A line as it is typed: caret, history, completion. Pure state; keys come in, <see cref="Render"/> gives what to write. Knows no
/// terminal. Owned by the console's thread.
/// </summary>
sealed class LineEditor(Func<string, IReadOnlyList<string>> complete)
{
    /// <summary>200 earlier lines, and 4,096 characters in one; arbitrary.</summary>
    const int MaxHistory = 200, MaxChars = 4096;

    readonly StringBuilder _text = new();
    readonly List<string> _history = [];
    string _draft = "";
    int _caret;
    int _recalled;
    bool _hasCompleted;

    /// <summary>What was typed.</summary>
    public string Text => _text.ToString();

    /// <summary>Where the caret stands, in characters.</summary>
    public int Caret => _caret;

    /// <summary>Takes a key in.</summary>
    /// <returns>What is to be done beyond drawing the line anew.</returns>
    public EditResult Press(ConsoleKeyInfo key)
    {
        var isTab = key.Key == ConsoleKey.Tab;
        var result = (key.Modifiers & ConsoleModifiers.Control) != 0 ? PressControl(key.Key) : PressPlain(key);
        _hasCompleted = isTab && result.Candidates.Count == 0;
        return result;
    }

    /// <summary>Begins anew, and remembers the line unless it is told not to.</summary>
    public void Finish(bool isRemembered)
    {
        var line = Text;
        if (isRemembered && line.Trim().Length > 0 && _history.LastOrDefault() != line)
        {
            _history.Add(line);
            if (_history.Count > MaxHistory) _history.RemoveAt(0);
        }
        Set("");
        _recalled = _history.Count;
    }

    /// <summary>What to write on a terminal of this width to show prompt and line on one row, the caret in its place.</summary>
    public string Render(string prompt, int width)
    {
        var room = Math.Max(8, width - prompt.Length - 2);
        var (start, used) = (_caret, 0);
        while (start > 0 && used + Cells(_text[start - 1]) <= room) used += Cells(_text[--start]);
        while (start > 0 && start < _text.Length && char.IsLowSurrogate(_text[start])) start++;
        var end = start;
        for (used = 0; end < _text.Length && used + Cells(_text[end]) <= room; end++) used += Cells(_text[end]);
        if (end < _text.Length && end > start && char.IsHighSurrogate(_text[end - 1])) end--;
        var shown = _text.ToString(start, end - start);
        var before = _text.ToString(start, Math.Min(_caret, end) - start);
        return before.Length == shown.Length ? $"\r{prompt}{shown}\x1b[K" : $"\r{prompt}{shown}\x1b[K\r{prompt}{before}";
    }

    EditResult PressPlain(ConsoleKeyInfo key)
    {
        switch (key.Key)
        {
            case ConsoleKey.Enter:
                return EditResult.Done;
            case ConsoleKey.Tab:
                return Complete();
            case ConsoleKey.Backspace:
                Delete(Before(_caret), _caret);
                break;
            case ConsoleKey.Delete:
                Delete(_caret, After(_caret));
                break;
            case ConsoleKey.LeftArrow:
                _caret = Before(_caret);
                break;
            case ConsoleKey.RightArrow:
                _caret = After(_caret);
                break;
            case ConsoleKey.Home:
                _caret = 0;
                break;
            case ConsoleKey.End:
                _caret = _text.Length;
                break;
            case ConsoleKey.UpArrow:
                Recall(_recalled - 1);
                break;
            case ConsoleKey.DownArrow:
                Recall(_recalled + 1);
                break;
            default:
                Type(key.KeyChar);
                break;
        }
        return EditResult.Edited;
    }

    EditResult PressControl(ConsoleKey key)
    {
        switch (key)
        {
            case ConsoleKey.A:
                _caret = 0;
                break;
            case ConsoleKey.E:
                _caret = _text.Length;
                break;
            case ConsoleKey.U:
                Delete(0, _caret);
                break;
            case ConsoleKey.K:
                Delete(_caret, _text.Length);
                break;
            case ConsoleKey.W:
                Delete(WordStart(), _caret);
                break;
            case ConsoleKey.P:
                Recall(_recalled - 1);
                break;
            case ConsoleKey.N:
                Recall(_recalled + 1);
                break;
            case ConsoleKey.L:
                return EditResult.Clear;
            case ConsoleKey.C or ConsoleKey.D when _text.Length == 0:
                return EditResult.End;
            case ConsoleKey.C:
                Finish(isRemembered: false);
                break;
            case ConsoleKey.D:
                Delete(_caret, After(_caret));
                break;
            default:
                break; // not ours
        }
        return EditResult.Edited;
    }

    void Type(char c)
    {
        if (char.IsControl(c) || _text.Length >= MaxChars) return;
        _text.Insert(_caret, c);
        _caret++;
    }

    /// <summary>What all candidates share is typed; when that adds nothing, the second Tab shows them.</summary>
    EditResult Complete()
    {
        var before = _text.ToString(0, _caret);
        var candidates = complete(before);
        if (candidates.Count == 0) return EditResult.Edited;
        var typed = before[(before.LastIndexOf(' ') + 1)..].TrimStart('/').Length;
        var common = candidates.Aggregate(Common);
        var isWhole = candidates.Count == 1;
        if (isWhole || common.Length > typed)
        {
            Delete(_caret - typed, _caret);
            foreach (var c in isWhole ? common + " " : common) Type(c);
            return EditResult.Edited;
        }
        return _hasCompleted ? EditResult.Show(candidates) : EditResult.Edited;
    }

    void Recall(int place)
    {
        if (place < 0 || place > _history.Count) return;
        if (_recalled == _history.Count) _draft = Text;
        _recalled = place;
        Set(place == _history.Count ? _draft : _history[place]);
    }

    void Set(string text)
    {
        _text.Clear().Append(text);
        _caret = _text.Length;
    }

    void Delete(int from, int to)
    {
        _text.Remove(from, to - from);
        _caret = from;
    }

    int Before(int place) => place == 0 ? 0 : place > 1 && char.IsLowSurrogate(_text[place - 1]) ? place - 2 : place - 1;

    int After(int place) => place == _text.Length ? place : place + 1 < _text.Length && char.IsHighSurrogate(_text[place]) ? place + 2 : place + 1;

    int WordStart()
    {
        var place = _caret;
        while (place > 0 && _text[place - 1] == ' ') place--;
        while (place > 0 && _text[place - 1] != ' ') place--;
        return place;
    }

    /// <summary>The cells of a character, rather too many than too few: nothing is drawn over the end of a row.</summary>
    static int Cells(char c) => char.IsLowSurrogate(c) ? 0 : c >= '\u1100' ? 2 : 1;

    static string Common(string one, string other)
    {
        var length = 0;
        while (length < one.Length && length < other.Length && char.ToUpperInvariant(one[length]) == char.ToUpperInvariant(other[length])) length++;
        return one[..length];
    }
}
