namespace TuiChat.Server.Moderation;

/// <summary>A row of <see cref="Rights"/>.</summary>
/// <param name="Act">What is done.</param>
/// <param name="Words">The same for people.</param>
/// <param name="IsInRoom">Whether ranks in the room count.</param>
/// <param name="Least">The lowest level that may do it.</param>
/// <param name="Upon">Upon whom.</param>
sealed record Right(Act Act, string Words, bool IsInRoom, Level Least, Upon Upon)
{
    /// <summary>What the table of docs/SECURITY.md says of a level.</summary>
    public string Cell(Level level) =>
        level < Least ? "–"
        : Upon == Upon.Nobody ? "yes"
        : (level == Level.Host ? "others" : "lower") + (Upon == Upon.OthersAndOneself ? ", oneself" : "");
}
