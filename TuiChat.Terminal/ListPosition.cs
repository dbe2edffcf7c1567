namespace TuiChat.Terminal;

/// <summary>A row of a list: which item and which of its rows.</summary>
/// <param name="Index">The item's index now.</param>
/// <param name="Line">The row within the item, from 0.</param>
readonly record struct ListPosition(int Index, int Line);
