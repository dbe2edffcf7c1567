using TuiChat.Protocol;

namespace TuiChat.Conversations;

/// <summary>One entry of a conversation as it is shown. The closed set of what can stand there.</summary>
/// <param name="At">When, on this machine's clock or the server's, for the day lines.</param>
abstract record TimelineItem(DateTimeOffset At)
{
    /// <summary>Something somebody said, received from the server, as it reads now.</summary>
    public sealed record Said(DateTimeOffset At, Nickname From, string Text, bool IsAction, bool IsOwn, bool IsMention) : TimelineItem(At)
    {
        /// <summary>Its number in the room.</summary>
        public long Seq { get; init; }

        /// <summary>The number of the newest event that is in this already.</summary>
        public long Rev { get; init; }

        /// <summary>The line it answers, or null.</summary>
        public Quote? ReplyTo { get; init; }

        /// <summary>The text is not the first one.</summary>
        public bool IsEdited { get; init; }

        /// <summary>It was deleted: the text is empty, and there are no reactions.</summary>
        public bool IsDeleted { get; init; }

        /// <summary>What people reacted with, in the order of first appearance.</summary>
        public IReadOnlyList<Reaction> Reactions { get; init; } = [];

        /// <summary>An own line that the server has confirmed: it is on disk there. What is not is <see cref="Waiting"/>.</summary>
        public bool IsDelivered => IsOwn;
    }

    /// <summary>An own line that the server has not confirmed yet.</summary>
    public sealed record Waiting(DateTimeOffset At, Nickname From, string Text, bool IsAction, Guid Cid) : TimelineItem(At)
    {
        /// <summary>The line it answers, or null.</summary>
        public Quote? ReplyTo { get; init; }
    }

    /// <summary>An own line that the server refused; the text stays so that it can be sent again.</summary>
    public sealed record NotSent(DateTimeOffset At, string Text, string Why) : TimelineItem(At);

    /// <summary>The topic was set, or taken away when <paramref name="Topic"/> is empty.</summary>
    public sealed record TopicSet(DateTimeOffset At, Nickname By, string Topic) : TimelineItem(At);

    /// <summary>The operator speaks to all rooms.</summary>
    public sealed record Announcement(DateTimeOffset At, string Text) : TimelineItem(At);

    /// <summary>Somebody came or left.</summary>
    public sealed record Presence(DateTimeOffset At, Nickname Who, bool IsJoin, string? Why) : TimelineItem(At);

    /// <summary>Somebody has another name now.</summary>
    public sealed record Renamed(DateTimeOffset At, Nickname From, Nickname To) : TimelineItem(At);

    /// <summary>Several came or left, one after the other.</summary>
    /// <param name="At">When the first did.</param>
    /// <param name="Came">Who was not here before and is now.</param>
    /// <param name="Left">Who was here before and is not now.</param>
    /// <param name="CameAndLeft">Who came and is gone again.</param>
    /// <param name="LeftAndCame">Who left and is here again.</param>
    public sealed record Movement(
        DateTimeOffset At, IReadOnlyList<Nickname> Came, IReadOnlyList<Nickname> Left, IReadOnlyList<Nickname> CameAndLeft, IReadOnlyList<Nickname> LeftAndCame) : TimelineItem(At)
    {
        /// <summary>How many names it holds.</summary>
        public int Count => Came.Count + Left.Count + CameAndLeft.Count + LeftAndCame.Count;

        /// <summary>Each coming and leaving for itself, in order.</summary>
        public IReadOnlyList<Presence> Parts { get; init; } = [];
    }

    /// <summary>What the client itself has to say: the answer to a command, or that something went wrong.</summary>
    public sealed record Local(DateTimeOffset At, string Text, bool IsError) : TimelineItem(At);

    /// <summary>Lines that nobody has: neither this machine nor the server.</summary>
    /// <param name="At">When the line behind them was said.</param>
    /// <param name="Count">How many.</param>
    public sealed record Gap(DateTimeOffset At, long Count) : TimelineItem(At);

    /// <summary>An event of a kind this client does not know.</summary>
    public sealed record Unknown(DateTimeOffset At, string Name) : TimelineItem(At);
}
