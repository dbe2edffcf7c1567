using TuiChat.Conversations;
using TuiChat.Terminal;

namespace TuiChat.Views;

/// <summary>
/// The conversation on the screen, or on wide screens two side by side: the one that is typed into, which is the state's current
/// one, and the one beside it.
/// </summary>
sealed class PaneSplit : View
{
    /// <summary>160 columns of the whole screen: on narrower ones two conversations leave no room for lines.</summary>
    public const int LeastScreen = 160;

    readonly ChatClient _client;
    readonly ConversationPane _left;
    readonly ConversationPane _right;
    (Conversation? Current, Conversation Beside)? _parked;

    /// <summary>Makes the panes.</summary>
    public PaneSplit(ChatClient client)
    {
        _client = client;
        _left = new ConversationPane(client.Time);
        _right = new ConversationPane(client.Time) { Visible = false };
        Active = _left;
        foreach (var pane in Panes)
        {
            pane.PresenceOf = nick => PersonMark.Presence(client.State, nick);
            pane.Clicked += () => ClickedIn(pane);
            Add(pane);
        }
    }

    /// <summary>Both, from left to right.</summary>
    public IReadOnlyList<ConversationPane> Panes => [_left, _right];

    /// <summary>The one that is typed into.</summary>
    public ConversationPane Active { get; private set; }

    /// <summary>Two are on the screen.</summary>
    public bool IsSplit => _left.Visible && _right.Visible;

    /// <summary>The columns of the whole screen, on which it depends whether two are shown.</summary>
    public int ScreenWidth { private get; set; }

    /// <summary>Another pane is to be typed into: the room in it has become the current one.</summary>
    public event Action? Moved;

    /// <summary>Follows the state: the current room and the one beside it are shown.</summary>
    public void Follow()
    {
        var (current, beside) = (_client.State.Current, _client.State.Beside);
        if (beside is not null && Active.Shown != current && Other.Shown == current) Active = Other;
        Active.Show(current);
        if (beside is not null) Other.Show(beside);
        else if (Active == _right && _parked is null) MoveLeft(current);
        foreach (var pane in Panes) pane.IsActive = pane == Active;
    }

    /// <summary>Opens a second pane with the room that was on the screen before, or closes the one that is not typed into. A sentence when it cannot.</summary>
    public string? Toggle()
    {
        _parked = null;
        if (_client.State.Beside is not null)
        {
            _client.State.OpenBeside(null);
            Follow();
            return null;
        }
        if (ScreenWidth < LeastScreen) return $"Two rooms side by side need {LeastScreen} columns.";
        var state = _client.State;
        var room = (state.Previous is { } previous ? state.Find(previous) : null) ?? state.Conversations.FirstOrDefault(other => other != state.Current);
        if (room is null || room == state.Current) return "You are in one room only; /cd ROOM goes into another.";
        state.OpenBeside(room);
        Follow();
        return null;
    }

    /// <summary>Types into the other pane from now on.</summary>
    public void Switch()
    {
        if (_client.State.Beside is { } beside) _client.State.Open(beside);
        Moved?.Invoke();
    }

    /// <inheritdoc/>
    protected override void LayoutSubViews()
    {
        if (ScreenWidth < LeastScreen) Park();
        else if (_parked is not null) Unpark();
        _left.Visible = _client.State.Beside is not null || Active == _left;
        _right.Visible = _client.State.Beside is not null || Active == _right;
        var width = IsSplit ? (Frame.Width - 1) / 2 : Frame.Width;
        var (airLeft, airRight) = (Frame.X > 0 ? 1 : 0, Frame.Right < ScreenWidth ? 1 : 0);
        _left.Air = (airLeft, IsSplit ? 1 : airRight);
        _right.Air = (IsSplit ? 1 : airLeft, airRight);
        _left.Layout(new Rectangle(0, 0, width, Frame.Height));
        _right.Layout(IsSplit ? new Rectangle(width + 1, 0, Math.Max(0, Frame.Width - width - 1), Frame.Height) : _left.Frame);
    }

    /// <summary>A screen that has become narrow shows the active pane alone, wherever it stands; what is beside it counts as unseen again.</summary>
    void Park()
    {
        if (_client.State.Beside is not { } beside) return;
        _parked = (_client.State.Current, beside);
        _client.State.OpenBeside(null);
        Follow();
    }

    /// <summary>The screen is wide again: of the two rooms that were there, the one that is not on it now comes beside it.</summary>
    void Unpark()
    {
        var room = _parked?.Beside == _client.State.Current ? _parked?.Current : _parked?.Beside;
        _parked = null;
        if (room is not null && _client.State.Conversations.Contains(room))
        {
            if (Other.Shown == _client.State.Current) Active = Other; // one has gone over to it meanwhile: each stays where it was
            _client.State.OpenBeside(room);
        }
        Follow();
    }

    /// <inheritdoc/>
    protected override void Draw(DrawContext context)
    {
        if (IsSplit) context.Fill(new Rectangle(_left.Frame.Right, 0, 1, Frame.Height), '│', Theme[StandardRoles.Border]);
    }

    ConversationPane Other => Active == _left ? _right : _left;

    void MoveLeft(Conversation? current)
    {
        _right.Show(null);
        Active = _left;
        _left.Show(current);
    }

    void ClickedIn(ConversationPane pane)
    {
        if (pane != Active) Switch();
    }
}
