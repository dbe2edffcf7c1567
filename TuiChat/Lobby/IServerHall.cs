using TuiChat.Sessions;

namespace TuiChat.Lobby;

/// <summary>Where one chooses a server, with the screen or without.</summary>
interface IServerHall
{
    /// <summary>The server that is hosted here, or null.</summary>
    HostedServer? Hosted { get; }

    /// <summary>What a typed name, address or link means; null, with what is wrong, when it means nothing.</summary>
    ServerTarget? Find(string text, out string? problem);

    /// <summary>Looks for servers anew.</summary>
    void Look();
}
