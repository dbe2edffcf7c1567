using TuiChat.Protocol;

namespace TuiChat.Commands;

/// <summary>Talking in another way than plain speech.</summary>
static class TalkCommands
{
    /// <summary>The rows of this theme.</summary>
    public static IEnumerable<Command> All =>
    [
        new("me", [new("TEXT", "what you do, such as waves")], "Says what you do: /me waves shows “* ada waves”.", Act),
    ];

    static CommandResult Act(CommandContext context, string text) =>
        CommandResult.From(context.Client.Say(text, MessageKind.Action));
}
