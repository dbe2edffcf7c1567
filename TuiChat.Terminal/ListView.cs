namespace TuiChat.Terminal;

/// <summary>
/// A list of items of any height of which only those in sight are laid out. It keeps the row at its top where it is,
/// whatever is added, changed or removed around it and however the view is resized. A list that follows its end does so
/// until one scrolls up, and again from when the end comes in sight.
/// </summary>
public sealed class ListView : View
{
    const int WheelRows = 3;
    const long NoId = long.MinValue;

    readonly ListRows _rows = new();
    readonly List<ListPosition> _visible = [];
    IListSource _source;
    readonly bool _followsEnd;
    (long Id, int Line, int Index) _anchor = (NoId, 0, 0);
    // Where one read before a resize brought the end in sight: back there with the next, unless something came meanwhile.
    ((long Id, int Line, int Rows) Share, int Index, long LastId)? _left;
    (int Width, int Height) _size;
    // The anchor as one left it, before the width changed: its line of so many rows, and what line that came to.
    (long Id, int Line, int Rows, int Now) _share = (NoId, 0, 1, 0);
    (long Id, ScrollPlace Place)? _pendingScroll;
    (int First, int Last, bool Follows)? _reported;

    /// <summary>Makes a list.</summary>
    /// <param name="source">What it shows.</param>
    /// <param name="followsEnd">It begins at its end and stays there when items are added (a chat); else it begins at its top (a menu).</param>
    public ListView(IListSource source, bool followsEnd = true)
    {
        _source = source;
        _followsEnd = followsEnd;
        IsFollowing = followsEnd;
        CanFocus = true;
    }

    /// <summary>What is shown. Another source is shown from where a new list begins.</summary>
    public IListSource Source
    {
        get => _source;
        set
        {
            _source = value;
            _rows.SetWidth(0);
            _anchor = (NoId, 0, 0);
            _left = null;
            IsFollowing = _followsEnd;
            _pendingScroll = null;
            SelectedId = null;
        }
    }

    /// <summary>The end is shown, and stays shown when items are added.</summary>
    public bool IsFollowing { get; private set; }

    /// <summary>Few items stand at the bottom of the view (as in a chat) and not at its top.</summary>
    public bool AlignsBottom { get; set; }

    /// <summary>Draws "N more below" over the end of the bottom row while the end is not in sight.</summary>
    public bool ShowsMoreBelow { get; set; }

    /// <summary>Up and Down move a selected item instead of scrolling.</summary>
    public bool CanSelect { get; set; }

    /// <summary>The selected item, or null.</summary>
    public long? SelectedId { get; private set; }

    /// <summary>The first item in sight, as of the last frame; -1 when there is none.</summary>
    public int FirstVisibleIndex => _visible is [var first, ..] ? first.Index : -1;

    /// <summary>The last item in sight, as of the last frame; -1 when there is none.</summary>
    public int LastVisibleIndex => _visible is [.., var last] ? last.Index : -1;

    /// <summary>How many items are below the last one in sight.</summary>
    public int ItemsBelow => _visible.Count == 0 || IsFollowing ? 0 : Math.Max(0, _source.Count - 1 - LastVisibleIndex);

    /// <summary>How often items were laid out; for measuring.</summary>
    public long LayoutCount => _rows.LayoutCount;

    /// <summary>Other items have come into sight, or the following began or ended. Raised while drawing: post what changes the list.</summary>
    public event Action? VisibleRangeChanged;

    /// <summary>A button was pressed on an item, or the mouse was dragged or released after that.</summary>
    public event Action<ListHit>? ItemClicked;

    /// <summary>Enter was pressed on the selected item.</summary>
    public event Action<long>? ItemActivated;

    /// <summary>Another item was selected, by hand or by <see cref="Select"/>.</summary>
    public event Action<long?>? SelectionChanged;

    /// <summary>Brings an item into sight with the next frame. Nothing happens when it is gone by then.</summary>
    public void ScrollTo(long id, ScrollPlace place = ScrollPlace.Nearest) => _pendingScroll = (id, place);

    /// <summary>Shows the end and follows it.</summary>
    public void ScrollToBottom()
    {
        _pendingScroll = null;
        _left = null;
        if (_followsEnd)
            IsFollowing = true;
        else if (_source.Count > 0)
            AnchorAt(_rows.Last(_source));
    }

    /// <summary>Shows the first row.</summary>
    public void ScrollToTop()
    {
        _pendingScroll = null;
        if (_source.Count > 0)
            AnchorAt(new ListPosition(0, 0));
    }

    /// <summary>Scrolls by rows, down when positive. False when there is nothing further that way.</summary>
    public bool ScrollBy(int rows)
    {
        Arrange();
        if (_visible.Count == 0)
            return false;
        ListPosition top = _visible[0];
        ListPosition target = _rows.Move(_source, top, rows);
        if (rows > 0 && IsFollowing)
            _left = null;
        if (target == top || (rows > 0 && IsFollowing))
            return false;
        AnchorAt(target);
        Arrange();
        return true;
    }

    /// <summary>Selects an item, or none, and brings it into sight.</summary>
    public void Select(long? id)
    {
        if (id is { } wanted)
            ScrollTo(wanted);
        if (SelectedId == id)
            return;
        SelectedId = id;
        SelectionChanged?.Invoke(id);
    }

    /// <summary>Does an action of the "list" context, such as "list.page-up", whoever has the keyboard. False for others and at the end of the way.</summary>
    public bool Perform(string? action) => action switch
    {
        "list.up" => CanSelect ? MoveSelection(-1) : ScrollBy(-1),
        "list.down" => CanSelect ? MoveSelection(+1) : ScrollBy(+1),
        "list.page-up" => CanSelect ? MoveSelection(-PageRows) : ScrollBy(-PageRows),
        "list.page-down" => CanSelect ? MoveSelection(+PageRows) : ScrollBy(+PageRows),
        "list.top" => CanSelect ? MoveSelection(-_source.Count) : JumpTo(ScrollToTop),
        "list.bottom" => CanSelect ? MoveSelection(+_source.Count) : JumpTo(ScrollToBottom),
        _ => false,
    };

    /// <inheritdoc/>
    public override bool HandleKey(Key key)
    {
        if (CanSelect && key == Key.Of(KeyCode.Enter) && SelectedId is { } id && _source.IndexOf(id) >= 0)
        {
            ItemActivated?.Invoke(id);
            return true;
        }

        return Perform(KeyBindings.Find("list", key));
    }

    /// <inheritdoc/>
    public override bool HandleMouse(MouseInput mouse)
    {
        switch (mouse.Button)
        {
            case MouseButton.WheelUp:
                ScrollBy(-WheelRows);
                return true;
            case MouseButton.WheelDown:
                ScrollBy(+WheelRows);
                return true;
            default:
                return Click(mouse);
        }
    }

    /// <summary>What stands in a row of the view, as of the last frame; null beside the items.</summary>
    public ListHit? HitAt(MouseInput mouse)
    {
        int row = mouse.Y - FirstRowY;
        if (row < 0 || row >= _visible.Count || _visible[row].Index >= _source.Count)
            return null;
        (int index, int line) = _visible[row];
        IReadOnlyList<TextRow> rows = _rows.Of(_source, index);
        return line >= rows.Count ? null : new ListHit(_source.IdAt(index), index, line, mouse.X, rows[line].RunAt(mouse.X), mouse);
    }

    /// <inheritdoc/>
    protected override void LayoutSubViews() => Arrange();

    /// <inheritdoc/>
    protected override void Draw(DrawContext context)
    {
        int y = FirstRowY;
        foreach ((int index, int line) in _visible)
        {
            TextRow row = _rows.Of(_source, index)[line];
            row.Draw(context, 0, y);
            if (!row.IsSeparator && SelectedId == _source.IdAt(index))
                context.Restyle(new Rectangle(0, y, context.Width, 1), Theme[StandardRoles.Selection]);
            y++;
        }

        if (ShowsMoreBelow && ItemsBelow > 0)
            DrawMoreBelow(context);
        ReportRange();
    }

    int PageRows => Math.Max(1, Frame.Height - 1);

    int FirstRowY => AlignsBottom ? Frame.Height - _visible.Count : 0;

    // Finds the rows in sight. Costs as much as there are rows, however many items.
    void Arrange()
    {
        int width = Math.Max(1, Frame.Width), height = Frame.Height;
        KeepLineAcrossWidths(width);
        _visible.Clear();
        if (height <= 0 || _source.Count == 0)
        {
            IsFollowing |= _source.Count == 0 && _followsEnd;
            return;
        }

        bool isResized = _size != (width, height);
        _size = (width, height);
        if (isResized)
            GoBackToLeft();
        ApplyPendingScroll(height);
        (long Id, int Line, int Index)? before = IsFollowing ? null : _anchor;
        if (!IsFollowing)
            FillFrom(ResolveAnchor(), height);
        // With the end in sight no row above it may stay empty that could be filled.
        bool isEndInSight = IsFollowing || _visible.Count == 0 || _visible[^1] == _rows.Last(_source);
        if (isEndInSight)
            FillFrom(_rows.Move(_source, _rows.Last(_source), 1 - height), height);
        IsFollowing = isEndInSight && _followsEnd;
        if (IsFollowing && isResized && before is { } left)
            Leave(left);
        if (_visible.Count == 0)
            return; // every item is hidden
        ListPosition top = _visible[0];
        _anchor = (_source.IdAt(top.Index), top.Line, top.Index);
    }

    void Leave((long Id, int Line, int Index) at) =>
        _left = _source.IndexOf(at.Id) is >= 0 and int index ? (ShareOf(at.Id, at.Line, _rows.Of(_source, index).Count), at.Index, _source.IdAt(_source.Count - 1)) : null;

    // Nothing is left any more once the list goes on behind it.
    void GoBackToLeft()
    {
        if (_left is not { } left)
            return;
        _left = null;
        int index = _source.IndexOf(left.Share.Id);
        if (!IsFollowing || index < 0 || _source.IdAt(_source.Count - 1) != left.LastId)
            return;
        _anchor = (left.Share.Id, LineOf(left.Share, index), left.Index);
        IsFollowing = false;
    }

    void FillFrom(ListPosition top, int height)
    {
        _visible.Clear();
        int line = top.Line;
        for (int index = top.Index; index < _source.Count && _visible.Count < height; index++, line = 0)
        {
            int count = _rows.Of(_source, index).Count;
            for (; line < count && _visible.Count < height; line++)
                _visible.Add(new ListPosition(index, line));
        }
    }

    ListPosition ResolveAnchor()
    {
        int index = _source.IndexOf(_anchor.Id);
        if (index < 0)
            return new ListPosition(Math.Clamp(_anchor.Index, 0, _source.Count - 1), 0);
        return new ListPosition(index, Math.Clamp(_anchor.Line, 0, Math.Max(0, _rows.Of(_source, index).Count - 1)));
    }

    // At another width the item has another number of rows: stay at the same share of it.
    void KeepLineAcrossWidths(int width)
    {
        if (_rows.IsFor(width))
            return;
        int index = _rows.Width > 0 ? _source.IndexOf(_anchor.Id) : -1;
        (long, int, int) share = index < 0 ? default : ShareOf(_anchor.Id, _anchor.Line, _rows.Of(_source, index).Count);
        _rows.SetWidth(width);
        if (index >= 0)
            _anchor.Line = LineOf(share, index);
    }

    // Through several widths nothing is lost by rounding.
    (long Id, int Line, int Rows) ShareOf(long id, int line, int rows) =>
        _share.Id == id && _share.Now == line ? (id, _share.Line, _share.Rows) : (id, line, Math.Max(1, rows));

    int LineOf((long Id, int Line, int Rows) share, int index)
    {
        int line = share.Line * _rows.Of(_source, index).Count / share.Rows;
        _share = (share.Id, share.Line, share.Rows, line);
        return line;
    }

    void ApplyPendingScroll(int height)
    {
        if (_pendingScroll is not { } pending)
            return;
        _pendingScroll = null;
        int index = _source.IndexOf(pending.Id);
        if (index < 0)
            return;
        int rows = _rows.Of(_source, index).Count;
        var top = new ListPosition(index, 0);
        int above = pending.Place switch
        {
            ScrollPlace.Top => 0,
            ScrollPlace.Center => Math.Max(0, (height - rows) / 2),
            ScrollPlace.Bottom => Math.Max(0, height - rows),
            ScrollPlace.Nearest => RowsAboveForNearest(top, rows, height),
            _ => throw new InvalidOperationException($"Unknown place {pending.Place}."),
        };
        if (above >= 0)
            AnchorAt(_rows.Move(_source, top, -above));
    }

    // -1: it is in sight already.
    int RowsAboveForNearest(ListPosition item, int rows, int height)
    {
        ListPosition first = IsFollowing ? _rows.Move(_source, _rows.Last(_source), 1 - height) : ResolveAnchor();
        if (item.Index < first.Index || (item.Index == first.Index && first.Line > 0))
            return 0;
        ListPosition last = _rows.Move(_source, first, height - 1);
        bool isBelow = item.Index > last.Index || (item.Index == last.Index && last.Line < rows - 1);
        return isBelow ? Math.Max(0, height - rows) : -1;
    }

    void AnchorAt(ListPosition top)
    {
        _anchor = (_source.IdAt(top.Index), top.Line, top.Index);
        _left = null;
        IsFollowing = false;
    }

    bool JumpTo(Action jump)
    {
        (long, int, int) before = _anchor;
        Arrange();
        jump();
        Arrange();
        return _anchor != before;
    }

    bool MoveSelection(int step)
    {
        if (_source.Count == 0)
            return false;
        int index = SelectedId is { } id ? _source.IndexOf(id) : -1;
        int target = index < 0 ? (step > 0 ? 0 : _source.Count - 1) : Math.Clamp(index + step, 0, _source.Count - 1);
        // Past what is hidden; where only that follows, it stays.
        while (target >= 0 && target < _source.Count && _rows.Of(_source, target).Count == 0)
            target += Math.Sign(step);
        if (target < 0 || target >= _source.Count)
            return false;
        Select(_source.IdAt(target));
        return target != index;
    }

    bool Click(MouseInput mouse)
    {
        if (mouse.Action == MouseAction.Move || HitAt(mouse) is not { } hit)
            return false;
        if (CanSelect && mouse is { Action: MouseAction.Press, Button: MouseButton.Left })
            Select(hit.Id);
        ItemClicked?.Invoke(hit);
        return true;
    }

    void DrawMoreBelow(DrawContext context)
    {
        string text = TextWidth.Truncate($" \u2193 {ItemsBelow} more below ", context.Width);
        context.Put(context.Width - TextWidth.Measure(text), context.Height - 1, text, Theme[StandardRoles.MoreBelow]);
    }

    void ReportRange()
    {
        (int, int, bool) now = (FirstVisibleIndex, LastVisibleIndex, IsFollowing);
        if (_reported == now)
            return;
        _reported = now;
        VisibleRangeChanged?.Invoke();
    }
}
