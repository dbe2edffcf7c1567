using TuiChat.Terminal;

namespace TuiChat.Views.Rows;

/// <summary>What stands before the text of an entry.</summary>
/// <param name="At">When it was.</param>
/// <param name="Name">The nick, or a sign in its place.</param>
/// <param name="Style">The look of that.</param>
/// <param name="Place">Which of all this is shown.</param>
/// <param name="IsMention">The line names us.</param>
readonly record struct RowHead(DateTimeOffset At, string Name, Style Style, EntryPlace Place, bool IsMention = false)
{
    /// <summary>It is a person's name, whose words follow.</summary>
    public bool IsNick { get; init; }
}
