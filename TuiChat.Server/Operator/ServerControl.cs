using System.Globalization;
using TuiChat.Protocol;
using TuiChat.Server.Commands;
using TuiChat.Server.Connections;
using TuiChat.Server.Moderation;
using TuiChat.Server.Rooms;
using TuiChat.Server.Storage;

namespace TuiChat.Server.Operator;

/// <summary>What an operator can see while the server runs, and where order is kept. May be used from any thread.</summary>
sealed class ServerControl(ServerContext server, ConnectionTable connections)
{
    /// <summary>Where order is kept.</summary>
    public Desks Desks => server.Desks;

    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    public long Now => server.Moderation.Now;

    /// <summary>Since the server started.</summary>
    public TimeSpan Uptime => server.Time.GetElapsedTime(server.Identity.Started);

    /// <summary>By what the first host is known; null when there is one. A secret.</summary>
    public string? ClaimCode => server.Claim.Current;

    /// <summary>Everybody who is here, by name.</summary>
    public IEnumerable<Visitor> People => server.Visitors.All.OrderBy(person => person.Nick.Key, StringComparer.Ordinal);

    /// <summary>All rooms but those of two, most people first.</summary>
    public IEnumerable<RoomSummary> Rooms => RoomCommands.Summaries(server, null);

    /// <summary>Facts about the server, each with its name.</summary>
    public IReadOnlyList<(string Name, string Value)> Info =>
    [
        ("name", server.Identity.Name),
        ("version", ServerIdentity.Version),
        ("id", server.Identity.Id),
        ("door", server.Moderation.IsLocked ? "locked" : server.Passwords.IsLocked ? "password" : "open"),
        ("people", Number(server.Visitors.Count)),
        ("connections", Number(connections.All.Count())),
        ("rooms", Number(server.Rooms.Count)),
        ("database", $"SQLite {SqliteLibrary.Load().Version} ({SqliteLibrary.Load().Origin})"),
        ("memory", $"{Environment.WorkingSet / 1024 / 1024} MiB"),
    ];

    /// <summary>Who and what is banned or muted on the whole server, as one types it.</summary>
    public IEnumerable<string> Bans(SanctionKind kind) =>
        server.Moderation.List(kind, null).Select(sanction => sanction.Name ?? (sanction.Network is { } network ? AddressRange.Show(network) : "")).Where(whom => whom.Length > 0);

    /// <summary>The role of somebody in a word, or null for none.</summary>
    public static string? RoleOf(Visitor person) => person.Rank.Word();

    /// <summary>Facts about somebody, each with its name; empty when nobody is called so.</summary>
    public IReadOnlyList<(string Name, string Value)> InfoOf(Nickname nick)
    {
        var here = server.Visitors.Find(nick);
        var account = server.Accounts.Find(nick);
        if (here is null && account is null) return [];
        var facts = new List<(string, string)>
        {
            ("name", (here?.Nick ?? nick).Value),
            ("account", account is null ? "none" : $"since {Date(account.Created)}"),
            ("role", here?.Rank.Word() ?? account?.Role ?? "none"),
            ("here", here is null ? "no" : $"on {Number(here.Devices.Length)} device{(here.Devices.Length == 1 ? "" : "s")} from {string.Join(", ", here.Devices.Select(device => device.Address.ToString()).Distinct())}"),
        };
        if (here is not null) facts.Add(("rooms", string.Join(' ', here.Rooms.Where(room => !room.Name.IsDirect).Select(room => "#" + room.Name.Value))));
        return facts;
    }

    static string Date(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
