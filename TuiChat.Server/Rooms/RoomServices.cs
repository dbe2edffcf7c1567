using TuiChat.Protocol;
using TuiChat.Server.Configuration;
using TuiChat.Server.Metrics;

namespace TuiChat.Server.Rooms;

/// <summary>What all rooms share.</summary>
/// <param name="Settings">The settings in force.</param>
/// <param name="Budget">Counts what is kept for those who are behind.</param>
/// <param name="Time">The clock of ticks.</param>
sealed record RoomServices(LiveSettings Settings, LagBudget Budget, TimeProvider Time)
{
    /// <summary>What a person may do in a room, one of <see cref="RoomRank"/> or null; asked for everybody who is shown, so it answers at once.</summary>
    public Func<RoomName, Guid, string?> RankOf { get; set; } = static (_, _) => null;

    /// <summary>Who is here as this author, or null.</summary>
    public Func<Guid, Visitor?> Find { get; set; } = static _ => null;

    /// <summary>Room events brought to members.</summary>
    public Counter Deliveries { get; } = new();
}
