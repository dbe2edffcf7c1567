namespace TuiChat.Terminal;

/// <summary>
/// The root view, the modal views above it, and the overlays above those; who has the keyboard in each, and the way of
/// input through them. Only the top modal gets keys; closing it gives the keyboard back to who had it. UI thread only.
/// </summary>
sealed class LayerStack(Application application)
{
    readonly List<Layer> _layers = [];
    readonly List<View> _overlays = [];
    View? _lastFocused;
    View? _mouseOwner;

    /// <summary>The view that gets keys first; always visible and in the top layer, or null.</summary>
    public View? Focused
    {
        get
        {
            if (_layers is not [.., var top])
                return null;
            if (top.Focused is { } focused && focused.IsWithin(top.Root) && IsShown(focused))
                return focused;
            return top.Focused = top.Root.FirstFocusable();
        }
    }

    /// <summary>The top modal view, or null when there is none.</summary>
    public View? TopModal => _layers.Count > 1 ? _layers[^1].Root : null;

    /// <summary>Replaces the root view beneath everything.</summary>
    public void SetRoot(View root)
    {
        root.Application = application;
        if (_layers.Count == 0)
            _layers.Add(new Layer(root));
        else
            _layers[0] = new Layer(root);
        TellFocus();
    }

    /// <summary>Puts a modal view on top.</summary>
    public void Open(View modal)
    {
        modal.Application = application;
        _layers.Add(new Layer(modal));
        TellFocus();
    }

    /// <summary>Takes a modal view away, wherever it stands. False when it is not open.</summary>
    public bool Close(View modal)
    {
        int index = _layers.FindLastIndex(layer => layer.Root == modal);
        if (index <= 0)
            return false;
        _layers.RemoveAt(index);
        TellFocus();
        modal.Application = null;
        return true;
    }

    /// <summary>Shows a view above everything that gets no keys.</summary>
    public void Show(View overlay)
    {
        if (_overlays.Contains(overlay))
            return;
        overlay.Application = application;
        _overlays.Add(overlay);
    }

    /// <summary>Takes an overlay away.</summary>
    public void Hide(View overlay)
    {
        if (_overlays.Remove(overlay))
            overlay.Application = null;
    }

    /// <summary>Gives a view the keyboard within its layer; nothing happens when it is in none.</summary>
    public void Focus(View view)
    {
        Layer? layer = _layers.Find(candidate => view.IsWithin(candidate.Root));
        if (layer is null || !view.CanFocus)
            return;
        layer.Focused = view;
        TellFocus();
    }

    /// <summary>Moves the keyboard to the next (+1) or previous (-1) focusable view of the top layer. False when there is no other.</summary>
    public bool FocusNext(int step)
    {
        List<View> views = [.. _layers[^1].Root.Focusable()];
        int index = Focused is { } focused ? views.IndexOf(focused) : -1;
        if (views.Count < 2 && index >= 0 || views.Count == 0)
            return false;
        Focus(views[(index + step + views.Count) % views.Count]);
        return true;
    }

    /// <summary>Places every view on a screen of the given size.</summary>
    public void Layout(TerminalSize size)
    {
        var screen = new Rectangle(0, 0, size.Width, size.Height);
        foreach (Layer layer in _layers)
            layer.Root.Layout(layer.Root.Place(screen));
        foreach (View overlay in _overlays)
            overlay.Layout(overlay.Place(screen));
    }

    /// <summary>Draws every view, from the bottom up.</summary>
    public void Render(DrawContext context)
    {
        foreach (Layer layer in _layers)
            layer.Root.Render(context);
        foreach (View overlay in _overlays)
            overlay.Render(context);
    }

    /// <summary>Asks the focused view and then its parents. True when one reacted.</summary>
    public bool Route(Key key)
    {
        bool isHandled = Bubble(key, static (view, key) => view.HandleKey(key));
        TellFocus();
        return isHandled;
    }

    /// <summary>Asks the focused view and then its parents. True when one reacted.</summary>
    public bool Route(Pasted paste) => Bubble(paste, static (view, paste) => view.HandlePaste(paste));

    /// <summary>Asks the view under the mouse and then its parents; a drag goes to who took the press.</summary>
    public bool Route(MouseInput mouse)
    {
        if (mouse.Action is MouseAction.Drag or MouseAction.Release && _mouseOwner is { } owner)
        {
            if (mouse.Action == MouseAction.Release)
                _mouseOwner = null;
            return owner.Application is not null && Deliver(owner, mouse);
        }

        View? hit = Hit(mouse.X, mouse.Y);
        bool isPress = mouse is { Action: MouseAction.Press, Button: MouseButton.Left or MouseButton.Middle or MouseButton.Right };
        if (isPress)
            FocusUnder(hit);
        for (View? view = hit; view is not null; view = view.SuperView)
        {
            if (!Deliver(view, mouse))
                continue;
            _mouseOwner = isPress ? view : null;
            TellFocus();
            return true;
        }

        return false;
    }

    /// <summary>Tells the views concerned when the keyboard has moved since the last call.</summary>
    public void TellFocus()
    {
        View? focused = Focused;
        if (focused == _lastFocused)
            return;
        View? lost = _lastFocused;
        _lastFocused = focused;
        lost?.FocusMoved(hasFocus: false);
        focused?.FocusMoved(hasFocus: true);
    }

    static bool IsShown(View view)
    {
        for (View? at = view; at is not null; at = at.SuperView)
        {
            if (!at.Visible)
                return false;
        }

        return view.CanFocus;
    }

    static bool Deliver(View view, MouseInput mouse)
    {
        Rectangle frame = view.ScreenFrame;
        return view.HandleMouse(mouse with { X = mouse.X - frame.X, Y = mouse.Y - frame.Y });
    }

    View? Hit(int x, int y)
    {
        for (int i = _overlays.Count - 1; i >= 0; i--)
        {
            if (_overlays[i].HitTest(x, y) is { } hit)
                return hit;
        }

        return _layers is [.., var top] ? top.Root.HitTest(x, y) : null;
    }

    void FocusUnder(View? hit)
    {
        while (hit is { CanFocus: false })
            hit = hit.SuperView;
        if (hit is not null)
            Focus(hit);
    }

    // Ends early when a view reacted, or was taken out of the tree while it did not.
    bool Bubble<T>(T input, Func<View, T, bool> ask)
    {
        if (_layers is not [.., var top])
            return false;
        for (View? view = Focused ?? top.Root; view is not null; view = view.SuperView)
        {
            if (ask(view, input))
                return true;
        }

        return false;
    }

    sealed class Layer(View root)
    {
        public View Root { get; } = root;

        public View? Focused { get; set; }
    }
}
