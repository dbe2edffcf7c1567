namespace TuiChat.Server.Rooms;

/// <summary>What became of an event that a room was given.</summary>
enum Delivery
{
    /// <summary>It went to the members, now or before.</summary>
    Done,

    /// <summary>Numbers are missing before it.</summary>
    TooEarly,

    /// <summary>The room was given up in this moment; a new one is to be made.</summary>
    RoomClosed,
}
