using TuiChat.Sessions;

namespace TuiChat.Lobby;

/// <summary>What somebody wants of a server hosted here.</summary>
/// <param name="Name">Its name for people.</param>
/// <param name="Password">What others need to join, or null for nothing.</param>
/// <param name="Openness">Who may join.</param>
sealed record HostingWishes(string Name, Secret? Password, Openness Openness);

/// <summary>Who may join a server hosted here.</summary>
enum Openness
{
    /// <summary>Everybody who reaches this machine; the local network is told.</summary>
    Announced,

    /// <summary>Everybody who reaches this machine and knows the address.</summary>
    Unannounced,

    /// <summary>Programs on this machine only.</summary>
    ThisMachine,
}
