using TuiChat.Protocol;

namespace TuiChat.Conversations;

/// <summary>Makes one entry of many who come and leave with nothing said in between.</summary>
static class PresenceFold
{
    /// <summary>200 comings and leavings in one entry; the next begins another.</summary>
    const int MaxParts = 200;

    /// <summary>6 hours: then a line with a newer time begins.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    /// <summary>The entry that stands for both, or null when they do not belong together.</summary>
    public static TimelineItem? Join(TimelineItem before, TimelineItem.Presence next)
    {
        if (next.At - before.At > Longest) return null;
        return before switch
        {
            TimelineItem.Presence first => Add(Add(new TimelineItem.Movement(first.At, [], [], [], []), first), next),
            TimelineItem.Movement { Parts.Count: < MaxParts } many => Add(many, next),
            _ => null,
        };
    }

    static TimelineItem.Movement Add(TimelineItem.Movement many, TimelineItem.Presence next) => Join(many, next.Who, next.IsJoin) with { Parts = [.. many.Parts, next] };

    static TimelineItem.Movement Join(TimelineItem.Movement many, Nickname who, bool isJoin)
    {
        // Whoever has come and leaves was not here before, and the other way round; a third move undoes the second.
        if (many.Came.Contains(who)) return isJoin ? many : many with { Came = Without(many.Came, who), CameAndLeft = [.. many.CameAndLeft, who] };
        if (many.Left.Contains(who)) return isJoin ? many with { Left = Without(many.Left, who), LeftAndCame = [.. many.LeftAndCame, who] } : many;
        if (isJoin) return many with { CameAndLeft = Without(many.CameAndLeft, who), Came = [.. many.Came, .. NewIn(many.LeftAndCame, who)] };
        return many with { LeftAndCame = Without(many.LeftAndCame, who), Left = [.. many.Left, .. NewIn(many.CameAndLeft, who)] };
    }

    static IReadOnlyList<Nickname> Without(IReadOnlyList<Nickname> names, Nickname who) => names.Contains(who) ? [.. names.Where(name => name != who)] : names;

    /// <summary>The name, unless it is in the list where it stays.</summary>
    static IReadOnlyList<Nickname> NewIn(IReadOnlyList<Nickname> names, Nickname who) => names.Contains(who) ? [] : [who];
}
