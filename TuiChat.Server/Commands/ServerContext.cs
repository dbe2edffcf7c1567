using TuiChat.Server.Access;
using TuiChat.Server.Accounts;
using TuiChat.Server.Backplanes;
using TuiChat.Server.Configuration;
using TuiChat.Server.Directs;
using TuiChat.Server.Metrics;
using TuiChat.Server.Moderation;
using TuiChat.Server.Rooms;
using TuiChat.Server.Storage;

namespace TuiChat.Server.Commands;

/// <summary>What commands work with. One per server.</summary>
/// <param name="Identity">Who the server is.</param>
/// <param name="Settings">The settings in force.</param>
/// <param name="Store">What outlives the process.</param>
/// <param name="Rooms">All rooms.</param>
/// <param name="Visitors">Who is here, and who has which nickname.</param>
/// <param name="Backplane">Where notes to people go.</param>
/// <param name="Passwords">Who may come in.</param>
/// <param name="Time">The clock.</param>
/// <param name="Log">What the commands tell the operator.</param>
sealed record ServerContext(
    ServerIdentity Identity,
    LiveSettings Settings,
    MessageStore Store,
    RoomDirectory Rooms,
    Visitors Visitors,
    Backplane Backplane,
    PasswordGate Passwords,
    TimeProvider Time,
    CommandLog Log)
{
    /// <summary>All accounts.</summary>
    public required AccountBook Accounts { get; init; }

    /// <summary>All logins of accounts.</summary>
    public required LoginBook Logins { get; init; }

    /// <summary>Checks the passwords of accounts.</summary>
    public required LoginGate Gate { get; init; }

    /// <summary>By what the first host is known.</summary>
    public required ClaimCode Claim { get; init; }

    /// <summary>Takes away what accounts that are gone have said.</summary>
    public required Erasures Erasures { get; init; }

    /// <summary>Counts who makes accounts.</summary>
    public NewAccounts NewAccounts { get; } = new(Settings, Time);

    /// <summary>Bans, mutes, what is set of rooms, and who did what.</summary>
    public required ModerationBook Moderation { get; init; }

    /// <summary>Who knows the passphrases of rooms.</summary>
    public required RoomDoor Door { get; init; }

    /// <summary>When people in slow rooms spoke.</summary>
    public required SlowMode Slow { get; init; }

    /// <summary>Where order is kept; given once, before the first client comes.</summary>
    public Desks Desks { get => field ?? throw new InvalidOperationException("The server is not put together yet."); set; }

    /// <summary>Finds people, and says who may talk to whom alone.</summary>
    public required Persons Persons { get; init; }

    /// <summary>Who takes no direct messages of whom.</summary>
    public required Blocks Blocks { get; init; }

    /// <summary>What the store knows of direct rooms and of reading.</summary>
    public DirectBook Directs { get; } = new(Store);

    /// <summary>Who wants to know who comes and goes.</summary>
    public Watches Watches { get; } = new(Time);

    /// <summary>Who measures the way to whom.</summary>
    public PersonPings Pings { get; } = new(Time);

    /// <summary>What is counted for the operator.</summary>
    public ServerMeters Meters { get; } = new();
}
