namespace TuiChat.Commands;

/// <summary>What commands may ask of the program about servers.</summary>
/// <param name="Join">Goes to the server that a name, an address or a link means.</param>
/// <param name="Leave">Leaves the server for the lobby.</param>
/// <param name="Invite">Shows how others get here.</param>
/// <param name="HostTest">Hosts a server for trying things out and joins it.</param>
/// <param name="Look">Looks for servers anew, in the lobby.</param>
sealed record ServerActions(Func<string, CommandResult> Join, Func<CommandResult> Leave, Func<CommandResult> Invite, Func<CommandResult> HostTest, Func<CommandResult> Look)
{
    /// <summary>Measures how long the server takes that a name, an address or a link means; tells its name, and null when it does not answer. Null where that cannot be done.</summary>
    public Func<string, Action<string, TimeSpan?>, CommandResult>? Ping { get; init; }
}
