namespace TuiChat.Commands;

/// <summary>The past: what this machine keeps of it.</summary>
static class PastCommands
{
    const string Nothing = "No history is kept here.";

    /// <summary>The rows of this theme.</summary>
    public static IEnumerable<Command> All =>
    [
        new("search", [new("WORDS", "words, \"a phrase\", begin*, from:NAME, in:ROOM, server:NAME, before:DATE, after:DATE, has:link") { IsOptional = true }], "Searches all that was said, in all rooms of all servers, on this machine (Ctrl+F).", Search) { IsForLobby = true },
        new("history", [], "Searches the past of this room: its lines, newest first, before you type a word. PageUp reads back in the room itself.", History),
        new("unread", [], "Shows where lines are unread, and how many of them name you (Alt+I).", (context, _) => Unread(context)),
        new("save chat", [new("FILE", "a file that ends in .txt, .md, .json or .html; without it, a name from room and date", ArgumentKind.File) { IsOptional = true }], "Writes what this machine keeps of this room to a file; asks before one is replaced.", Save) { Aliases = ["save"] },
    ];

    static CommandResult Search(CommandContext context, string text) => context.Past?.Search(text) ?? CommandResult.Failed(Nothing);

    static CommandResult History(CommandContext context, string text) => context.Client.State is { Current: { } room, Place: { } place }
        ? context.Past?.Search($"in:{room.Room} server:\"{place.Server.Replace("\"", "", StringComparison.Ordinal)}\" ") ?? CommandResult.Failed(Nothing)
        : CommandResult.Failed("You are in no room. /search looks through all rooms.");

    static CommandResult Unread(CommandContext context) => context.ShowUnread?.Invoke() ?? TellUnread(context);

    static CommandResult TellUnread(CommandContext context)
    {
        var rooms = context.Client.State.Conversations.Where(room => room.Unread > 0).Select(room => $"{room.Room}: {room.Unread}{(room.Mentions > 0 ? $", {room.Mentions} for you" : "")}").ToList();
        return rooms.Count == 0 ? CommandResult.Failed("Nothing is unread.") : context.Tell("Unread lines:\n" + string.Join('\n', rooms));
    }

    static CommandResult Save(CommandContext context, string text) => context.Client.State.Current is null
        ? CommandResult.Failed("You are in no room, so there is nothing to save.")
        : context.Past?.Save(text) ?? CommandResult.Failed(Nothing);
}
