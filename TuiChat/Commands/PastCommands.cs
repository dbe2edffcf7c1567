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
        new("save chat", [new("FILE", "a file that ends in .txt, .md, .json or .html; without it, a name from room and date", ArgumentKind.File) { IsOptional = true }], "Writes what this machine keeps of this room to a file; asks before one is replaced.", Save) { Aliases = ["save"] },
    ];

    static CommandResult Search(CommandContext context, string text) => context.Past?.Search(text) ?? CommandResult.Failed(Nothing);

    static CommandResult History(CommandContext context, string text) => context.Client.State is { Current: { } room, Welcome: { } welcome }
        ? context.Past?.Search($"in:{room.Room} server:\"{welcome.Name.Replace("\"", "", StringComparison.Ordinal)}\" ") ?? CommandResult.Failed(Nothing)
        : CommandResult.Failed("You are in no room. /search looks through all rooms.");

    static CommandResult Save(CommandContext context, string text) => context.Client.State.Current is null
        ? CommandResult.Failed("You are in no room, so there is nothing to save.")
        : context.Past?.Save(text) ?? CommandResult.Failed(Nothing);
}
