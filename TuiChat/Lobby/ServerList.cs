using TuiChat.Discovery;

namespace TuiChat.Lobby;

/// <summary>
/// The servers of the lobby: announced and remembered ones in one list, in which a server of one id stands once. A fold of what
/// happens; lives on the loop.
/// </summary>
sealed class ServerList
{
    /// <summary>Stands where an announced server has its key in discovery; no such key has a space in it.</summary>
    const string HereKey = "this machine";

    /// <summary>1,024 announced servers are kept and asked in turn, so that a crowd of false ones does not keep a true one out.</summary>
    const int MaxKept = 1024;

    readonly List<LobbyRow> _rows = [];
    long _lastId;

    /// <summary>Begins with the servers that were used before, newest first.</summary>
    public ServerList(IEnumerable<KnownServer> known)
    {
        foreach (var server in known) _rows.Add(new LobbyRow(++_lastId, null, server, ProbeOutcome.Waiting));
    }

    /// <summary>Something is on this network now, beside what is hosted here.</summary>
    public bool HasFound => _rows.Exists(row => row is { Found: not null, Hosted: null });

    /// <summary>The server hosted here, those on this network by name, those with the most people first, then the remembered ones, newest first.</summary>
    public IEnumerable<LobbyRow> Rows => _rows.Where(row => row.Hosted is not null).Concat(Sorted.Take(Neighbourhood.MaxServers)).Concat(_rows.Where(row => row.Found is null));

    /// <summary>All that may be asked, also those for which there is no room in <see cref="Rows"/>.</summary>
    public IEnumerable<LobbyRow> All => _rows;

    /// <summary>Takes in what is remembered now, as after a visit.</summary>
    public void Remember(IReadOnlyList<KnownServer> known)
    {
        _rows.RemoveAll(row => row.Found is null && known.All(server => server.Id != row.Known?.Id));
        foreach (var server in known)
        {
            var at = _rows.FindIndex(row => row.Known?.Id == server.Id || (row.Found is { Id.Length: > 0 } found && found.Id == server.Id));
            if (at < 0) _rows.Add(new LobbyRow(++_lastId, null, server, ProbeOutcome.Waiting));
            else _rows[at] = _rows[at] with { Known = server };
        }
    }

    /// <summary>A server is hosted here now, or none any more.</summary>
    public void Host(HostedServer? hosted)
    {
        var before = _rows.FindIndex(row => row.Hosted is not null);
        if (before >= 0 && _rows[before].Hosted == hosted) return;
        if (before >= 0) Forget(before);
        if (hosted is null) return;
        var server = new FoundServer(HereKey, hosted.Wishes.Name, hosted.Id, hosted.Target.Addresses, hosted.Wishes.Password is not null) { Fingerprint = hosted.Key };
        var at = _rows.FindIndex(row => row.Known?.Id == hosted.Id || row.Found?.Id == hosted.Id);
        if (at >= 0) _rows[at] = _rows[at] with { Found = server, Hosted = hosted, Probe = ProbeOutcome.Waiting };
        else _rows.Add(new LobbyRow(++_lastId, server, null, ProbeOutcome.Waiting) { Hosted = hosted });
    }

    /// <summary>Takes in what discovery tells. Returns the row to ask anew, or null.</summary>
    public LobbyRow? Apply(ServiceEvent happened)
    {
        var server = FoundServer.From(happened.Service);
        if (_rows.Exists(row => row.Hosted?.Id is { } own && own == server.Id)) return null; // ours comes back from the network
        // One that runs on this machine and turns out to be announced is one server, not two.
        var at = _rows.FindIndex(row => row.Found?.Key == server.Key || (row.Found?.Key == HereKey && server.Id.Length > 0 && row.Found.Id == server.Id));
        if (happened is ServiceEvent.Gone || happened.Service.IsLeaving)
        {
            if (at >= 0) Forget(at);
            return null;
        }
        if (at >= 0)
        {
            var before = _rows[at];
            _rows[at] = before with { Found = server };
            return before.Addresses.SequenceEqual(server.Addresses) ? null : _rows[at];
        }
        var remembered = server.Id.Length == 0 ? -1 : _rows.FindIndex(row => row.Found is null && row.Known?.Id == server.Id);
        if (remembered >= 0) return _rows[remembered] = _rows[remembered] with { Found = server, Probe = ProbeOutcome.Waiting };
        if (_rows.Count(row => row.Found is not null) >= MaxKept && !MakeRoom()) return null;
        _rows.Add(new LobbyRow(++_lastId, server, null, ProbeOutcome.Waiting));
        return _rows[^1];
    }

    /// <summary>Takes in that a server runs on this machine, announced or not.</summary>
    public void ApplyHere(ServerReport report)
    {
        if (report.Id.Length > 0 && _rows.Exists(row => row.Found?.Id == report.Id)) return;
        var server = new FoundServer(HereKey, report.Name, report.Id, [report.Address], report.IsLocked);
        var remembered = _rows.FindIndex(row => row.Known?.Id == report.Id);
        if (remembered >= 0) _rows[remembered] = _rows[remembered] with { Found = server, Probe = new ProbeOutcome(true, report) };
        else _rows.Add(new LobbyRow(++_lastId, server, null, new ProbeOutcome(true, report)));
    }

    /// <summary>Takes in what asking a row brought, unless it is gone or has moved meanwhile.</summary>
    public void Apply(LobbyRow asked, ServerReport? report)
    {
        var at = _rows.FindIndex(row => row.ListId == asked.ListId);
        if (at >= 0 && _rows[at].Addresses.SequenceEqual(asked.Addresses)) _rows[at] = _rows[at] with { Probe = new ProbeOutcome(true, report) };
    }

    /// <summary>One that does not answer gives its place to a newcomer; false when there is none.</summary>
    bool MakeRoom()
    {
        var silent = _rows.FindIndex(row => row is { Found: not null, Known: null, Hosted: null, Probe: { IsDone: true, Report: null } });
        if (silent >= 0) _rows.RemoveAt(silent);
        return silent >= 0;
    }

    IEnumerable<LobbyRow> Sorted => _rows.Where(row => row is { Found: not null, Hosted: null })
        .OrderByDescending(row => row.Probe.Report?.People ?? -1).ThenBy(row => row.Name, StringComparer.OrdinalIgnoreCase).ThenBy(row => row.ListId);

    void Forget(int at)
    {
        if (_rows[at].Known is null) _rows.RemoveAt(at);
        else _rows[at] = _rows[at] with { Found = null, Hosted = null, Probe = new ProbeOutcome(true, null) };
    }
}
