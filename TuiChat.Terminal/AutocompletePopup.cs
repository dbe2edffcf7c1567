namespace TuiChat.Terminal;

/// <summary>The list of an <see cref="Autocomplete"/> on the screen: above the caret where there is more room, else below.</summary>
sealed class AutocompletePopup(Autocomplete owner) : View
{
    // Enough to choose from and still to see what one answers to.
    const int MaxRows = 8;
    const int MaxWidth = 60;

    int _first;

    /// <inheritdoc/>
    public override Rectangle Place(Rectangle screen)
    {
        if (owner.List is not { } list)
            return default;
        (int caretX, int caretY) = owner.Field.CaretOnScreen;
        int above = caretY, below = screen.Height - caretY - 1;
        int wanted = Math.Min(list.Items.Count, MaxRows) + HintRows(list);
        int height = Math.Min(wanted, Math.Max(above, below));
        int y = above >= wanted || above >= below ? caretY - height : caretY + 1;
        int width = Math.Min(Math.Min(MaxWidth, screen.Width), Width(list));
        int typed = TextWidth.Measure(owner.Field.Buffer.Text.AsSpan(Math.Min(list.Start, owner.Field.Buffer.Caret)..owner.Field.Buffer.Caret));
        int x = Math.Clamp(caretX - typed - 1, 0, Math.Max(0, screen.Width - width));
        return new Rectangle(x, y, width, height);
    }

    /// <inheritdoc/>
    public override bool HandleMouse(MouseInput mouse)
    {
        if (mouse is not { Action: MouseAction.Press } || owner.List is not { } list)
            return true;
        int step = mouse.Button switch { MouseButton.WheelUp => -1, MouseButton.WheelDown => +1, _ => 0 };
        _first = Math.Clamp(_first + step, 0, Math.Max(0, list.Items.Count - RowsFor(list)));
        int index = _first + mouse.Y - HintRows(list);
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
        if (list.Hint.Length > 0)
            context.Put(1, 0, TextWidth.Truncate(list.Hint, context.Width - 2), Theme.On(StandardRoles.PopupDetail, StandardRoles.Popup));
        int rows = RowsFor(list);
        if (owner.Selected >= 0)
            _first = Math.Clamp(_first, Math.Max(0, owner.Selected - rows + 1), owner.Selected);
        _first = Math.Clamp(_first, 0, Math.Max(0, list.Items.Count - rows));
        int detailColumn = 2 + list.Items.Select(item => TextWidth.Measure(item.Text)).DefaultIfEmpty().Max() + 1;
        for (int i = 0; i < rows; i++)
            DrawItem(context.Clip(new Rectangle(0, HintRows(list) + i, context.Width, 1)), list.Items[_first + i], _first + i == owner.Selected, detailColumn);
    }

    static int HintRows(CompletionList list) => list.Hint.Length > 0 ? 1 : 0;

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

    int RowsFor(CompletionList list) => Math.Clamp(Frame.Height - HintRows(list), 0, list.Items.Count);

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
