namespace TuiChat.Terminal;

/// <summary>
/// The list of an <see cref="Autocomplete"/> on the screen: above the caret where there is more room, else below. It has edges, for there are
/// themes in which everything stands on the same background.
/// </summary>
sealed class AutocompletePopup(Autocomplete owner) : View
{
    // Enough to choose from and still to see what one answers to.
    const int MaxRows = 8;
    const int MaxWidth = 60;
    // A narrow screen cuts a hint that is a sentence; two rows hold nearly all.
    const int MaxHintRows = 2;
    // On fewer rows the line along the list would take the place of a choice.
    const int LeastRowsForLine = 16;
    // An edge and a column on either side: the sign of the choice, a blank.
    const int Margin = 2;

    int _first;
    // The line along the list: above it, or below it where the list stands below the caret.
    bool _hasTop;
    bool _hasBottom;
    List<string> _hint = [];

    /// <inheritdoc/>
    public override Rectangle Place(Rectangle screen)
    {
        if (owner.List is not { } list)
            return default;
        int caretX = owner.Field.CaretOnScreen.X;
        // A hint alone takes whole rows, also the one that says what keys do: half of what stands beneath would only look broken.
        bool isHintAlone = IsHintAlone(list);
        int kept = isHintAlone && owner.RowsKeptFree == 1 ? 0 : owner.RowsKeptFree;
        Rectangle field = owner.Field.ScreenFrame;
        int above = Math.Max(0, field.Y - kept), below = screen.Height - field.Bottom;
        int width = isHintAlone ? screen.Width : Math.Min(Math.Min(MaxWidth, screen.Width), Width(list));
        _hint = HintRows(list.Hint, width);
        int wanted = Math.Min(list.Items.Count, MaxRows) + _hint.Count;
        bool isAbove = above >= wanted || above >= below;
        int room = isAbove ? above : below;
        int height = Math.Min(wanted, room);
        bool hasLine = height < room && screen.Height >= LeastRowsForLine;
        (_hasTop, _hasBottom) = (hasLine && isAbove, hasLine && !isAbove);
        if (hasLine)
            height++;
        int typed = TextWidth.Measure(owner.Field.Buffer.Text.AsSpan(Math.Min(list.Start, owner.Field.Buffer.Caret)..owner.Field.Buffer.Caret));
        int x = isHintAlone ? 0 : Math.Clamp(caretX - typed - Margin, 0, Math.Max(0, screen.Width - width));
        return new Rectangle(x, isAbove ? above - height : field.Bottom, width, height);
    }

    /// <inheritdoc/>
    public override bool HandleMouse(MouseInput mouse)
    {
        if (mouse is not { Action: MouseAction.Press } || owner.List is not { } list)
            return true;
        int step = mouse.Button switch { MouseButton.WheelUp => -1, MouseButton.WheelDown => +1, _ => 0 };
        _first = Math.Clamp(_first + step, 0, Math.Max(0, list.Items.Count - RowsFor(list)));
        int index = _first + mouse.Y - FirstRow;
        if (mouse.Button == MouseButton.Left && index >= _first && index < list.Items.Count)
            owner.Pick(index);
        return true;
    }

    /// <inheritdoc/>
    protected override void Draw(DrawContext context)
    {
        if (owner.List is not { } list)
            return;
        context.Clear(Theme[StandardRoles.Popup]);
        bool hasSides = !IsHintAlone(list);
        if (_hasTop)
            DrawLine(context, 0, hasSides, '\u250c', '\u2510');
        if (_hasBottom)
            DrawLine(context, context.Height - 1, hasSides, '\u2514', '\u2518');
        for (int i = 0; i < Math.Min(_hint.Count, context.Height); i++)
            context.Put(hasSides ? Margin : 1, (_hasTop ? 1 : 0) + i, _hint[i], Theme.On(StandardRoles.PopupDetail, StandardRoles.Popup));
        int rows = RowsFor(list);
        if (owner.Selected >= 0)
            _first = Math.Clamp(_first, Math.Max(0, owner.Selected - rows + 1), owner.Selected);
        _first = Math.Clamp(_first, 0, Math.Max(0, list.Items.Count - rows));
        int detailColumn = 2 + list.Items.Select(item => TextWidth.Measure(item.Text)).DefaultIfEmpty().Max() + 1;
        for (int i = 0; i < rows; i++)
            DrawItem(context.Clip(new Rectangle(1, FirstRow + i, context.Width - 2, 1)), list.Items[_first + i], _first + i == owner.Selected, detailColumn);
        if (hasSides)
            DrawSides(context);
    }

    // The row of the first choice within the view.
    int FirstRow => _hint.Count + (_hasTop ? 1 : 0);

    void DrawLine(DrawContext context, int y, bool hasCorners, char left, char right)
    {
        Style style = Theme.On(StandardRoles.Border, StandardRoles.Popup);
        context.Fill(new Rectangle(0, y, context.Width, 1), '\u2500', style);
        if (!hasCorners)
            return;
        context.PutSign(0, y, left, style);
        context.PutSign(context.Width - 1, y, right, style);
    }

    void DrawSides(DrawContext context)
    {
        Style style = Theme.On(StandardRoles.Border, StandardRoles.Popup);
        (int top, int height) = (_hasTop ? 1 : 0, context.Height - (_hasTop || _hasBottom ? 1 : 0));
        context.Fill(new Rectangle(0, top, 1, height), '\u2502', style);
        context.Fill(new Rectangle(context.Width - 1, top, 1, height), '\u2502', style);
    }

    static bool IsHintAlone(CompletionList list) => list.Items.Count == 0;

    static List<string> HintRows(string hint, int width)
    {
        int columns = Math.Max(1, width - (2 * Margin));
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

        return (2 * Margin) + Math.Max(TextWidth.Measure(list.Hint), text + (detail > 0 ? detail + 2 : 0));
    }

    int RowsFor(CompletionList list) => Math.Clamp(Frame.Height - _hint.Count - (_hasTop || _hasBottom ? 1 : 0), 0, list.Items.Count);

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
