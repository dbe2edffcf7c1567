using TuiChat.Protocol;

namespace TuiChat.Commands;

/// <summary>Talking in another way than plain speech.</summary>
static class TalkCommands
{
    /// <summary>The rows of this theme.</summary>
    public static IEnumerable<Command> All =>
    [
        new("me", "TEXT", "Says what you do: /me waves shows “* ada waves”.", Act),
    ];

    static CommandResult Act(CommandContext context, string text) => text.Length == 0
        ? CommandResult.Failed("Say what you do, for example /me waves.")
        : CommandResult.From(context.Client.Say(text, MessageKind.Action));
}
