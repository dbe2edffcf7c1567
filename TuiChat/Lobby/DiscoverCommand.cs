using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TuiChat.Sessions;
using TuiChat.Terminal;

namespace TuiChat.Lobby;

/// <summary><c>tuichat discover</c>: looks for servers for a while and prints those that were found.</summary>
sealed class DiscoverCommand(Neighbourhood network, TimeProvider time)
{
    /// <summary>Seconds to look when the command line does not say: twice what a healthy network needs.</summary>
    public const int DefaultSeconds = 2;

    /// <summary>250 ms between two questions to a server that does not answer.</summary>
    static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(250);

    /// <summary>Looks, asks, prints.</summary>
    /// <param name="lookFor">How long to look.</param>
    /// <param name="isJson">Print a JSON array in place of a table.</param>
    /// <param name="output">Where the servers go.</param>
    /// <param name="error">Where it is told why there are none.</param>
    public async Task RunAsync(TimeSpan lookFor, bool isJson, TextWriter output, TextWriter error)
    {
        var rows = await LookAsync(lookFor).ConfigureAwait(false);
        if (isJson) await output.WriteLineAsync(JsonSerializer.Serialize(rows, DiscoverJson.Default.IReadOnlyListDiscoverRow)).ConfigureAwait(false);
        else foreach (var line in Table(rows)) await output.WriteLineAsync(line).ConfigureAwait(false);
        if (rows.Count > 0) return;
        var seen = await network.DiagnoseAsync(CancellationToken.None).ConfigureAwait(false);
        await error.WriteLineAsync($"tuichat: {NetworkSentence.Explain(seen)}").ConfigureAwait(false);
    }

    /// <summary>Looks for so long, and asks whom it finds.</summary>
    public async Task<IReadOnlyList<DiscoverRow>> LookAsync(TimeSpan lookFor)
    {
        using var enough = new CancellationTokenSource(lookFor, time);
        using var probe = new ServerProbe(time);
        var found = new Dictionary<string, (FoundServer Server, Task<ServerReport?> Report)>();
        try
        {
            await foreach (var happened in network.Browse(enough.Token).ConfigureAwait(false))
            {
                var server = FoundServer.From(happened.Service);
                if (happened is Discovery.ServiceEvent.Gone) found.Remove(server.Key);
                else if (found.TryGetValue(server.Key, out var before) ? !before.Server.Addresses.SequenceEqual(server.Addresses) : found.Count < Neighbourhood.MaxServers)
                    found[server.Key] = (server, AskAsync(server.Addresses, enough.Token));
            }
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested)
        {
            // Looked long enough.
        }
        await Task.WhenAll(found.Values.Select(entry => entry.Report)).ConfigureAwait(false);
        var rows = new List<DiscoverRow>();
        foreach (var (server, report) in found.Values) rows.Add(DiscoverRow.Of(server, await report.ConfigureAwait(false)));
        return [.. rows.OrderBy(row => row.Name, StringComparer.OrdinalIgnoreCase).ThenBy(row => row.Address, StringComparer.Ordinal)];

        // A machine that is slow to answer is asked again while there is time, and once more at the end.
        async Task<ServerReport?> AskAsync(IReadOnlyList<ServerAddress> addresses, CancellationToken end)
        {
            while (true)
            {
                var isLast = end.IsCancellationRequested;
                if (await probe.AskAsync(addresses, CancellationToken.None).ConfigureAwait(false) is { } report) return report;
                if (isLast) return null;
                await Task.Delay(AskAgain, time, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    static IEnumerable<string> Table(IReadOnlyList<DiscoverRow> rows)
    {
        var nameColumns = rows.Select(row => TextWidth.Measure(row.Name)).DefaultIfEmpty().Max();
        var addressColumns = rows.Select(row => row.Address.Length).DefaultIfEmpty().Max();
        foreach (var row in rows)
        {
            var pad = new string(' ', nameColumns - TextWidth.Measure(row.Name));
            var counts = row.People is null ? "no answer" : string.Create(CultureInfo.InvariantCulture, $"{row.People} {(row.People == 1 ? "person" : "people")}, {row.Rooms} {(row.Rooms == 1 ? "room" : "rooms")}, {row.RoundTripMs:0.0} ms");
            yield return $"{row.Name}{pad}  {row.Address.PadRight(addressColumns)}  {counts}{(row.Locked ? ", locked" : "")}";
        }
    }
}

/// <summary>A server in the output of <c>tuichat discover</c>; people, rooms and round trip are null when it did not answer.</summary>
sealed record DiscoverRow(string Name, string Address, string Id, int? People, int? Rooms, bool Locked, double? RoundTripMs)
{
    /// <summary>Joins what was announced with what the server said; its own word counts more.</summary>
    public static DiscoverRow Of(FoundServer server, ServerReport? report) => new(
        report is { Name.Length: > 0 } ? report.Name : server.Name,
        (report?.Address ?? (server.Addresses is [var first, ..] ? first : null))?.ToEndPoint() ?? "",
        report is null ? server.Id : Discovery.PrintableText.Clean(System.Text.Encoding.UTF8.GetBytes(report.Id), 64),
        report?.People,
        report?.Rooms,
        report?.IsLocked ?? server.IsLocked,
        report is null ? null : Math.Round(report.RoundTrip.TotalMilliseconds, 2));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<DiscoverRow>))]
sealed partial class DiscoverJson : JsonSerializerContext;
