namespace TuiChat.Terminal;

/// <summary>
/// The completion of a <see cref="TextField"/>. Tab puts the first choice into the text and opens the list; Tab and Down go on,
/// Shift+Tab and Up go back, Enter keeps the choice, Escape restores what was typed; typing goes on behind the choice. The best
/// choice for what is being typed is shown as ghost text, which Right or End at the end of the text takes; Enter never does.
/// </summary>
public sealed class Autocomplete
{
    readonly TextField _field;
    readonly CompletionSource _source;
    readonly AutocompletePopup _popup;
    int _originalEnd;
    bool _hasJustChosen;

    /// <summary>Gives a field completion.</summary>
    public Autocomplete(TextField field, CompletionSource source)
    {
        _field = field;
        _source = source;
        _popup = new AutocompletePopup(this);
        field.Autocomplete = this;
    }

    /// <summary>The list is on the screen.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>What is offered, or null.</summary>
    public CompletionList? List { get; private set; }

    /// <summary>The choice that stands in the text now; -1 for none.</summary>
    public int Selected { get; private set; } = -1;

    /// <summary>What the best choice would add behind the caret; "" when that is unknown or the caret is not at the end.</summary>
    public string Ghost { get; private set; } = "";

    /// <summary>A choice was put into the text.</summary>
    public event Action? Chose;

    /// <summary>Rows above the field that the list leaves free, such as a line that says what keys do. None by default.</summary>
    public int RowsKeptFree { get; set; }

    internal TextField Field => _field;

    /// <summary>Takes the list away; the text stays as it is.</summary>
    public void Close()
    {
        IsOpen = false;
        List = null;
        Selected = -1;
        Ghost = "";
        _popup.Application?.HideOverlay(_popup);
    }

    /// <summary>Puts a choice into the text, in place of the one that stands there.</summary>
    public void Choose(int index)
    {
        if (List is not { Items.Count: > 0 } list)
            return;
        if (Selected >= 0)
            _field.Buffer.Undo();
        else
            _originalEnd = _field.Buffer.Caret;
        Completion item = list.Items[index];
        // A space that is there already is not doubled.
        string text = _field.Buffer.Text;
        bool hasSpace = item.Suffix == " " && _originalEnd < text.Length && text[_originalEnd] == ' ';
        Selected = index;
        _field.Buffer.Replace(list.Start, _originalEnd - list.Start, item.Text + (hasSpace ? "" : item.Suffix));
        Ghost = "";
        _hasJustChosen = true;
        Chose?.Invoke();
    }

    /// <summary>Looks again because the source knows more now; nothing happens when nothing is offered at the moment.</summary>
    public void Reload()
    {
        if (List is null || Selected >= 0)
            return;
        Offer(isAsked: IsOpen);
    }

    /// <summary>Takes a choice with the mouse: it stands in the text and the list goes.</summary>
    internal void Pick(int index)
    {
        Choose(index);
        Close();
        _field.ReportChange();
    }

    /// <summary>Reacts to an action of the "edit" context. False when it has nothing to do with completion now.</summary>
    internal bool HandleAction(string? action)
    {
        switch (action)
        {
            case "edit.complete":
                return Step(+1);
            case "edit.complete-previous":
                return Step(-1);
            case "edit.down" when IsOpen && List is { Items.Count: > 0 }:
                return Step(+1);
            case "edit.up" when IsOpen && List is { Items.Count: > 0 }:
                return Step(-1);
            case "edit.right" or "edit.line-end" or "edit.end" when Ghost.Length > 0:
                Choose(0);
                Continue();
                return true;
            case "edit.accept" when IsOpen && Selected >= 0:
                Continue();
                return true;
            case "edit.cancel" when IsOpen:
                if (Selected >= 0)
                    _field.Buffer.Undo();
                Close();
                return true;
            default:
                return false;
        }
    }

    /// <summary>Looks again after a key: text that was typed may open the list, a choice keeps it, everything else closes it.</summary>
    internal void Refresh(bool hasChanged, bool isTyped)
    {
        bool hasJustChosen = _hasJustChosen;
        _hasJustChosen = false;
        if (hasJustChosen)
            return;
        if (!isTyped)
        {
            Close();
            return;
        }

        if (hasChanged)
            Offer(isAsked: false);
    }

    void Offer(bool isAsked)
    {
        Selected = -1;
        List = _source(_field.Buffer.Text, _field.Buffer.Caret, isAsked);
        Ghost = GhostOf(List);
        Show(List is { } list && (isAsked || list.Opens) && (list.Items.Count > 0 || list.Hint.Length > 0));
    }

    // The choice stays; what may follow it is offered as if it had been typed.
    void Continue()
    {
        bool wasOffered = List is { Opens: true };
        Close();
        if (wasOffered)
            Offer(isAsked: false);
        _hasJustChosen = true;
    }

    bool Step(int step)
    {
        if (Selected < 0)
            List = _source(_field.Buffer.Text, _field.Buffer.Caret, isAsked: true);
        if (List is not { Items: { Count: > 0 } items })
            return List is { Hint.Length: > 0 };
        int index = Selected < 0 ? (step > 0 ? 0 : items.Count - 1) : (Selected + step + items.Count) % items.Count;
        Choose(index);
        Show(items.Count > 1);
        if (items.Count == 1)
            Continue();
        return true;
    }

    string GhostOf(CompletionList? list)
    {
        EditBuffer buffer = _field.Buffer;
        if (list is not { Items: [var best, ..] } || buffer.Caret != buffer.Text.Length || list.Start >= buffer.Caret)
            return "";
        string typed = buffer.Text[list.Start..];
        return best.Text.Length > typed.Length && best.Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? best.Text[typed.Length..] : "";
    }

    void Show(bool isShown)
    {
        IsOpen = isShown;
        if (isShown)
            _field.Application?.ShowOverlay(_popup);
        else
            _popup.Application?.HideOverlay(_popup);
    }
}
