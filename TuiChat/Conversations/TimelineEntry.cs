namespace TuiChat.Conversations;

/// <summary>An item of a timeline with its identity.</summary>
/// <param name="Id">Ascending and unique in its timeline; negative for what was loaded above the beginning.</param>
/// <param name="Item">What it is.</param>
readonly record struct TimelineEntry(long Id, TimelineItem Item);
