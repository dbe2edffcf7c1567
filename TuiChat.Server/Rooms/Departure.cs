namespace TuiChat.Server.Rooms;

/// <summary>What became of a room when a connection left it.</summary>
enum Departure
{
    /// <summary>The person is still in, on another connection.</summary>
    None,

    /// <summary>The person is in no more.</summary>
    Gone,

    /// <summary>Nobody and nothing is left, and the room is given up.</summary>
    Closed,
}
