using System.Globalization;
using TuiChat.Protocol;
using TuiChat.Terminal;

namespace TuiChat.Lobby;

/// <summary>Chooses a room: the rooms of the server with people and topic, narrowed by typing; a name that is none yet makes one.</summary>
sealed class RoomChooser : View
{
    const int MaxWidth = 72;

    readonly TextField _name = new() { Prompt = "Room: ", Placeholder = "type to search, or a new name" };
    readonly ListView _list;
    readonly Choices _choices;
    readonly bool _isVisiting;
    string? _problem;

    /// <summary>Makes the list with <paramref name="preselected"/> under the bar.</summary>
    /// <param name="rooms">The rooms of the server.</param>
    /// <param name="preselected">The room that Enter takes at once.</param>
    /// <param name="isVisiting">One is in a room already, and goes on there when it is closed; otherwise one leaves the server.</param>
    /// <param name="problem">Why one has to choose again, or null.</param>
    public RoomChooser(IReadOnlyList<RoomSummary> rooms, RoomName preselected, bool isVisiting, string? problem = null)
    {
        _isVisiting = isVisiting;
        _choices = new Choices(rooms, () => Theme);
        _list = new ListView(_choices) { CanSelect = true, CanFocus = false };
        _list.ItemClicked += hit => Choose(_choices[hit.Index].Room);
        _name.Accepting = _ => Accept();
        _name.Changed += Narrow;
        Add(_name);
        Add(_list);
        Narrow();
        _list.Select(_choices.IdOf(preselected) ?? (_choices.Count > 0 ? _choices.IdAt(0) : null));
        _problem = problem;
    }

    /// <summary>A room was chosen.</summary>
    public event Action<RoomName>? Chosen;

    /// <summary>Escape: back to where one was.</summary>
    public event Action? Closed;

    /// <summary>Ctrl+C.</summary>
    public event Action? QuitAsked;

    /// <inheritdoc/>
    public override Rectangle Place(Rectangle screen)
    {
        var width = Math.Min(MaxWidth, screen.Width);
        var height = Math.Min(screen.Height, Math.Max(10, Math.Min(_choices.Total + 7, screen.Height - 4)));
        return new Rectangle((screen.Width - width) / 2, (screen.Height - height) / 2, width, height);
    }

    /// <inheritdoc/>
    public override bool HandleKey(Key key)
    {
        if (key == Key.Parse("Ctrl+C")) QuitAsked?.Invoke();
        else if (key == Key.Of(KeyCode.Escape)) Closed?.Invoke();
        else return _list.Perform(KeyBindings.Find("list", key));
        return true;
    }

    /// <inheritdoc/>
    protected override void LayoutSubViews()
    {
        _name.Layout(new Rectangle(2, 1, Math.Max(1, Frame.Width - 4), 1));
        _list.Layout(new Rectangle(2, 3, Math.Max(1, Frame.Width - 4), Math.Max(0, Frame.Height - 4)));
    }

    /// <inheritdoc/>
    protected override void Draw(DrawContext context)
    {
        context.Clear(Theme[StandardRoles.Dialog]);
        var bottom = _problem ?? (_isVisiting ? "Enter goes there · Esc closes" : "Enter goes there · a new name makes a room · Esc leaves");
        FrameView.DrawBorder(context, Theme, StandardRoles.Dialog, "Which room?", bottom);
        if (_problem is not null) context.Put(2, context.Height - 1, $" {TextWidth.Truncate(_problem, context.Width - 6)} ", Theme.On(StandardRoles.Error, StandardRoles.Dialog));
    }

    void Narrow()
    {
        _problem = null;
        _choices.Narrow(_name.Text.Trim().TrimStart('#'));
        _list.Select(_choices.Count > 0 ? _choices.IdAt(0) : null);
    }

    AcceptResult Accept()
    {
        if (_list.SelectedId is { } id && _choices.IndexOf(id) is >= 0 and var index) Choose(_choices[index].Room);
        else if (RoomName.TryParse(_name.Text.Trim().TrimStart('#'), out var room, out _problem)) Choose(room);
        return AcceptResult.Refused; // the list closes as a whole
    }

    void Choose(RoomName room) => Chosen?.Invoke(room);

    /// <summary>The rooms that match what is typed, and last the new room that the text would make.</summary>
    sealed class Choices(IReadOnlyList<RoomSummary> rooms, Func<Theme> theme) : IListSource
    {
        const long NewRoomId = -1;

        readonly List<(long Id, RoomSummary Room)> _shown = [];
        int _version;

        public int Total => rooms.Count;

        public int Count => _shown.Count;

        public RoomSummary this[int index] => _shown[index].Room;

        public long IdAt(int index) => _shown[index].Id;

        public int IndexOf(long id) => _shown.FindIndex(choice => choice.Id == id);

        public long? IdOf(RoomName room) => _shown.Where(choice => choice.Room.Room == room).Select(choice => (long?)choice.Id).FirstOrDefault();

        public int VersionAt(int index) => _version;

        public void Narrow(string text)
        {
            _version++;
            _shown.Clear();
            var exact = RoomName.TryParse(text, out var typed, out _) ? typed : (RoomName?)null;
            var matches = rooms.Select((room, i) => (Id: (long)i, Room: room)).Where(choice => choice.Room.Room.Value.Contains(text, StringComparison.OrdinalIgnoreCase));
            _shown.AddRange(matches.OrderByDescending(choice => choice.Room.Room == exact).ThenByDescending(choice => choice.Room.Room.Value.StartsWith(text, StringComparison.OrdinalIgnoreCase)));
            if (exact is { } room && rooms.All(known => known.Room != room)) _shown.Add((NewRoomId, new RoomSummary { Room = room, Topic = "", People = 0 }));
        }

        public IReadOnlyList<TextRow> Layout(int index, int width)
        {
            var (id, room) = _shown[index];
            var text = theme()[StandardRoles.Dialog];
            var dim = theme()[StandardRoles.Dim] with { Background = text.Background };
            if (id == NewRoomId) return [new TextRow([new TextRun(room.Room.Value, text), new TextRun("  a new room", dim)])];
            var people = string.Create(CultureInfo.InvariantCulture, $"{room.People,5} ");
            var nameColumns = Math.Clamp(rooms.Max(other => other.Room.Value.Length), 4, Math.Max(4, width / 2));
            var name = TextWidth.Truncate(room.Room.Value, nameColumns);
            var pad = new string(' ', Math.Max(0, nameColumns - TextWidth.Measure(name)));
            var rest = Math.Max(0, width - nameColumns - people.Length - 8);
            return [new TextRow([new TextRun(name + pad, text), new TextRun(people + (room.People == 1 ? "person" : "people"), dim), new TextRun("  " + TextWidth.Truncate(room.Topic, Math.Max(0, rest - 1)), dim)])];
        }
    }
}
