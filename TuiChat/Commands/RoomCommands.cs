using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat.Commands;

/// <summary>Going about: rooms, their people, their topic.</summary>
static class RoomCommands
{
    /// <summary>The rows of this theme.</summary>
    public static IEnumerable<Command> All =>
    [
        new("cd", [new("ROOM", "a room to go into, or a new name", ArgumentKind.Room) { IsOptional = true, Words = [("-", "the room before this one"), ("@", "and a name: the conversation with somebody alone")] }, new("PASSPHRASE", "what entering takes, if it takes something", ArgumentKind.Word) { IsOptional = true, IsSecret = true }], "Goes into a room; a new name makes one, - goes back, nothing shows the list.", Enter),
        new("part", [new("ROOM", "the room to leave; this one if left out", ArgumentKind.JoinedRoom) { IsOptional = true }], "Leaves this room or the named one.", Leave),
        new("rooms", [], "Lists the rooms of this server.", ListRooms),
        new("list", [], "Lists the people in this room; in the lobby, looks for servers anew.", ListPeople) { IsForLobby = true, Aliases = ["names", "who"] },
        new("topic", [new("TEXT", "what the room is about, or - for nothing") { IsOptional = true }], "Shows or sets the topic of this room; - takes it away.", Topic),
    ];

    /// <summary>Goes into a room.</summary>
    public static CommandResult Enter(CommandContext context, string text)
    {
        if (text.Length == 0)
        {
            context.ChooseRoom();
            return CommandResult.Done;
        }
        if (text == "-" && context.Client.State.Previous is null) return CommandResult.Failed("There is no room before this one yet.");
        if (text.StartsWith('@') && !(RoomName.TryParse(text, out var direct, out _) && direct.IsDirect)) return PeopleCommands.Open(context, text[1..]);
        var space = text.AsSpan().IndexOfAny(" \t");
        var (name, passphrase) = space < 0 ? (text, null) : (text[..space], new Secret(text[space..].Trim()));
        name = text == "-" ? context.Client.State.Previous?.Value : name.TrimStart('#');
        if (!RoomName.TryParse(name, out var room, out var problem)) return CommandResult.Failed(problem);
        return context.Client.Enter(room, passphrase) ? CommandResult.Done : CommandResult.Failed("You are not connected, so no room can be entered.");
    }

    static CommandResult Leave(CommandContext context, string text)
    {
        var current = context.Client.State.Current?.Room;
        RoomName room;
        if (text.Length > 0)
        {
            if (context.Client.State.Conversations.FirstOrDefault(known => known.With is not null && string.Equals(known.Title, text, StringComparison.OrdinalIgnoreCase)) is { } two) room = two.Room;
            else if (!RoomName.TryParse(text.TrimStart('#'), out room, out var problem)) return CommandResult.Failed(problem);
        }
        else if (current is { } here) room = here;
        else return CommandResult.Failed("You are in no room.");
        if (context.Client.State.Find(room) is null) return CommandResult.Failed($"You are not in {room}. You are in: {Joined(context)}.");
        if (context.Client.State.Conversations.Count == 1) return CommandResult.Failed("This is your only room. /cd ROOM goes into another one first, /quit leaves the program.");
        return context.Ask(new LeaveRequest { Room = room });
    }

    static CommandResult ListRooms(CommandContext context, string text) =>
        context.Ask(new RoomsRequest(), (answer, _) =>
        {
            if (answer is not RoomList { More: false } || context.Client.State.Rooms is not { } rooms) return;
            var width = rooms.Select(room => room.Room.Value.Length).DefaultIfEmpty(0).Max();
            context.Client.Answer($"{Count(rooms.Count, "room", "rooms")} on {context.Client.State.Welcome?.Name}:\n" + string.Join('\n', rooms.Select(room =>
                $"  {room.Room.Value.PadRight(width)}  {Count(room.People, "person", "people"),-10}  {room.Topic}{Door(room)}".TrimEnd())));
        });

    static CommandResult ListPeople(CommandContext context, string text) => context.Client.State.Current is { } current
        ? context.Tell($"{Count(current.People.Count, "person", "people")} in {current.Title}: {string.Join(", ", current.People.Select((nick, i) => Describe(nick, current.Roster.DetailsAt(i))))}")
        : context.Client.State.Connection is ConnectionState.Idle && context.Servers is { } servers ? servers.Look()
        : CommandResult.Failed("You are in no room.");

    static string Describe(Nickname nick, Person? details)
    {
        if (details is null) return nick.Value;
        string?[] words = [details.Role, details.Rank, details.Guest ? "guest" : null, details.State is { } state ? details.Note is { } note ? $"{state}: {note}" : state : null];
        var text = string.Join(", ", words.OfType<string>());
        return text.Length == 0 ? nick.Value : $"{nick} ({text})";
    }

    static CommandResult Topic(CommandContext context, string text)
    {
        if (context.Client.State.Current is not { } current) return CommandResult.Failed("You are in no room.");
        if (text.Length == 0)
            return context.Tell(current.Topic.Length == 0 ? $"{current.Title} has no topic; /topic TEXT sets one." : $"Topic of {current.Title}: {current.Topic}");
        var topic = text == "-" ? "" : text;
        if (TextRules.Problem(topic, Limits.MaxShortTextBytes, isMultiline: false) is { } problem) return CommandResult.Failed(problem.Text);
        return context.Ask(new SetTopicRequest { Room = current.Room, Text = topic });
    }

    static string Door(RoomSummary room) => (room.Access, room.Passphrase) switch
    {
        (RoomAccess.Locked, _) => "  [locked]",
        (RoomAccess.Invite, _) => "  [invited only]",
        (_, true) => "  [passphrase]",
        _ => "",
    };

    static string Joined(CommandContext context) => string.Join(", ", context.Client.State.Conversations.Select(conversation => conversation.Title));

    static string Count(int number, string one, string many) => number == 1 ? $"1 {one}" : $"{number} {many}";
}
