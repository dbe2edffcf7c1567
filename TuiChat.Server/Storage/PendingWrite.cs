namespace TuiChat.Server.Storage;

/// <summary>Something that waits for the writer: an event of a room, or work on other tables.</summary>
abstract class PendingWrite;
