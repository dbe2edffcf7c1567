using System.Globalization;
using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Terminal;

namespace TuiChat.Views;

/// <summary>
/// Goes to a room by a few letters of its name: ours first, those seen last at the top, then all others of the server, then other
/// servers. A name that is none yet makes a room.
/// </summary>
sealed class QuickSwitcher(ChatClient client)
{
    readonly List<RoomName> _seen = [];
    readonly List<RoomName> _offered = [];
    IReadOnlyList<SelectItem> _servers = [];
    Dialog? _dialog;

    /// <summary>A room was chosen.</summary>
    public event Action<RoomName>? Chosen;

    /// <summary>A server was chosen, by the text of its item.</summary>
    public event Action<string>? ServerChosen;

    /// <summary>The servers one may go to.</summary>
    public Func<IReadOnlyList<SelectItem>> Servers { private get; set; } = () => [];

    /// <summary>A room has come on the screen.</summary>
    public void Saw(RoomName room)
    {
        _seen.Remove(room);
        _seen.Insert(0, room);
    }

    /// <summary>Shows the list, and asks the server for its rooms, which come in when they are told.</summary>
    public void Open(Application application)
    {
        var list = new SelectList("Go to: ", "a few letters of a room or server");
        _servers = Servers();
        list.Items = Offer();
        list.Accepted += index =>
        {
            if (index < _offered.Count) Choose(_offered[index]);
            else ChooseServer(_servers[index - _offered.Count].Text);
        };
        list.NewTextAccepted += text =>
        {
            if (RoomName.TryParse(text.Trim().TrimStart('#'), out var room, out _)) Choose(room);
        };
        var dialog = _dialog = new Dialog("Rooms and servers", list);
        dialog.Open(application);
        client.Ask(new RoomsRequest(), (answer, _) =>
        {
            if (!answer.More && _dialog == dialog) list.Items = Offer();
        });
    }

    void Choose(RoomName room)
    {
        _dialog?.Close(0);
        _dialog = null;
        Chosen?.Invoke(room);
    }

    void ChooseServer(string name)
    {
        _dialog?.Close(0);
        _dialog = null;
        ServerChosen?.Invoke(name);
    }

    /// <summary>The room on the screen stands last of ours: nobody wants to go where they are.</summary>
    List<SelectItem> Offer()
    {
        var items = new List<SelectItem>();
        _offered.Clear();
        var ours = client.State.Conversations.OrderBy(room => room == client.State.Current).ThenBy(room => Place(room.Room));
        foreach (var room in ours) Add(items, room.Room, room.Title, Describe(room));
        foreach (var room in client.State.Rooms ?? [])
        {
            if (client.State.Find(room.Room) is null) Add(items, room.Room, room.Room.Value, Describe(room));
        }
        items.AddRange(_servers);
        return items;
    }

    void Add(List<SelectItem> items, RoomName room, string title, string detail)
    {
        _offered.Add(room);
        items.Add(new SelectItem(title, detail));
    }

    int Place(RoomName room) => _seen.IndexOf(room) is >= 0 and var place ? place : int.MaxValue;

    static string Describe(Conversation room) => Join(
        room.Unread == 0 ? room.IsOpen ? "here" : "" : string.Create(CultureInfo.InvariantCulture, $"{(room.Mentions > 0 ? "@" : "")}{room.Unread} unread"), room.Topic);

    static string Describe(RoomSummary room) => Join(string.Create(CultureInfo.InvariantCulture, $"{room.People} {(room.People == 1 ? "person" : "people")}"), room.Topic);

    static string Join(string state, string topic) => state.Length == 0 || topic.Length == 0 ? state + topic : $"{state} · {topic}";
}
