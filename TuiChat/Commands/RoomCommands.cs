using TuiChat.Conversations;
using TuiChat.Protocol;

namespace TuiChat.Commands;

/// <summary>Going about: rooms, their people, their topic.</summary>
static class RoomCommands
{
    /// <summary>The rows of this theme.</summary>
    public static IEnumerable<Command> All =>
    [
        new("cd", [new("ROOM", "a room to go into, or a new name", ArgumentKind.Room) { IsOptional = true, Words = [("-", "the room before this one")] }], "Goes into a room; a new name makes one, - goes back, nothing shows the list.", Enter),
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
        if (text.StartsWith('@')) return CommandResult.Failed("Direct conversations do not exist yet; /cd ROOM goes into a room.");
        var name = text == "-" ? context.Client.State.Previous?.Value : text.TrimStart('#');
        if (!RoomName.TryParse(name, out var room, out var problem)) return CommandResult.Failed(problem);
        return context.Client.Enter(room) ? CommandResult.Done : CommandResult.Failed("You are not connected, so no room can be entered.");
    }

    static CommandResult Leave(CommandContext context, string text)
    {
        var current = context.Client.State.Current?.Room;
        RoomName room;
        if (text.Length > 0)
        {
            if (!RoomName.TryParse(text.TrimStart('#'), out room, out var problem)) return CommandResult.Failed(problem);
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
            context.Client.Tell($"{Count(rooms.Count, "room", "rooms")} on {context.Client.State.Welcome?.Name}:\n" + string.Join('\n', rooms.Select(room =>
                $"  {room.Room.Value.PadRight(width)}  {Count(room.People, "person", "people"),-10}  {room.Topic}".TrimEnd())));
        });

    static CommandResult ListPeople(CommandContext context, string text) => context.Client.State.Current is { } current
        ? context.Tell($"{Count(current.People.Count, "person", "people")} in {current.Room}: {string.Join(", ", current.People)}")
        : context.Client.State.Connection is ConnectionState.Idle && context.Servers is { } servers ? servers.Look()
        : CommandResult.Failed("You are in no room.");

    static CommandResult Topic(CommandContext context, string text)
    {
        if (context.Client.State.Current is not { } current) return CommandResult.Failed("You are in no room.");
        if (text.Length == 0)
            return context.Tell(current.Topic.Length == 0 ? $"{current.Room} has no topic; /topic TEXT sets one." : $"Topic of {current.Room}: {current.Topic}");
        var topic = text == "-" ? "" : text;
        if (TextRules.Problem(topic, Limits.MaxShortTextBytes, isMultiline: false) is { } problem) return CommandResult.Failed(problem.Text);
        return context.Ask(new SetTopicRequest { Room = current.Room, Text = topic });
    }

    static string Joined(CommandContext context) => string.Join(", ", context.Client.State.Conversations.Select(conversation => conversation.Room.Value));

    static string Count(int number, string one, string many) => number == 1 ? $"1 {one}" : $"{number} {many}";
}
