using TuiChat.Conversations;
using TuiChat.Inputs;
using TuiChat.Protocol;

namespace TuiChat.Commands;

/// <summary>Talking in another way than plain speech, and changing what was said.</summary>
static class TalkCommands
{
    const string Nowhere = "You are in no room.";

    static readonly Argument Whose = new("NAME", "whose last line is meant; otherwise the last line of anybody else", ArgumentKind.Person) { IsOptional = true };

    /// <summary>The rows of this theme.</summary>
    public static IEnumerable<Command> All =>
    [
        new("me", [new("TEXT", "what you do, such as waves")], "Says what you do: /me waves shows “* ada waves”.", Act),
        new("reply", [Whose, new("TEXT", "what you answer") { IsOptional = true }], "Answers the last line of somebody; the answer quotes it.", Reply) { Aliases = ["r"] },
        new("edit", [new("TEXT", "what your last line shall say; without it the line comes into the input") { IsOptional = true }], "Changes your last line, also one that waits to be sent.", Edit),
        new("delete", [], "Takes your last line away, for everybody; one that waits is not sent.", Delete),
        new("react", [Whose, new("EMOJI", "what you react with; the same again takes it back", ArgumentKind.Emoji) { IsOptional = true }], "Reacts to the last line of somebody.", React),
    ];

    static CommandResult Act(CommandContext context, string text) =>
        CommandResult.From(context.Client.Say(text, MessageKind.Action));

    static CommandResult Reply(CommandContext context, string text) => FindLine(context, text).Then((line, answer) => answer.Length == 0
        ? CommandResult.Failed($"Type what you answer to {line.From}, for example /reply {line.From} yes.")
        : CommandResult.From(context.Client.Reply(line.Seq, answer)));

    static CommandResult React(CommandContext context, string text) => FindLine(context, text).Then((line, reaction) => reaction.Length == 0
        ? CommandResult.Failed($"Type what you react with, for example /react {line.From} 👍.")
        : Emoji(reaction) is { } emoji
            ? CommandResult.From(context.Client.React(line.Seq, emoji))
            : CommandResult.Failed($"There is no emoji called {reaction}. Tab completes the names."));

    static CommandResult Edit(CommandContext context, string text) => LastWaiting(context) is { } waiting
        ? context.Client.WaitingProblem(waiting.Cid) is { } problem ? CommandResult.Failed(problem)
            : text.Length == 0 ? CommandResult.GoOn($"/edit {waiting.Text}") : CommandResult.From(context.Client.EditWaiting(waiting, text))
        : EditSaid(context, text);

    static CommandResult EditSaid(CommandContext context, string text) => FindOwn(context).Then((line, now) => text.Length == 0
        ? CommandResult.GoOn($"/edit {now}")
        : CommandResult.From(context.Client.Edit(line.Seq, text)));

    static CommandResult Delete(CommandContext context, string text) => LastWaiting(context) is { } waiting
        ? CommandResult.From(context.Client.DropWaiting(waiting))
        : DeleteSaid(context);

    /// <summary>The own line typed last, while it waits.</summary>
    static TimelineItem.Waiting? LastWaiting(CommandContext context) => context.Client.State.Current?.Timeline.Waiting.LastOrDefault();

    static CommandResult DeleteSaid(CommandContext context) =>
        FindOwn(context).Then((line, _) => CommandResult.From(context.Client.Delete(line.Seq)));

    /// <summary>The emoji of a <c>:name:</c>, null when there is none; what is no name is itself.</summary>
    static string? Emoji(string reaction) => reaction.Length > 2 && reaction[0] == ':' && reaction[^1] == ':' ? EmojiTable.Instance.Find(reaction[1..^1]) : reaction;

    /// <summary>The own line said last, and what it says.</summary>
    static Target FindOwn(CommandContext context)
    {
        if (context.Client.State.Current is not { } current) return new Target(null, Nowhere);
        return Last(current, said => said.IsOwn) is { } line ? new Target(line, line.Text) : new Target(null, "You have not said anything here yet.");
    }

    /// <summary>
    /// The line that is meant: of the person whose name the text begins with, otherwise the last one of anybody else; and what
    /// stands behind the name.
    /// </summary>
    static Target FindLine(CommandContext context, string text)
    {
        if (context.Client.State.Current is not { } current) return new Target(null, Nowhere);
        var end = text.AsSpan().IndexOfAny(" \t\n");
        var word = end < 0 ? text : text[..end];
        if (Nickname.TryParse(word.TrimStart('@').TrimEnd(':', ','), out var who, out _))
        {
            if (Last(current, said => said.From.Key == who.Key) is { } theirs) return new Target(theirs, text[word.Length..].Trim());
            if (word.StartsWith('@') || current.People.Any(nick => nick.Key == who.Key)) return new Target(null, $"{who} has not said anything here yet.");
        }
        return Last(current, said => !said.IsOwn) is { } line ? new Target(line, text) : new Target(null, "Nobody else has said anything here yet.");
    }

    static TimelineItem.Said? Last(Conversation conversation, Func<TimelineItem.Said, bool> fits)
    {
        for (var i = conversation.Timeline.Count - 1; i >= 0; i--)
        {
            if (conversation.Timeline[i].Item is TimelineItem.Said { IsDeleted: false } said && fits(said)) return said;
        }
        return null;
    }

    /// <summary>A line and a text to do something with, or no line and why.</summary>
    sealed record Target(TimelineItem.Said? Line, string Text)
    {
        /// <summary>Does it, if there is a line.</summary>
        public CommandResult Then(Func<TimelineItem.Said, string, CommandResult> act) => Line is null ? CommandResult.Failed(Text) : act(Line, Text);
    }
}
