using TuiChat.Sessions;

namespace TuiChat.Lobby;

/// <summary>What the lobby has to do with the world around it.</summary>
/// <param name="Network">Where to look for servers, or null for nowhere.</param>
/// <param name="Ask">Asks a server about itself at the first of its addresses that answers; null when none does.</param>
/// <param name="HostFolder">The data folder of a server that is hosted here.</param>
/// <param name="HostPort">The port such a server wishes for, or 0 for any.</param>
/// <param name="OwnPort">The port on which a server of this very machine is looked for, or null for none; it may be there unannounced.</param>
sealed record Surroundings(Neighbourhood? Network, Func<IReadOnlyList<ServerAddress>, CancellationToken, Task<ServerReport?>> Ask, string HostFolder, int HostPort, int? OwnPort = null)
{
    /// <summary>Judges and remembers the keys of servers.</summary>
    public ServerTrust Trust { get; init; } = new(new PinStore(null, TimeProvider.System));

    /// <summary>The tokens by which one is logged in.</summary>
    public TokenStore Tokens { get; init; } = new(null, TimeProvider.System);
}
