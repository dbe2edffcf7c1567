using TuiChat.Conversations;

namespace TuiChat.Scripting;

/// <summary>What stands in a timeline as lines of plain text, for <c>!expect … in ROOM</c> and for failures.</summary>
static class TimelineText
{
    /// <summary>Whether an entry holds a text.</summary>
    public static bool Holds(Timeline timeline, ExpectedText text)
    {
        for (var i = timeline.Count - 1; i >= 0; i--)
        {
            if (text.IsIn(Of(timeline[i].Item))) return true;
        }
        return false;
    }

    /// <summary>The last entries, oldest first.</summary>
    public static IEnumerable<string> Last(Timeline timeline, int count)
    {
        for (var i = Math.Max(0, timeline.Count - count); i < timeline.Count; i++) yield return Of(timeline[i].Item);
    }

    /// <summary>One entry: <c>ada: hello (edited) [👍 2]</c>, <c>* ada waves</c>, <c>bob came in</c>.</summary>
    public static string Of(TimelineItem item) => item switch
    {
        TimelineItem.Said { IsDeleted: true } said => $"{said.From}: (deleted)",
        TimelineItem.Said said => $"{Spoken(said.From.Value, said.Text, said.IsAction)}{(said.ReplyTo is { } quote ? $" (in reply to {quote.From}: {quote.Excerpt ?? "a deleted line"})" : "")}{(said.IsEdited ? " (edited)" : "")}{string.Concat(said.Reactions.Select(reaction => $" [{reaction.Text} {reaction.Count}]"))}",
        TimelineItem.Waiting line => $"{Spoken(line.From.Value, line.Text, line.IsAction)} (waiting)",
        TimelineItem.NotSent line => $"{line.Text} (not sent: {line.Why})",
        TimelineItem.TopicSet { Topic.Length: 0 } topic => $"{topic.By} took the topic away",
        TimelineItem.TopicSet topic => $"{topic.By} set the topic: {topic.Topic}",
        TimelineItem.Announcement notice => $"The operator says: {notice.Text}",
        TimelineItem.Presence came => $"{came.Who} {(came.IsJoin ? "came in" : "left")}{(came.Why is { } why ? $": {why}" : "")}",
        TimelineItem.Renamed renamed => $"{renamed.From} is now {renamed.To}",
        TimelineItem.Movement movement => string.Join('\n', movement.Parts.Select(Of)),
        TimelineItem.Local local => local.Text,
        TimelineItem.Gap gap => $"{gap.Count} missing",
        TimelineItem.Unknown unknown => unknown.Name,
        _ => throw new InvalidOperationException($"{item.GetType().Name} has no text here."),
    };

    static string Spoken(string who, string text, bool isAction) => isAction ? $"* {who} {text}" : $"{who}: {text}";
}
