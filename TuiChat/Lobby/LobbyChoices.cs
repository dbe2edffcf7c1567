using System.Globalization;
using TuiChat.Terminal;

namespace TuiChat.Lobby;

/// <summary>The list of the lobby: a heading per group and the servers that match what is typed.</summary>
sealed class LobbyChoices(ServerList servers, Func<Theme> theme, bool looks) : IListSource
{
    const long FoundHeading = -1, KnownHeading = -2, HostedHeading = -3;

    /// <summary>From this width on rooms, round trip and address are shown.</summary>
    const int WideColumns = 60;

    readonly List<(long Id, LobbyRow? Row)> _shown = [];
    int _version;

    /// <summary>Looking has brought nothing so far.</summary>
    public bool HasLooked { get; set; }

    /// <inheritdoc/>
    public int Count => _shown.Count;

    /// <summary>The first server, or null.</summary>
    public long? FirstServer => _shown.Find(entry => entry.Row is not null) is (var id, { }) ? id : null;

    /// <inheritdoc/>
    public long IdAt(int index) => _shown[index].Id;

    /// <inheritdoc/>
    public int IndexOf(long id) => _shown.FindIndex(entry => entry.Id == id);

    /// <inheritdoc/>
    public int VersionAt(int index) => _version;

    /// <summary>The server with an id, or null for headings and what is not shown.</summary>
    public LobbyRow? Find(long id) => _shown.Find(entry => entry.Id == id).Row;

    /// <summary>The server at an entry, or the next one in a direction, or the next one in the other.</summary>
    public long? NearestServer(long id, bool isUp)
    {
        var at = IndexOf(id);
        var above = at < 0 ? -1 : _shown.FindLastIndex(at, entry => entry.Row is not null);
        var below = at < 0 ? -1 : _shown.FindIndex(at, entry => entry.Row is not null);
        var index = isUp ? (above >= 0 ? above : below) : (below >= 0 ? below : above);
        return index < 0 ? null : _shown[index].Id;
    }

    /// <summary>Shows the servers whose name or address contains the text.</summary>
    public void Narrow(string text)
    {
        _version++;
        _shown.Clear();
        var matches = servers.Rows.Where(row => Matches(row, text)).ToList();
        if (matches.Exists(row => row.Hosted is not null)) _shown.Add((HostedHeading, null));
        _shown.AddRange(matches.Where(row => row.Hosted is not null).Select(row => (row.ListId, (LobbyRow?)row)));
        var rows = matches.Where(row => row.Hosted is null).ToLookup(row => row.Found is not null);
        if (rows[true].Any() || (looks && text.Length == 0)) _shown.Add((FoundHeading, null));
        _shown.AddRange(rows[true].Select(row => (row.ListId, (LobbyRow?)row)));
        if (rows[false].Any()) _shown.Add((KnownHeading, null));
        _shown.AddRange(rows[false].Select(row => (row.ListId, (LobbyRow?)row)));
    }

    /// <inheritdoc/>
    public IReadOnlyList<TextRow> Layout(int index, int width) => _shown[index] switch
    {
        (_, { } row) => [Row(row, width)],
        (FoundHeading, _) => servers.HasFound ? After(index, "On this network") : [.. After(index, "On this network"), new TextRow(HasLooked ? "none found" : "looking …", theme()[StandardRoles.Dim], 2)],
        (HostedHeading, _) => [Heading("Hosted here")],
        _ => After(index, "Used before"),
    };

    /// <summary>A heading with an empty row before it, unless it is the first.</summary>
    IReadOnlyList<TextRow> After(int index, string heading) => index == 0 ? [Heading(heading)] : [TextRow.Empty, Heading(heading)];

    static bool Matches(LobbyRow row, string text) =>
        row.Name.Contains(text, StringComparison.OrdinalIgnoreCase) || row.Addresses.Any(address => address.ToString().Contains(text, StringComparison.OrdinalIgnoreCase));

    TextRow Heading(string text) => new(text, theme()[StandardRoles.Title]);

    TextRow Row(LobbyRow row, int width)
    {
        var (text, dim) = (theme()[StandardRoles.Text], theme()[StandardRoles.Dim]);
        var details = Details(row, width >= WideColumns);
        var left = Math.Max(1, width - 4 - details.Length);
        var name = TextWidth.Truncate(row.Name, left);
        left -= TextWidth.Measure(name);
        var address = width >= WideColumns && left > 2 ? TextWidth.Truncate($"  {row.Hosted?.Where ?? row.Address?.ToString()}", left) : "";
        var pad = new string(' ', Math.Max(0, left - TextWidth.Measure(address)) + 1);
        return new TextRow([new TextRun(name, text), new TextRun(address + pad + details, dim)], 2);
    }

    /// <summary>What it said about itself, in columns.</summary>
    static string Details(LobbyRow row, bool isWide)
    {
        if (row.Probe.Report is not { } report)
        {
            var state = (row.IsLocked ? "locked, " : "") + (row.Probe.IsDone ? "no answer" : "asking …");
            return state;
        }
        var locked = row.IsLocked ? "locked" : "";
        var people = Counted(report.People, "person", "people");
        if (!isWide) return locked.Length > 0 ? $"{locked}, {people}" : people;
        var trip = report.RoundTrip < TimeSpan.FromMilliseconds(1) ? "<1 ms" : string.Create(CultureInfo.InvariantCulture, $"{report.RoundTrip.TotalMilliseconds:0} ms");
        return $"{locked,6} {people,10} {Counted(report.Rooms, "room", "rooms"),9} {trip,7}";
    }

    static string Counted(int count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");
}
