namespace TuiChat.Terminal;

/// <summary>The list of an <see cref="Autocomplete"/> on the screen: above the caret where there is more room, else below.</summary>
sealed class AutocompletePopup(Autocomplete owner) : View
{
    // Enough to choose from and still to see what one answers to.
    const int MaxRows = 8;
    const int MaxWidth = 60;
    // A narrow screen cuts a hint that is a sentence; two rows hold nearly all.
    const int MaxHintRows = 2;

    int _first;
    List<string> _hint = [];

    /// <inheritdoc/>
    public override Rectangle Place(Rectangle screen)
    {
        if (owner.List is not { } list)
            return default;
        (int caretX, int caretY) = owner.Field.CaretOnScreen;
        int kept = !IsHintAlone(list) && owner.Field.Frame.Height == 1 ? owner.RowsKeptFree : 0;
        int above = Math.Max(0, caretY - kept), below = screen.Height - caretY - 1;
        // A hint alone takes whole rows: half of what stands beneath would only look broken.
        bool isHintAlone = IsHintAlone(list);
        int width = isHintAlone ? screen.Width : Math.Min(Math.Min(MaxWidth, screen.Width), Width(list));
        _hint = HintRows(list.Hint, width);
        int wanted = Math.Min(list.Items.Count, MaxRows) + _hint.Count;
        int height = Math.Min(wanted, Math.Max(above, below));
        int y = above >= wanted || above >= below ? above - height : caretY + 1;
        int typed = TextWidth.Measure(owner.Field.Buffer.Text.AsSpan(Math.Min(list.Start, owner.Field.Buffer.Caret)..owner.Field.Buffer.Caret));
        int x = isHintAlone ? 0 : Math.Clamp(caretX - typed - 1, 0, Math.Max(0, screen.Width - width));
        return new Rectangle(x, y, width, height);
    }

    /// <inheritdoc/>
    public override bool HandleMouse(MouseInput mouse)
    {
        if (mouse is not { Action: MouseAction.Press } || owner.List is not { } list)
            return true;
        int step = mouse.Button switch { MouseButton.WheelUp => -1, MouseButton.WheelDown => +1, _ => 0 };
        _first = Math.Clamp(_first + step, 0, Math.Max(0, list.Items.Count - RowsFor(list)));
        int index = _first + mouse.Y - _hint.Count;
        if (mouse.Button == MouseButton.Left && index >= _first && index < list.Items.Count)
            owner.Pick(index);
        return true;
    }

    /// <inheritdoc/>
    protected override void Draw(DrawContext context)
    {
        if (owner.List is not { } list)
            return;
        Style style = Theme[StandardRoles.Popup];
        context.Clear(style);
        for (int i = 0; i < Math.Min(_hint.Count, context.Height); i++)
            context.Put(1, i, _hint[i], Theme.On(StandardRoles.PopupDetail, StandardRoles.Popup));
        int rows = RowsFor(list);
        if (owner.Selected >= 0)
            _first = Math.Clamp(_first, Math.Max(0, owner.Selected - rows + 1), owner.Selected);
        _first = Math.Clamp(_first, 0, Math.Max(0, list.Items.Count - rows));
        int detailColumn = 2 + list.Items.Select(item => TextWidth.Measure(item.Text)).DefaultIfEmpty().Max() + 1;
        for (int i = 0; i < rows; i++)
            DrawItem(context.Clip(new Rectangle(0, _hint.Count + i, context.Width, 1)), list.Items[_first + i], _first + i == owner.Selected, detailColumn);
    }

    static bool IsHintAlone(CompletionList list) => list.Items.Count == 0;

    static List<string> HintRows(string hint, int width)
    {
        int columns = Math.Max(1, width - 2);
        var rows = new List<string>(MaxHintRows);
        while (hint.Length > 0 && rows.Count < MaxHintRows)
        {
            int fits = TextWidth.Fit(hint, columns, out _);
            int space = fits == hint.Length ? fits : hint.LastIndexOf(' ', fits);
            int end = space > 0 ? space : fits;
            bool isLast = rows.Count == MaxHintRows - 1;
            rows.Add(isLast ? TextWidth.Truncate(hint, columns) : hint[..end]);
            hint = isLast ? "" : hint[end..].TrimStart();
        }

        return rows;
    }

    static int Width(CompletionList list)
    {
        int text = 0, detail = 0;
        foreach (Completion item in list.Items)
        {
            text = Math.Max(text, TextWidth.Measure(item.Text));
            detail = Math.Max(detail, TextWidth.Measure(item.Detail));
        }

        return 2 + Math.Max(TextWidth.Measure(list.Hint), text + (detail > 0 ? detail + 2 : 0));
    }

    int RowsFor(CompletionList list) => Math.Clamp(Frame.Height - _hint.Count, 0, list.Items.Count);

    void DrawItem(DrawContext row, Completion item, bool isSelected, int detailColumn)
    {
        Style style = Theme[isSelected ? StandardRoles.PopupSelection : StandardRoles.Popup];
        row.Clear(style);
        // The sign tells the choice where there are no colours.
        if (isSelected)
            row.Put(0, 0, "\u203a", style);
        row.Put(1, 0, TextWidth.Truncate(item.Text, row.Width - 2), style);
        if (row.Width - detailColumn - 1 > 3)
            row.Put(detailColumn, 0, TextWidth.Truncate(item.Detail, row.Width - detailColumn - 1), isSelected ? style : Theme.On(StandardRoles.PopupDetail, StandardRoles.Popup));
    }
}
