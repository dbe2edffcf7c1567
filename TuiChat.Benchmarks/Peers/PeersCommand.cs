using System.Diagnostics;
using System.Globalization;
using TuiChat.Benchmarks.Load;
using TuiChat.Benchmarks.Servers;

namespace TuiChat.Benchmarks.Peers;

/// <summary>
/// <c>peers</c>: our server and every peer that is installed, driven by the same generator in one run, scenario by scenario so
/// that a noisy minute of the machine meets all of them. Prints the tables and writes them to benchmarks/RESULTS.md.
/// </summary>
static class PeersCommand
{
    static readonly (string Name, string About, Func<Contender, Pace, IEnumerable<Figure>> Run)[] Scenarios =
    [
        ("room-1000", "1,000 members, 10 senders, 200 messages on their way", Deliveries.RoomOf1000.Run),
        ("rooms", "200 rooms of 10, one sender in each, 4 messages on their way in each", Deliveries.ManyRooms.Run),
        ("single", "One message at a time into a room of 200", Deliveries.OneAtATime.Run),
        ("latency", "20 messages a second into a room of 200", Latency.Run),
        ("idle", "People who connect, register and are silent", IdleMemory.Run),
        ("slow-reader", "One of 200 stops reading while the others talk as fast as it goes", SlowReader.Run),
        ("tls", "With TLS (full handshakes, P-256)", Encryption.Run),
    ];

    /// <summary>Runs what the arguments choose: <c>--quick</c>, and names of scenarios.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments)
    {
        var isQuick = arguments.Contains("--quick");
        var names = arguments.Where(argument => argument != "--quick").ToList();
        if (names.Find(name => Scenarios.All(scenario => scenario.Name != name)) is { } unknown)
        {
            Console.Error.WriteLine($"peers knows no {unknown}. It takes --quick and {string.Join(", ", Scenarios.Select(scenario => scenario.Name))}.");
            return 2;
        }
        var chosen = Scenarios.Where(scenario => names.Count == 0 || names.Contains(scenario.Name)).ToList();
        Descriptors.Raise();
        using var report = new ResultFile("peers" + string.Concat(arguments.Select(argument => " " + argument)));
        var contenders = Contenders(report);
        var start = Stopwatch.GetTimestamp();
        foreach (var (_, about, run) in chosen)
        {
            var comparison = new Comparison(about, [.. contenders.Select(contender => contender.Name)]);
            foreach (var contender in contenders) comparison.Measure(contender.Name, () => run(contender, isQuick ? Pace.Quick : Pace.Compared));
            report.WriteLine(comparison.Render());
        }
        report.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{chosen.Count} scenarios in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s; load average at the end {MachineFacts.LoadAverage()}.\n"));
        report.Save("peers");
        return 0;
    }

    static List<Contender> Contenders(ResultFile report)
    {
        List<Contender> contenders = [OwnContender.OnDisk];
        if (OwnContender.InMemory is { } inMemory) contenders.Add(inMemory);
        var missing = new List<string>();
        foreach (var peer in Peer.All)
        {
            if (peer.Program is { } program) contenders.Add(new PeerContender(peer, program));
            else missing.Add(peer.Name);
        }
        contenders.Add(new BareContender());
        report.WriteLine(MachineFacts.Describe());
        report.WriteLine();
        report.WriteLine("Server on core 0, generator on core 1, loopback, 100 bytes of text a message. † says that the generator was the bottleneck. TuiChat has every\n"
            + "message on disk before anybody sees it; the peers store nothing. Configurations: `TuiChat.Benchmarks/Peers/Configurations`.\n");
        foreach (var contender in contenders) report.WriteLine($"* {contender.Name}: {contender.Version}, `{contender.Command}`{(contender.Remark is { } remark ? $"; it {remark}" : "")}");
        foreach (var name in missing) report.WriteLine($"* {name}: left out, it is not installed");
        report.WriteLine("");
        return contenders;
    }
}
