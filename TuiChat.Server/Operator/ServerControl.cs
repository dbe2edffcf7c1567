using System.Globalization;
using TuiChat.Protocol;
using TuiChat.Server.Commands;
using TuiChat.Server.Connections;
using TuiChat.Server.Storage;

namespace TuiChat.Server.Operator;

/// <summary>What an operator can see and do while the server runs. May be used from any thread.</summary>
sealed class ServerControl(ServerContext server, ConnectionTable connections)
{
    /// <summary>Since the server started.</summary>
    public TimeSpan Uptime => server.Time.GetElapsedTime(server.Identity.Started);

    /// <summary>By what the first host is known; null when there is one. A secret.</summary>
    public string? ClaimCode => server.Claim.Current;

    /// <summary>Everybody who has said hello, by name.</summary>
    public IEnumerable<Connection> People => connections.All.Where(connection => connection.Nick is not null).OrderBy(connection => connection.Nick?.Key);

    /// <summary>All rooms, most people first.</summary>
    public IEnumerable<RoomSummary> Rooms => RoomCommands.Summaries(server.Rooms);

    /// <summary>Facts about the server, each with its name.</summary>
    public IReadOnlyList<(string Name, string Value)> Info =>
    [
        ("name", server.Identity.Name),
        ("version", ServerIdentity.Version),
        ("id", server.Identity.Id),
        ("people", server.Visitors.Count.ToString(CultureInfo.InvariantCulture)),
        ("connections", connections.All.Count().ToString(CultureInfo.InvariantCulture)),
        ("rooms", server.Rooms.Count.ToString(CultureInfo.InvariantCulture)),
        ("database", $"SQLite {SqliteLibrary.Load().Version} ({SqliteLibrary.Load().Origin})"),
        ("memory", $"{Environment.WorkingSet / 1024 / 1024} MiB"),
    ];

    /// <summary>Says something in every room that has people in it; stored like everything said.</summary>
    /// <returns>How many rooms heard it, or why it was refused.</returns>
    public async Task<(int Rooms, Refusal? Problem)> BroadcastAsync(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return (0, Refusals.EmptyText);
        if (TextRules.Problem(text, Limits.MaxTextBytes, isMultiline: false) is { } problem) return (0, problem);
        var appends = server.Rooms.All.Where(room => room.People > 0)
            .Select(room => server.Store.AppendAsync(new EventDraft(room.Name, EventDraft.Notice, null, text)))
            .ToList();
        var results = await Task.WhenAll(appends).ConfigureAwait(false);
        return (results.Count(result => result.Problem is null), results.Select(result => result.Problem).FirstOrDefault(refusal => refusal is not null));
    }

    /// <summary>Cuts somebody's connection; true when there was one.</summary>
    public bool Kick(Nickname nick, string reason)
    {
        var connection = connections.All.FirstOrDefault(candidate => candidate.Nick?.Key == nick.Key);
        connection?.Cut(Byes.Kicked(reason));
        return connection is not null;
    }
}
