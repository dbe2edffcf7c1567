using TuiChat.Conversations;

namespace TuiChat.Suggestions;

/// <summary>Who spoke last in a conversation, found in its newest lines and kept until there are newer ones.</summary>
sealed class Speakers
{
    /// <summary>1,000 lines: whoever spoke before that is no last speaker.</summary>
    const int MaxLines = 1_000;

    readonly Dictionary<string, int> _order = [];
    Timeline? _timeline;
    long _lastId;
    int _count;

    /// <summary>How recently somebody spoke, more for later; 0 for nobody who did.</summary>
    public int Recency(Conversation? conversation, string nick)
    {
        Look(conversation?.Timeline);
        return _order.GetValueOrDefault(nick);
    }

    void Look(Timeline? timeline)
    {
        var last = timeline is { Count: > 0 } ? timeline[timeline.Count - 1].Id : 0;
        if (timeline == _timeline && last == _lastId && timeline?.Count == _count) return;
        (_timeline, _lastId, _count) = (timeline, last, timeline?.Count ?? 0);
        _order.Clear();
        for (int i = _count - 1, rank = MaxLines; i >= 0 && rank > 0; i--, rank--)
        {
            if (timeline![i].Item is TimelineItem.Said { IsOwn: false } said) _order.TryAdd(said.From.Value, rank); // _count is 0 without a timeline
        }
    }
}
