using TuiChat.Server.Commands;
using TuiChat.Server.Rooms;

namespace TuiChat.Server.Connections;

/// <summary>What all connections share.</summary>
/// <param name="Server">What commands work with.</param>
/// <param name="Dispatcher">Who handles lines.</param>
/// <param name="Budget">Counts what is kept for those who are behind.</param>
/// <param name="Log">What the connections tell the operator.</param>
sealed record ConnectionServices(ServerContext Server, Dispatcher Dispatcher, LagBudget Budget, ConnectionLog Log)
{
    /// <summary>Tells of those that are not let in.</summary>
    public RefusalLog Refusals { get; } = new(Log, Server.Time);
}
