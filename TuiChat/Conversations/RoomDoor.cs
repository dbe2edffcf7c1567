using TuiChat.Protocol;

namespace TuiChat.Conversations;

/// <summary>Who may enter a room and how fast one may speak there; everybody, at any pace, unless something is set.</summary>
/// <param name="Access">A word of <see cref="RoomAccess"/>; null is everybody.</param>
/// <param name="HasPassphrase">Who enters needs the passphrase.</param>
/// <param name="Slow">The time between two lines of one person; zero without slow mode.</param>
readonly record struct RoomDoor(string? Access, bool HasPassphrase, TimeSpan Slow)
{
    /// <summary>What somebody has set, told to those who are in the room: what is another now, or all of it when nothing is.</summary>
    /// <param name="by">The name of who did it.</param>
    /// <param name="before">How it was.</param>
    public string Told(string by, RoomDoor before)
    {
        var hasPace = Slow > TimeSpan.Zero;
        var pace = hasPace ? $"{by} turns slow mode on: each person may say one line every {Durations.Show(Slow)}." : $"{by} turns slow mode off.";
        if (Slow != before.Slow && (Access, HasPassphrase) == (before.Access, before.HasPassphrase)) return pace;
        var entry = Access switch { RoomAccess.Invite => "who was invited", RoomAccess.Locked => "nobody new", _ => "everybody" };
        var tellsPace = Slow != before.Slow || (hasPace && this == before);
        return $"{by} says who may enter: {entry}{(HasPassphrase ? ", with the passphrase" : "")}.{(tellsPace ? $" {pace}" : "")}";
    }
}
