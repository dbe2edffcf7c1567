namespace TuiChat.Conversations;

/// <summary>An item of a timeline with its identity.</summary>
/// <param name="Id">Ascending and unique in its timeline.</param>
/// <param name="Item">What it is.</param>
/// <param name="Version">Another number whenever the item has been replaced: it has to be laid out anew.</param>
readonly record struct TimelineEntry(long Id, TimelineItem Item, int Version = 0);
