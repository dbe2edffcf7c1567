using TuiChat.Benchmarks.Micro;
using TuiChat.Benchmarks.Peers;
using TuiChat.Benchmarks.Scale;
using TuiChat.Benchmarks.Screens;

namespace TuiChat.Benchmarks;

/// <summary>Measures everything, or what the command line names, and prints one table.</summary>
static class Program
{
    const int Usage = 2;

    static int Main(string[] args)
    {
        if (args is ["list"]) return List();
        if (args is ["micro", .. var rest])
        {
            MicroBenchmarks.Run(rest);
            return 0;
        }
        if (args is [BareContender.Argument])
        {
            BareRelay.Run();
            return 0;
        }
        if (args is ["peers", .. var chosenPeers]) return PeersCommand.Run(chosenPeers);
        if (args is ["scale", .. var chosenScale]) return ScaleCommand.Run(chosenScale);
        if (args is ["clients", .. var chosenClients]) return ClientsCommand.Run(chosenClients);
        var unknown = args.FirstOrDefault(name => ScenarioTable.All.All(scenario => scenario.Name != name));
        if (unknown is not null)
        {
            Console.Error.WriteLine($"There is no scenario {unknown}. `list` names all.");
            return Usage;
        }
        var chosen = args.Length == 0 ? ScenarioTable.All : [.. ScenarioTable.All.Where(scenario => args.Contains(scenario.Name))];
        return new Report(Console.Out).Run(chosen) ? 0 : 1;
    }

    static int List()
    {
        foreach (var scenario in ScenarioTable.All) Console.WriteLine($"{scenario.Name,-12} {scenario.About}");
        Console.WriteLine($"{"peers",-12} our server beside every installed peer, with --quick and names of its scenarios behind");
        Console.WriteLine($"{"scale",-12} how much of everything one server carries, with --quick and names of its scenarios behind");
        Console.WriteLine($"{"clients",-12} our client beside WeeChat and irssi, with --quick behind");
        Console.WriteLine($"{"micro",-12} small parts under BenchmarkDotNet, with its own arguments behind");
        return 0;
    }
}
