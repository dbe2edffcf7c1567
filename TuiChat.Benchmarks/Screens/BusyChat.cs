using TuiChat.Commands;
using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Sessions;
using TuiChat.Terminal;
using TuiChat.Views;

namespace TuiChat.Benchmarks.Screens;

/// <summary>The real chat view at 200x50 with rooms of many lines and 100 people each, fed with what a server would say.</summary>
sealed class BusyChat : IDisposable
{
    const int People = 100;

    static readonly string[] Words = ["anchor", "by", "the", "harbour", "wind", "of", "seven", "lanterns", "and", "a", "lighthouse", "keeper"];

    readonly ApplicationHarness _harness;
    readonly RoomName[] _rooms;
    readonly Nickname[] _people = [.. Enumerable.Range(0, People).Select(i => Nick($"person{i}"))];
    readonly Dictionary<RoomName, long> _seq = [];
    readonly long _now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Draws the first frame.</summary>
    public BusyChat(int rooms = 12, int lines = 2000)
    {
        _rooms = [.. Enumerable.Range(0, rooms).Select(i => Room($"room{i}"))];
        var theme = new ThemeCatalog(Path.Combine(AppContext.BaseDirectory, "themes")).Load(ThemeCatalog.DefaultName);
        var options = new ApplicationOptions { KeyBindings = ChatBindings.Create(), Theme = theme.Theme ?? Theme.Plain(ChatRoles.Schema) };
        View = new ChatView(Client, new CommandTable());
        Application = new Application(Terminal, View, options);
        _harness = new ApplicationHarness(Application, Terminal);
        View.Input.Field.SetFocus();
        Client.Apply(new SessionEvent.Entered(new Welcome { V = 1, Nick = _people[0], Name = "Harbour", Server = "1", At = _now, MaxText = Limits.MaxTextBytes, Idle = 60_000 }));
        foreach (var room in _rooms) Fill(room, lines);
        foreach (var _ in _rooms) // each is seen once, and left at its newest line
        {
            _harness.Press("Ctrl+N");
            _harness.Press("Escape");
        }
    }

    /// <summary>Counts what is written.</summary>
    public NullTerminal Terminal { get; } = new();

    /// <summary>The loop, stepped by the caller.</summary>
    public Application Application { get; }

    /// <summary>The view.</summary>
    public ChatView View { get; }

    /// <summary>The state behind the view.</summary>
    public ChatClient Client { get; } = new(TimeProvider.System);

    /// <summary>The next line of the room on the screen.</summary>
    public SessionEvent NextMessage() => Message(Client.State.Current?.Room ?? _rooms[0]);

    /// <summary>Handles what waits and draws, as the loop does.</summary>
    public void Draw()
    {
        Application.HandleWaiting();
        Application.Draw();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _harness.Dispose();
        Application.Dispose();
    }

    void Fill(RoomName room, int lines)
    {
        var join = new JoinRequest { Room = room };
        Answer(join, new RoomState { More = true, Room = room, Topic = "What everybody talks about", Head = 0, People = People });
        Answer(join, new PeopleList { More = true, Room = room, People = [.. _people.Select(nick => new Person { Nick = nick })] });
        Answer(join, new Page { Room = room, Events = [] });
        for (var i = 0; i < lines; i++) Client.Apply(Message(room));
    }

    void Answer(Request request, Answer answer) => Client.Apply(new SessionEvent.Answered(request, answer, TimeSpan.Zero));

    SessionEvent.Received Message(RoomName room)
    {
        var seq = _seq[room] = _seq.GetValueOrDefault(room) + 1;
        var chance = new Random((int)(seq * _rooms.Length) + Array.IndexOf(_rooms, room));
        var words = Enumerable.Range(0, chance.Next(2, 34)).Select(_ => Words[chance.Next(Words.Length)]);
        return new SessionEvent.Received(new ChatMessage
        {
            Room = room,
            Seq = seq,
            At = _now + (seq * 1000),
            From = _people[chance.Next(People)],
            Text = string.Join(' ', words),
        });
    }

    static Nickname Nick(string text) => Nickname.TryParse(text, out var nick, out var problem) ? nick : throw new ScenarioException(problem);

    static RoomName Room(string text) => RoomName.TryParse(text, out var room, out var problem) ? room : throw new ScenarioException(problem);
}
