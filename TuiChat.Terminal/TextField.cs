namespace TuiChat.Terminal;

/// <summary>
/// An input field with readline's keys. With <see cref="MaxRows"/> above 1 it takes several lines, wraps them and grows;
/// with 1 it scrolls sideways. Keys come from the "edit" context of the key table. What it cannot use it hands on.
/// </summary>
public sealed class TextField : View
{
    const char Bullet = '\u2022';

    readonly Viewport _viewport = new();
    HistorySearch? _search;
    string _changedFrom = "";

    /// <summary>Makes an empty field that cuts to the given ring, or to one of its own.</summary>
    public TextField(KillRing? killRing = null, bool isSecret = false)
    {
        CanFocus = true;
        IsSecret = isSecret;
        Buffer = new EditBuffer(killRing) { IsSecret = isSecret };
    }

    /// <summary>The text and its caret.</summary>
    public EditBuffer Buffer { get; }

    /// <summary>The text. Setting it puts the caret at the end and forgets the undo steps, as when another draft is shown.</summary>
    public string Text
    {
        get => Buffer.Text;
        set
        {
            Buffer.SetText(MaxRows > 1 ? value : value.ReplaceLineEndings(" "));
            LeaveModes();
            ReportChange();
        }
    }

    /// <summary>Shown as bullets, never cut to the ring, never remembered.</summary>
    public bool IsSecret { get; }

    /// <summary>Earlier inputs for Up, Down and Ctrl+R, or null for none. May be exchanged with the text.</summary>
    public InputHistory? History { get; set; }

    /// <summary>Earlier inputs of all fields or rooms together, for the keys that walk through those; null for none.</summary>
    public InputHistory? SharedHistory { get; set; }

    /// <summary>What is typed now looks for an earlier input.</summary>
    public bool IsSearching => _search is not null;

    /// <summary>Whether a text may go to the histories; all may unless set.</summary>
    public Func<string, bool> Remembering { get; set; } = _ => true;

    /// <summary>The completion of this field, or null for none.</summary>
    public Autocomplete? Autocomplete { get; internal set; }

    /// <summary>Drawn before the text.</summary>
    public string Prompt { get; set; } = "";

    /// <summary>Drawn while there is no text.</summary>
    public string Placeholder { get; set; } = "";

    /// <summary>
    /// The cells for the text are underlined, so that one sees where to type and how much room there is: the grounds of field and
    /// dialog are near to each other in most themes, and the same where there are no colours. Off for a field that has the row to itself.
    /// </summary>
    public bool IsUnderlined { get; init; } = true;

    /// <summary>How many rows the field grows to; 1 for a single line.</summary>
    public int MaxRows { get; set; } = 1;

    /// <summary>The longest text that is accepted, by <see cref="MeasureLength"/>; null for any. Longer text can be typed but not sent.</summary>
    public int? MaxLength { get; set; }

    /// <summary>How length is counted; UTF-16 units unless set.</summary>
    public Func<string, int> MeasureLength { get; set; } = text => text.Length;

    /// <summary>What is left until <see cref="MaxLength"/>, negative when the text is too long; null without a limit.</summary>
    public int? Remaining => MaxLength - MeasureLength(Text);

    /// <summary>Asked when Enter is pressed on text that is not too long. Without it Enter is handed on.</summary>
    public Func<string, AcceptResult>? Accepting { get; set; }

    /// <summary>Asked before a paste is inserted; true when somebody else takes care of it, for example by asking first.</summary>
    public Func<Pasted, bool>? Pasting { get; set; }

    /// <summary>Asked before a key is looked up here; true when somebody else has used it.</summary>
    public Func<Key, bool>? Previewing { get; set; }

    /// <summary>A character was typed and stands before the caret.</summary>
    public event Action<System.Text.Rune>? Typed;

    /// <summary>Enter was pressed on a text that is too long.</summary>
    public event Action? TooLong;

    /// <summary>A text went to the histories.</summary>
    public event Action<string>? Remembered;

    /// <summary>The text has changed, by keys, paste, completion or by being set.</summary>
    public event Action? Changed;

    /// <summary>The column and row of the caret on the screen, as of the last layout.</summary>
    public (int X, int Y) CaretOnScreen
    {
        get
        {
            Rectangle frame = ScreenFrame;
            return (frame.X + _viewport.CaretX, frame.Y + _viewport.CaretY);
        }
    }

    /// <summary>How many rows the field wants at a width, 1 to <see cref="MaxRows"/>.</summary>
    public override int DesiredHeight(int width) =>
        Math.Clamp(_viewport.LayOut(ShownText, TextColumns(width), MaxRows > 1).RowCount, 1, Math.Max(1, MaxRows));

    /// <summary>Inserts text as if it had been pasted, without asking <see cref="Pasting"/>.</summary>
    public void InsertText(string text)
    {
        LeaveModes();
        Buffer.Insert(TextWidth.Sanitize(text, keepLineBreaks: MaxRows > 1));
        ReportChange();
    }

    /// <summary>Puts a text into the histories, if it may go there.</summary>
    public void Remember(string text)
    {
        if (IsSecret || text.Length == 0 || !Remembering(text))
        {
            History?.Reset();
            SharedHistory?.Reset();
            return;
        }

        History?.Add(text);
        SharedHistory?.Add(text);
        Remembered?.Invoke(text);
    }

    /// <inheritdoc/>
    public override bool HandleKey(Key key)
    {
        if (Previewing?.Invoke(key) == true)
        {
            ReportChange();
            return true;
        }

        string? action = KeyBindings.Find("edit", key);
        bool isHandled = _search is null ? HandleEditKey(key, action) : HandleSearchKey(key, action);
        ReportChange(isTyped: key.IsText || action is "edit.erase-left");
        return isHandled;
    }

    /// <inheritdoc/>
    public override bool HandlePaste(Pasted paste)
    {
        if (Pasting?.Invoke(paste) != true)
            InsertText(paste.Text);
        return true;
    }

    /// <inheritdoc/>
    public override bool HandleMouse(MouseInput mouse)
    {
        if (mouse is not { Button: MouseButton.Left, Action: MouseAction.Press })
            return false;
        if (_search is null)
            Buffer.MoveTo(BufferIndex(_viewport.IndexAt(mouse.X, mouse.Y)));
        Autocomplete?.Close();
        return true;
    }

    /// <inheritdoc/>
    public override void FocusMoved(bool hasFocus)
    {
        if (!hasFocus)
            LeaveModes();
    }

    /// <summary>Tells the completion and whoever listens when the text is another one than at the last call.</summary>
    internal void ReportChange(bool isTyped = false)
    {
        bool hasChanged = !string.Equals(_changedFrom, Text, StringComparison.Ordinal);
        _changedFrom = Text;
        Autocomplete?.Refresh(hasChanged, isTyped && _search is null);
        if (hasChanged)
            Changed?.Invoke();
    }

    /// <summary>The cursor stands here also without the focus: whoever has that hands the keys on.</summary>
    public bool ShowsCursor { get; set; }

    /// <inheritdoc/>
    protected override void LayoutSubViews() => Arrange();

    /// <inheritdoc/>
    protected override void Draw(DrawContext context)
    {
        Arrange();
        context.Clear(Theme[StandardRoles.Field]);
        Style style = Look(StandardRoles.Field);
        context.Fill(_viewport.Area, ' ', style);
        context.Put(0, 0, ShownPrompt, Theme[StandardRoles.Prompt]);
        _viewport.Draw(context.Clip(_viewport.Area), style);
        if (ShownText.Length == 0 && _search is null)
            context.Put(_viewport.Area.X, 0, TextWidth.Truncate(Placeholder, _viewport.Area.Width), Look(StandardRoles.Placeholder));
        if (HasFocus && Autocomplete?.Ghost is { Length: > 0 } ghost)
            context.Put(_viewport.CaretX, _viewport.CaretY, ghost, Look(StandardRoles.Ghost));
        if (CounterText is { Length: > 0 } counter)
            context.Put(context.Width - counter.Length, context.Height - 1, counter, Theme[Remaining < 0 ? StandardRoles.Error : StandardRoles.Dim]);
        if (HasFocus || ShowsCursor)
            context.SetCursor(_viewport.CaretX, _viewport.CaretY);
    }

    Style Look(string role) => Theme[role] with { Text = Theme[role].Text | (IsUnderlined ? TextStyle.Underline : TextStyle.None) };

    string ShownPrompt => _search is { } search
        ? (search.IsFailing ? "no match: " : "search: ") + search.Query + " \u2192 "
        : Prompt;

    string ShownText => _search is { } search ? search.Match ?? "" : IsSecret ? Bullets(Text) : Text;

    int ShownCaret => _search is not null ? ShownText.Length : IsSecret ? Bullets(Text[..Buffer.Caret]).Length : Buffer.Caret;

    // Told from a tenth of the limit on, so that nobody writes on in vain.
    string? CounterText => Remaining is { } left && left <= Math.Max(10, MaxLength!.Value / 10) ? $" {left}" : null; // Remaining is null without MaxLength.

    static string Bullets(string text) => new(Bullet, new System.Globalization.StringInfo(text).LengthInTextElements);

    int BufferIndex(int shownIndex)
    {
        if (!IsSecret)
            return shownIndex;
        int index = 0;
        for (int i = 0; i < shownIndex; i++)
            index = ClusterBorders.Next(Text, index);
        return index;
    }

    int TextColumns(int width) => Math.Max(2, width - TextWidth.Measure(ShownPrompt) - (CounterText?.Length ?? 0));

    void Arrange()
    {
        int prompt = Math.Min(TextWidth.Measure(ShownPrompt), Math.Max(0, Frame.Width - 2));
        var area = new Rectangle(prompt, 0, Math.Max(1, Math.Min(TextColumns(Frame.Width), Frame.Width - prompt)), Math.Max(1, Frame.Height));
        _viewport.Arrange(ShownText, ShownCaret, area, MaxRows > 1);
    }

    bool HandleEditKey(Key key, string? action)
    {
        if (Autocomplete?.HandleAction(action) == true)
            return true;
        if (action is null)
            return TypeKey(key);
        return action switch
        {
            "edit.accept" => Accept(),
            "edit.new-line" => BeginLine(),
            "edit.up" => MoveUp(),
            "edit.down" => MoveDown(),
            "edit.older-anywhere" => Recall(SharedHistory?.Older(Text), SharedHistory),
            "edit.newer-anywhere" => Recall(SharedHistory?.Newer(Text), SharedHistory),
            "edit.search-history" => BeginSearch(),
            "edit.clear" => Clear(),
            _ => EditActions.Perform(Buffer, action) ?? false,
        };
    }

    bool TypeKey(Key key)
    {
        if (!key.IsText)
            return false;
        Buffer.Type(key.Rune.ToString());
        Typed?.Invoke(key.Rune);
        return true;
    }

    // What was cleared by mistake is found where earlier inputs are, unless it came from there.
    bool Clear()
    {
        string text = Text;
        if (!Buffer.KillAll())
            return false;
        if (History?.Entries.Contains(text) == true)
            History.Reset();
        else
            Remember(text);
        return true;
    }

    bool Accept()
    {
        if (Accepting is null)
            return false;
        if (Remaining < 0)
        {
            TooLong?.Invoke();
            return true;
        }

        string text = Text;
        AcceptResult result = Accepting(text);
        if (result == AcceptResult.Refused)
            return true;
        if (result == AcceptResult.Accepted)
            Remember(text);
        else
            History?.Reset();
        // Unless the handler has put another text there, such as the draft of another room.
        if (Text == text)
            Buffer.SetText("");
        return true;
    }

    bool BeginLine()
    {
        if (MaxRows <= 1)
            return false;
        Buffer.Type("\n");
        return true;
    }

    bool MoveUp() => Buffer.MoveRows(-1, _viewport.LayOut(Text, TextColumns(Frame.Width), MaxRows > 1)) || Recall(History?.Older(Text), History);

    bool MoveDown() => Buffer.MoveRows(+1, _viewport.LayOut(Text, TextColumns(Frame.Width), MaxRows > 1)) || Recall(History?.Newer(Text), History);

    // One step that undo takes back, as the search does.
    bool Recall(string? text, InputHistory? history)
    {
        if (text is not null)
            Buffer.Replace(0, Text.Length, text);
        return history is not null;
    }

    bool BeginSearch()
    {
        if (History is null || IsSecret)
            return false;
        Autocomplete?.Close();
        _search = new HistorySearch(History);
        return true;
    }

    bool HandleSearchKey(Key key, string? action)
    {
        HistorySearch search = _search!; // Only called while searching.
        switch (action)
        {
            case "edit.search-history":
                search.Older();
                return true;
            case "edit.cancel":
                _search = null;
                return true;
            case "edit.erase-left":
                search.SetQuery(search.Query[..ClusterBorders.Previous(search.Query, search.Query.Length)]);
                return true;
            case null when key.IsText:
                search.SetQuery(search.Query + key.Rune);
                return true;
            default:
                _search = null;
                // One step that undo takes back, so that what was being written is not lost.
                if (search.Match is { } match)
                    Buffer.Replace(0, Text.Length, match);
                // Enter takes what was found for another look; every other key acts on it at once.
                return action == "edit.accept" || HandleEditKey(key, action);
        }
    }

    void LeaveModes()
    {
        _search = null;
        Autocomplete?.Close();
    }
}
