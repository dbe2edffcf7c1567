using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat.Pipe;

/// <summary>What the command line of <c>tuichat pipe</c> says.</summary>
sealed record PipeArguments
{
    /// <summary>100,000 events of a room: what can be asked for of the past.</summary>
    public const int MaxHistory = 100_000;

    /// <summary>100 rooms: what a server lets one client into, unless the operator says otherwise.</summary>
    public const int MaxRooms = 100;

    /// <summary>The server, with what its key has to be where that was said.</summary>
    public required ServerTarget Target { get; init; }

    /// <summary>The nickname to ask for.</summary>
    public required Nickname Nick { get; init; }

    /// <summary>The rooms to join; at least one. Plain lines are said in the first.</summary>
    public required IReadOnlyList<RoomName> Rooms { get; init; }

    /// <summary>What is printed.</summary>
    public PipeFilter Filter { get; init; } = PipeFilter.All;

    /// <summary>Stored events of each room to begin with, 0–<see cref="MaxHistory"/>.</summary>
    public int History { get; init; }

    /// <summary>The server's password, or null.</summary>
    public Secret? Password { get; init; }

    /// <summary>Whoever says something to us alone is listened to.</summary>
    public bool HearsDirects { get; init; }

    /// <summary>Go on after the end of the input.</summary>
    public bool Follows { get; init; }

    /// <summary>The folder of the keys, or null for the user's own.</summary>
    public string? Data { get; init; }
}
