using TuiChat.Commands;
using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Sessions;
using TuiChat.Terminal;
using TuiChat.Tests.Terminal;
using TuiChat.Views;

namespace TuiChat.Tests.Client.Views;

/// <summary>The chat on a terminal in memory, fed with what a server would say.</summary>
sealed class ChatScreen : IDisposable
{
    public static readonly Nickname Ada = Names.Nick("ada");

    /// <summary>2026-03-01 14:02 UTC in milliseconds.</summary>
    const long Afternoon = 1_772_373_720_000;

    readonly Dictionary<RoomName, long> _seq = [];

    public ChatScreen(int width, int height)
    {
        Client = new ChatClient(new FakeClock());
        View = new ChatView(Client, new CommandTable());
        Screen = new AppScreen(View, width, height, new ApplicationOptions { KeyBindings = ChatBindings.Create(), Theme = Theme.Plain(ChatRoles.Schema) });
        View.Input.Field.SetFocus();
        View.Input.Options.ShowsHints = false;
        Apply(new SessionEvent.Entered(new Welcome { V = 1, Nick = Ada, Name = "Harbour", Server = "1", At = Afternoon, MaxText = 8192, Idle = 60_000 }));
    }

    public ChatClient Client { get; }

    public ChatView View { get; }

    public AppScreen Screen { get; }

    public void Join(string room, string topic, params string[] people)
    {
        var name = Names.Room(room);
        var join = new JoinRequest { Room = name };
        Answer(join, new RoomState { More = true, Room = name, Topic = topic, Head = 0, People = people.Length });
        Answer(join, new PeopleList { More = true, Room = name, People = [.. people.Select(nick => new Person { Nick = Names.Nick(nick) })] });
        Answer(join, new Page { Room = name, Events = [] });
    }

    public void Say(string room, string from, string text, string? kind = null, int minute = 0) => Receive(new ChatMessage
    {
        Room = Names.Room(room),
        Seq = Next(room),
        At = Afternoon + (minute * 60_000L),
        From = Names.Nick(from),
        Text = text,
        Kind = kind,
    });

    /// <summary>A line with everything that the state behind the screen may know of it.</summary>
    public void Show(string room, TimelineItem.Said line)
    {
        Client.State.Find(Names.Room(room))?.Timeline.Add(line with { At = DateTimeOffset.FromUnixTimeMilliseconds(Afternoon) + (line.At - DateTimeOffset.UnixEpoch), Seq = Next(room) });
        Screen.Application.Post(() => { });
        Screen.Settle();
    }

    public void Move(string room, string nick, bool isJoin, int minute = 0)
    {
        if (isJoin) Receive(new MemberJoined { Room = Names.Room(room), At = Afternoon + (minute * 60_000L), Nick = Names.Nick(nick) });
        else Receive(new MemberLeft { Room = Names.Room(room), At = Afternoon + (minute * 60_000L), Nick = Names.Nick(nick) });
    }

    public void Receive(RoomEvent happened) => Apply(new SessionEvent.Received(happened));

    public void Answer(Request request, Answer answer) => Apply(new SessionEvent.Answered(request, answer, TimeSpan.Zero));

    public void Apply(SessionEvent happened)
    {
        Client.Apply(happened);
        Screen.Application.Post(() => { });
        Screen.Settle();
    }

    public long Next(string room) => _seq[Names.Room(room)] = _seq.GetValueOrDefault(Names.Room(room)) + 1;

    public void Dispose() => Screen.Dispose();
}
