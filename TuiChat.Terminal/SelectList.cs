namespace TuiChat.Terminal;

/// <summary>A list to pick from: typing narrows it down (<see cref="FuzzyMatch"/>), Up and Down choose, Enter takes.</summary>
public sealed class SelectList : View
{
    const int MostDetail = 30, LeastMostRows = 12;

    readonly Matches _matches;
    readonly ListView _list;

    /// <summary>Makes a list of no items.</summary>
    public SelectList(string prompt = "", string placeholder = "")
    {
        _matches = new Matches(this);
        _list = new ListView(_matches, followsEnd: false) { CanSelect = true, CanFocus = false, ShowsMoreBelow = true };
        Filter = new TextField { Prompt = prompt, Placeholder = placeholder };
        Filter.Changed += Narrow;
        _list.SelectionChanged += id => SelectionChanged?.Invoke(SelectedIndex);
        _list.ItemClicked += OnClicked;
        Add(Filter);
        Add(_list);
    }

    /// <summary>The field one types into.</summary>
    public TextField Filter { get; }

    /// <summary>All items; setting them keeps the typed text, and the selection when the item with the same text is still there.</summary>
    public IReadOnlyList<SelectItem> Items
    {
        get => _matches.Items;
        set
        {
            string? selected = SelectedIndex is { } index and >= 0 ? Items[index].Text : null;
            _matches.SetItems(value);
            Narrow();
            int again = selected is null ? -1 : value.ToList().FindIndex(item => item.Text == selected);
            if (again >= 0 && _matches.IndexOf(again) >= 0)
                _list.Select(again);
        }
    }

    /// <summary>The index in <see cref="Items"/> of the selected one; -1 when nothing matches.</summary>
    public int SelectedIndex => _list.SelectedId is { } id && _matches.IndexOf(id) >= 0 ? (int)id : -1;

    /// <summary>Another item is selected (its index, or -1); for previews.</summary>
    public event Action<int>? SelectionChanged;

    /// <summary>Enter or a click on an item, with its index.</summary>
    public event Action<int>? Accepted;

    /// <summary>Enter on a text that matches nothing, for lists in which a new name makes a new thing.</summary>
    public event Action<string>? NewTextAccepted;

    /// <inheritdoc/>
    public override int DesiredWidth => Math.Max(
        TextWidth.Measure(Filter.Prompt) + TextWidth.Measure(Filter.Placeholder) + 1,
        Math.Max(20, _matches.Widest) + _matches.WidestDetail + 4);

    /// <inheritdoc/>
    public override int MostWidth => 80;

    /// <summary>A row for the filter, and one for each item up to half of the screen; more are scrolled.</summary>
    public override int DesiredHeight(int width) => 1 + Math.Clamp(Items.Count, 1, Math.Max(LeastMostRows, (Application?.Size.Height ?? 0) / 2));

    /// <summary>Selects an item by its index, if it matches what is typed.</summary>
    public void Select(int index)
    {
        if (_matches.IndexOf(index) >= 0)
            _list.Select(index);
    }

    /// <inheritdoc/>
    public override bool HandleKey(Key key)
    {
        if (key == Key.Of(KeyCode.Enter))
            return Accept();
        return _list.Perform(KeyBindings.Find("list", key));
    }

    /// <inheritdoc/>
    protected override void LayoutSubViews()
    {
        Filter.Layout(new Rectangle(0, 0, Frame.Width, 1));
        _list.Layout(new Rectangle(0, 1, Frame.Width, Math.Max(0, Frame.Height - 1)));
    }

    /// <inheritdoc/>
    protected override void Draw(DrawContext context)
    {
        if (_matches.Count == 0)
            context.Put(0, 1, TextWidth.Truncate(NewTextAccepted is null ? "Nothing matches." : "Enter makes a new one.", context.Width), Theme.On(StandardRoles.Dim, StandardRoles.Dialog));
    }

    bool Accept()
    {
        if (SelectedIndex >= 0)
            Accepted?.Invoke(SelectedIndex);
        else if (Filter.Text.Length > 0)
            NewTextAccepted?.Invoke(Filter.Text);
        return true;
    }

    void OnClicked(ListHit hit)
    {
        if (hit.Mouse is { Action: MouseAction.Release, Button: MouseButton.Left })
            Accepted?.Invoke((int)hit.Id);
    }

    void Narrow()
    {
        _matches.Narrow(Filter.Text);
        _list.ScrollToTop();
        _list.Select(_matches.Count > 0 ? _matches.IdAt(0) : null);
    }

    /// <summary>The items that match, best first; an item's id is its index among all.</summary>
    sealed class Matches(SelectList owner) : IListSource
    {
        readonly List<int> _order = [];
        readonly Dictionary<long, int> _positions = [];
        int _version;

        public IReadOnlyList<SelectItem> Items { get; private set; } = [];

        public int Widest { get; private set; }

        public int WidestDetail { get; private set; }

        public int Count => _order.Count;

        public void SetItems(IReadOnlyList<SelectItem> items)
        {
            Items = items;
            Widest = items.Select(item => TextWidth.Measure(item.Text)).DefaultIfEmpty().Max();
            WidestDetail = items.Select(item => TextWidth.Measure(item.Detail)).DefaultIfEmpty().Max();
            _version++;
        }

        public void Narrow(string typed)
        {
            _order.Clear();
            _order.AddRange(Enumerable.Range(0, Items.Count)
                .Select(index => (Index: index, Score: Score(typed, Items[index])))
                .Where(match => match.Score is not null)
                .OrderByDescending(match => match.Score)
                .Select(match => match.Index));
            _positions.Clear();
            for (int i = 0; i < _order.Count; i++)
                _positions[_order[i]] = i;
        }

        static int? Score(string typed, SelectItem item)
        {
            int? text = FuzzyMatch.Score(typed, item.Text), other = item.AlsoFoundBy.Length > 0 ? FuzzyMatch.Score(typed, item.AlsoFoundBy) : null;
            return text is null || other > text ? other : text;
        }

        public long IdAt(int index) => _order[index];

        public int IndexOf(long id) => _positions.GetValueOrDefault(id, -1);

        public int VersionAt(int index) => HashCode.Combine(_version, owner.Theme);

        public IReadOnlyList<TextRow> Layout(int index, int width)
        {
            SelectItem item = Items[_order[index]];
            // Details stand in a column of their own, or at the right edge where long texts leave no room for one.
            bool hasColumn = Widest + 2 + Math.Min(WidestDetail, MostDetail) <= width - 2;
            int column = item.Detail.Length == 0 ? width - 2
                : hasColumn ? Widest
                : Math.Max(width / 2, width - 4 - Math.Min(TextWidth.Measure(item.Detail), MostDetail));
            string text = TextWidth.Truncate(item.Text, column);
            int left = width - 2 - column - 2;
            var runs = new List<TextRun> { new(text, owner.Theme[StandardRoles.Dialog]) };
            if (item.Detail.Length > 0 && left > 3)
                runs.Add(new TextRun(new string(' ', column - TextWidth.Measure(text) + 2) + TextWidth.Truncate(item.Detail, left), owner.Theme.On(StandardRoles.Dim, StandardRoles.Dialog)));
            return [new TextRow(runs, 1)];
        }
    }
}
