using TuiChat.Benchmarks.Load;

namespace TuiChat.Benchmarks.Scale;

/// <summary><c>scale</c>: how much of everything one server carries on one machine. Prints the table and writes it to benchmarks/RESULTS.md.</summary>
static class ScaleCommand
{
    static readonly Scenario[] Scenarios =
    [
        new("connections", "10,000 connections, a fifth of them talking", () => Crowds.Plain(10_000)),
        new("tls", "3,000 connections with TLS, a fifth of them talking", () => Crowds.Encrypted(3_000)),
        new("rooms", "10,000 rooms", () => ManyRooms.Run(10_000)),
        new("big-room", "a room of 5,000", () => Servers.Deliveries.RoomOf5000.Run(OwnContender.OnDisk, Servers.Pace.Compared)),
        new("history", "a start with 10 million lines in the store", () => LongHistory.Run(10_000_000)),
        new("reconnect", "5,000 who come back at once after the server has died", () => Reconnects.Run(5_000)),
    ];

    static readonly Scenario[] QuickScenarios =
    [
        new("connections", "2,000 connections, a fifth of them talking", () => Crowds.Plain(2_000)),
        new("tls", "500 connections with TLS, a fifth of them talking", () => Crowds.Encrypted(500)),
        new("rooms", "1,000 rooms", () => ManyRooms.Run(1_000)),
        new("history", "a start with 1 million lines in the store", () => LongHistory.Run(1_000_000)),
        new("reconnect", "1,000 who come back at once after the server has died", () => Reconnects.Run(1_000)),
    ];

    /// <summary>Runs what the arguments choose: <c>--quick</c>, and names of scenarios.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments)
    {
        var scenarios = arguments.Contains("--quick") ? QuickScenarios : Scenarios;
        var names = arguments.Where(argument => argument != "--quick").ToList();
        if (names.Find(name => scenarios.All(scenario => scenario.Name != name)) is { } unknown)
        {
            Console.Error.WriteLine($"scale knows no {unknown}. It takes --quick and {string.Join(", ", scenarios.Select(scenario => scenario.Name))}.");
            return 2;
        }
        Descriptors.Raise();
        using var result = new ResultFile("scale" + string.Concat(arguments.Select(argument => " " + argument)));
        var isComplete = new Report(result).Run([.. scenarios.Where(scenario => names.Count == 0 || names.Contains(scenario.Name))]);
        result.Save("scale");
        return isComplete ? 0 : 1;
    }
}
