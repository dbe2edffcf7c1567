using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat.Commands;

/// <summary>What commands about accounts need of the front end.</summary>
/// <param name="Ask">Asks for secrets.</param>
/// <param name="LogIn">Connects anew as an account of this server, which is made first if that is said.</param>
/// <param name="Forget">Forgets the login of this server that is kept on this machine.</param>
sealed record AccountActions(Action<SecretForm> Ask, Action<Nickname, Secret, bool> LogIn, Action Forget)
{
    /// <summary>Where one is in the lobby: connects to a typed server as an account; a sentence when the text means no server. Null where there is no lobby.</summary>
    public Func<string, Nickname, Secret, bool, string?>? LogInTo { get; init; }

    /// <summary>The server and the name to begin with in the lobby.</summary>
    public Func<(string Server, string Nick)> LobbyChoice { get; init; } = () => ("", "");
}
