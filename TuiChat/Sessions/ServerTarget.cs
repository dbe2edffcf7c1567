using TuiChat.Protocol;

namespace TuiChat.Sessions;

/// <summary>A server that somebody wants to go to, and what is known of it before anything was asked there.</summary>
/// <param name="Addresses">Where it is, best first; at least one.</param>
sealed record ServerTarget(IReadOnlyList<ServerAddress> Addresses)
{
    /// <summary>The best address.</summary>
    public ServerAddress Address => Addresses[0];

    /// <summary>Its name for people, safe to show, or null.</summary>
    public string? Name { get; init; }

    /// <summary>The stable id under which it is remembered or announced, or null. A claim until the key proves it.</summary>
    public string? Id { get; init; }

    /// <summary>What its key has to be, or null when nobody has said.</summary>
    public Fingerprint? Key { get; init; }

    /// <summary>Who said so.</summary>
    public KeySource Source { get; init; }

    /// <summary>The room to go to, or null.</summary>
    public RoomName? Room { get; init; }

    /// <summary>Its password, where it is known because the server is hosted here; else null.</summary>
    public Secret? Password { get; init; }

    /// <summary>A person agreed that nothing is encrypted on the way there, this time.</summary>
    public bool AllowsPlain { get; init; }

    /// <summary>Its addresses were found on this network and may be another's tomorrow.</summary>
    public bool IsFound { get; init; }

    /// <summary>A typed address.</summary>
    public static ServerTarget Of(ServerAddress address) => new([address]);

    /// <summary>Where an invite link leads.</summary>
    public static ServerTarget Of(InviteLink link) => new([new ServerAddress(link.Host, link.Port)])
    {
        Key = link.Fingerprint,
        Source = link.Fingerprint is null ? KeySource.Nobody : KeySource.Link,
        Room = link.Room,
    };
}

/// <summary>Who says what a server's key has to be.</summary>
enum KeySource
{
    /// <summary>Nobody: what was remembered counts, and the first visit decides.</summary>
    Nobody,

    /// <summary>An invite link.</summary>
    Link,

    /// <summary>The announcement on this network.</summary>
    Announcement,

    /// <summary>The server runs in this process.</summary>
    Hosted,

    /// <summary>The person, who was shown that the key is another one than before.</summary>
    Person,
}
