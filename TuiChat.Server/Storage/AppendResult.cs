using TuiChat.Protocol;

namespace TuiChat.Server.Storage;

/// <summary>What became of a draft: it has a place, or there is a reason why not.</summary>
/// <param name="Room">The room of the stored event; for a repeat the room of the first one.</param>
/// <param name="Seq">Its number there; 0 when nothing had to be stored, because it was so already.</param>
/// <param name="At">Its time: milliseconds since 1970-01-01 UTC.</param>
/// <param name="Problem">Why nothing was stored, or null.</param>
readonly record struct AppendResult(RoomName Room, long Seq, long At, Refusal? Problem)
{
    /// <summary>It was so already.</summary>
    public static AppendResult Unchanged(RoomName room) => new(room, 0, 0, null);

    /// <summary>Nothing was stored.</summary>
    public static AppendResult Refused(Refusal problem) => new(default, 0, 0, problem);
}
