namespace TuiChat.Terminal;

/// <summary>
/// A rectangle of the screen that draws itself and reacts to input. Views form a tree; a parent places its children in
/// code, before every frame. All members belong to the UI thread.
/// </summary>
public abstract class View
{
    readonly List<View> _subViews = [];
    Application? _application;

    /// <summary>The place within the parent, in the parent's coordinates. Set by <see cref="Layout"/>.</summary>
    public Rectangle Frame { get; private set; }

    /// <summary>The parent, or null for the root of a layer.</summary>
    public View? SuperView { get; private set; }

    /// <summary>The children, drawn in this order and asked for the mouse in the opposite one.</summary>
    public IReadOnlyList<View> SubViews => _subViews;

    /// <summary>The view is drawn and gets input.</summary>
    public bool Visible { get; set; } = true;

    /// <summary>The view can be given the keyboard.</summary>
    public bool CanFocus { get; set; }

    /// <summary>The application the view is shown by, or null while it is shown by none.</summary>
    public Application? Application
    {
        get => SuperView is null ? _application : SuperView.Application;
        internal set => _application = value;
    }

    /// <summary>Keys go to this view first.</summary>
    public bool HasFocus => Application is { } application && application.Focused == this;

    /// <summary>The theme in force.</summary>
    public Theme Theme => Application?.Theme ?? Fallback.Theme;

    /// <summary>The key table in force.</summary>
    public KeyBindings KeyBindings => Application?.KeyBindings ?? Fallback.KeyBindings;

    /// <summary>Gives the keyboard to this view, if it is shown.</summary>
    public void SetFocus() => Application?.SetFocus(this);

    /// <summary>Adds a child behind the others.</summary>
    public void Add(View view)
    {
        if (view.SuperView is not null)
            throw new InvalidOperationException("The view has a parent already.");
        view.SuperView = this;
        _subViews.Add(view);
    }

    /// <summary>Takes a child out; nothing happens when it is none.</summary>
    public void Remove(View view)
    {
        if (!_subViews.Remove(view))
            return;
        view.SuperView = null;
    }

    /// <summary>
    /// Where the root of a layer or an overlay wants to be on a screen of the given size: everywhere, unless overridden.
    /// Asked before every frame, after the layers beneath have been placed.
    /// </summary>
    public virtual Rectangle Place(Rectangle screen) => screen;

    /// <summary>How many rows the view would like at a width; a parent may give it fewer or more.</summary>
    public virtual int DesiredHeight(int width) => 1;

    /// <summary>How many columns the view would like; 0 when any number will do.</summary>
    public virtual int DesiredWidth => 0;

    /// <summary>How many columns of a wide screen the view takes at most where it has the choice, as in a dialog: longer rows of text are hard to read.</summary>
    public virtual int MostWidth => 60;

    /// <summary>Places the view and its children.</summary>
    public void Layout(Rectangle frame)
    {
        Frame = frame;
        LayoutSubViews();
    }

    /// <summary>Draws the view and its visible children into the parent's context.</summary>
    public void Render(DrawContext parent)
    {
        if (!Visible || Frame.IsEmpty)
            return;
        DrawContext context = parent.Clip(Frame);
        if (context.IsEmpty)
            return;
        Draw(context);
        foreach (View view in _subViews)
            view.Render(context);
    }

    /// <summary>Reacts to a key. False hands it on to the parent.</summary>
    public virtual bool HandleKey(Key key) => false;

    /// <summary>Reacts to pasted text, which is untrusted. False hands it on to the parent.</summary>
    public virtual bool HandlePaste(Pasted paste) => false;

    /// <summary>Reacts to the mouse, in this view's coordinates. False hands it on to the parent. A view that takes a press gets the drags and the release.</summary>
    public virtual bool HandleMouse(MouseInput mouse) => false;

    /// <summary>The view got the keyboard (true) or lost it.</summary>
    public virtual void FocusMoved(bool hasFocus)
    {
    }

    /// <summary>The first visible view in this tree, itself included, that can have the keyboard; null when there is none.</summary>
    public View? FirstFocusable() => Focusable().FirstOrDefault();

    /// <summary>The view's place on the screen.</summary>
    public Rectangle ScreenFrame
    {
        get
        {
            Rectangle frame = Frame;
            for (View? parent = SuperView; parent is not null; parent = parent.SuperView)
                frame = frame.Offset(parent.Frame.X, parent.Frame.Y);
            return frame;
        }
    }

    internal IEnumerable<View> Focusable()
    {
        if (!Visible)
            yield break;
        if (CanFocus)
            yield return this;
        foreach (View focusable in _subViews.SelectMany(view => view.Focusable()))
            yield return focusable;
    }

    /// <summary>The deepest visible view under a cell given in the coordinates of this view's parent.</summary>
    internal View? HitTest(int x, int y)
    {
        if (!Visible || !Frame.Contains(x, y))
            return null;
        for (int i = _subViews.Count - 1; i >= 0; i--)
        {
            if (_subViews[i].HitTest(x - Frame.X, y - Frame.Y) is { } hit)
                return hit;
        }

        return this;
    }

    /// <summary>The view is <paramref name="root"/> or hangs somewhere below it.</summary>
    internal bool IsWithin(View root)
    {
        for (View? view = this; view is not null; view = view.SuperView)
        {
            if (view == root)
                return true;
        }

        return false;
    }

    /// <summary>Places the children by calling their <see cref="Layout"/>; <see cref="Frame"/> is set.</summary>
    protected virtual void LayoutSubViews()
    {
    }

    /// <summary>Draws the view itself, beneath its children.</summary>
    protected virtual void Draw(DrawContext context)
    {
    }

    // What a view that is shown by no application (in a test, before it is added) looks like.
    static class Fallback
    {
        public static readonly Theme Theme = Theme.Plain(new ThemeSchema());
        public static readonly KeyBindings KeyBindings = StandardBindings.Create();
    }
}
