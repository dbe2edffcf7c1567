namespace TuiChat.Views.Rows;

/// <summary>What the entry before it means for how an entry is shown.</summary>
/// <param name="StartsDay">A day line stands above it.</param>
/// <param name="IsFirstUnread">The "new" line stands above it.</param>
/// <param name="IsContinued">The same person goes on: no nick is shown.</param>
/// <param name="ShowsTime">It is not the same minute as before.</param>
readonly record struct EntryPlace(bool StartsDay, bool IsFirstUnread, bool IsContinued, bool ShowsTime);
