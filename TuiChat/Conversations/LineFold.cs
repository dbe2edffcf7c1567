using TuiChat.Protocol;

namespace TuiChat.Conversations;

/// <summary>
/// What a line is made of and what changes it: from the message that brought it, and from the events about it, whichever came
/// in which page. Pure; an event that is in the line already changes nothing.
/// </summary>
static class LineFold
{
    /// <summary>100 characters of a quoted line; a row on most screens.</summary>
    const int MaxExcerpt = 100;

    /// <summary>We said it, perhaps under a former name. A server of before says nothing of us: then the name tells it.</summary>
    public static bool IsOwn(ChatMessage message, Nickname self) => message.Own || message.From == self;

    /// <inheritdoc cref="IsOwn(ChatMessage, Nickname)"/>
    public static bool IsOwn(LineReaction reaction, Nickname self) => reaction.Own || reaction.From == self;

    /// <summary>The line that a message is.</summary>
    /// <param name="message">The message, live or from history.</param>
    /// <param name="at">When.</param>
    /// <param name="self">Who we are.</param>
    /// <param name="ears">What counts as being named.</param>
    /// <param name="quoted">The line that it answers, if that is in memory.</param>
    public static TimelineItem.Said Read(ChatMessage message, DateTimeOffset at, Nickname self, Ears ears, TimelineItem.Said? quoted)
    {
        var isOwn = IsOwn(message, self);
        var text = message.Deleted ? "" : message.Text;
        var quote = message.Reply is { } reply ? new Quote(reply, message.To ?? quoted?.From, quoted is null ? null : Excerpt(quoted)) : null;
        return new TimelineItem.Said(at, message.From, text, message.Kind == MessageKind.Action, isOwn, IsMention: !isOwn && IsMention(text, quote, self, ears))
        {
            Seq = message.Seq,
            Rev = message.Rev ?? 0,
            ReplyTo = quote,
            IsEdited = message.Edited && !message.Deleted,
            IsDeleted = message.Deleted,
            Reactions = message.Deleted || message.Reactions is not { Count: > 0 } reactions ? [] : Read(reactions, self),
        };
    }

    /// <summary>The line after an event about it.</summary>
    public static TimelineItem.Said Apply(TimelineItem.Said line, LineEvent happened, Nickname self, Ears ears)
    {
        if (happened.Seq <= line.Rev || line.IsDeleted) return line;
        var now = line with { Rev = happened.Seq };
        return happened switch
        {
            LineEdited { Text.Length: 0 } => now, // deleted since: that event follows
            LineEdited edited => now with { Text = edited.Text, IsEdited = true, IsMention = !line.IsOwn && IsMention(edited.Text, line.ReplyTo, self, ears) },
            LineDeleted => now with { Text = "", IsDeleted = true, IsEdited = false, IsMention = false, Reactions = [] },
            LineReaction { Remove: true } reaction => now with { Reactions = TakeBack(line.Reactions, reaction) },
            LineReaction reaction => now with { Reactions = Add(line.Reactions, reaction, self) },
            _ => throw new InvalidOperationException($"{happened.GetType().Name} is no change of a line that is known here."),
        };
    }

    /// <summary>How a line begins, in one row; null when it was deleted.</summary>
    public static string? Excerpt(TimelineItem.Said line) => line.IsDeleted ? null : Excerpt(line.Text);

    /// <inheritdoc cref="Excerpt(TimelineItem.Said)"/>
    public static string Excerpt(string text)
    {
        var row = text.ReplaceLineEndings(" ").Replace('\t', ' ');
        if (row.Length <= MaxExcerpt) return row;
        var end = char.IsHighSurrogate(row[MaxExcerpt - 1]) ? MaxExcerpt - 1 : MaxExcerpt;
        return row[..end] + "…";
    }

    static bool IsMention(string text, Quote? quote, Nickname self, Ears ears) => text.Length > 0 && (quote?.From == self || ears.IsMention(text, self));

    /// <summary>From a server, which may send anything that fits a line.</summary>
    static List<Reaction> Read(IReadOnlyList<ReactionSummary> kinds, Nickname self) =>
        [.. kinds.Where(kind => TextRules.ReactionProblem(kind.Text) is null && kind.Who.Count > 0).Take(Limits.MaxReactionKinds).Select(kind => Make(kind.Text, kind.Who, OwnIn(kind, self)))];

    /// <summary>A server of before says nothing of us: then the name tells it.</summary>
    static Nickname? OwnIn(ReactionSummary kind, Nickname self)
    {
        var own = kind.Own ?? self;
        return kind.Who.Contains(own) ? own : null;
    }

    static IReadOnlyList<Reaction> Add(IReadOnlyList<Reaction> there, LineReaction happened, Nickname self)
    {
        Nickname? own = IsOwn(happened, self) ? happened.From : null;
        var index = IndexOf(there, happened.Text);
        if (index < 0)
            return there.Count < Limits.MaxReactionKinds && TextRules.ReactionProblem(happened.Text) is null ? [.. there, Make(happened.Text, [happened.From], own)] : there;
        var who = there[index].Who;
        if (who.Count >= Limits.MaxReactions || who.Any(nick => nick.Key == happened.From.Key)) return there;
        return [.. there.Take(index), Make(happened.Text, [.. who, happened.From], own ?? there[index].Own), .. there.Skip(index + 1)];
    }

    static IReadOnlyList<Reaction> TakeBack(IReadOnlyList<Reaction> there, LineReaction happened)
    {
        var index = IndexOf(there, happened.Text);
        if (index < 0) return there;
        List<Nickname> left = [.. there[index].Who.Where(nick => nick.Key != happened.From.Key)];
        var own = there[index].Own is { } name && name.Key != happened.From.Key ? there[index].Own : null;
        Reaction[] now = left.Count == 0 ? [] : [Make(happened.Text, left, own)];
        return [.. there.Take(index), .. now, .. there.Skip(index + 1)];
    }

    static int IndexOf(IReadOnlyList<Reaction> reactions, string text)
    {
        for (var i = 0; i < reactions.Count; i++)
        {
            if (reactions[i].Text == text) return i;
        }
        return -1;
    }

    static Reaction Make(string text, IReadOnlyList<Nickname> who, Nickname? own) => new(text, who.Count, own, who);
}
