using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using TuiChat.Discovery;
using TuiChat.Discovery.Diagnosis;

namespace TuiChat.Tests.Discovery;

/// <summary>
/// A small program around <see cref="ServiceDiscovery"/>, so that a test can have one in each network namespace. Prints one line
/// per event; ends on SIGTERM as the real programs do, saying goodbye.
/// </summary>
static class DiscoveryPeer
{
    const string Usage = "peer browse TYPE | announce TYPE NAME PORT [KEY=VALUE...] | measure TYPE RUNS | diagnose";

    public static async Task<int> RunAsync(string[] args)
    {
        using var stop = new CancellationTokenSource();
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            stop.Cancel();
        });
        try
        {
            switch (args)
            {
                case ["peer", "browse", var type]:
                    await BrowseAsync(type, stop.Token);
                    return 0;
                case ["peer", "announce", var type, var name, var port, .. var attributes]:
                    await AnnounceAsync(type, name, int.Parse(port, CultureInfo.InvariantCulture), attributes, stop.Token);
                    return 0;
                case ["peer", "measure", var type, var runs]:
                    await MeasureAsync(type, int.Parse(runs, CultureInfo.InvariantCulture), stop.Token);
                    return 0;
                case ["peer", "diagnose"]:
                    await DiagnoseAsync(stop.Token);
                    return 0;
                default:
                    await Console.Error.WriteLineAsync(Usage);
                    return 2;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
    }

    static async Task BrowseAsync(string type, CancellationToken cancellationToken)
    {
        await using var discovery = new ServiceDiscovery();
        Print("ready");
        await foreach (ServiceEvent next in discovery.BrowseAsync(type, cancellationToken))
        {
            DiscoveredService service = next.Service;
            string leaving = service.IsLeaving ? " leaving" : "";
            Print($"{next.GetType().Name} '{service.Name}' {service.HostName} {service.Port} " +
                $"[{string.Join(' ', service.Addresses)}] {{{service.Text}}}{leaving}");
        }
    }

    static async Task AnnounceAsync(string type, string name, int port, string[] attributes, CancellationToken cancellationToken)
    {
        await using var discovery = new ServiceDiscovery();
        var text = TxtRecord.Create(attributes.Select(attribute => attribute.Split('=', 2))
            .Select(parts => KeyValuePair.Create(parts[0], parts.Length > 1 ? parts[1] : null)));
        var profile = new ServiceProfile(type, name, port) { Text = text };
        await using Announcement announcement = await discovery.AnnounceAsync(profile, cancellationToken);
        Print($"announced '{announcement.Name}'");
        await foreach (AnnouncementStatus status in announcement.StatusChanges.ReadAllAsync(cancellationToken))
            Print($"status {status.Phase} '{status.Name}'");
    }

    // Each run is a fresh start: sockets, joins, first query. The first one, which compiles the code, is printed as such. Ten runs a
    // second stay below the rate that a responder allows one asker.
    static async Task MeasureAsync(string type, int runs, CancellationToken cancellationToken)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (int run = 0; run <= runs; run++)
        {
            long start = Stopwatch.GetTimestamp();
            await using var discovery = new ServiceDiscovery();
            await using IAsyncEnumerator<ServiceEvent> events =
                discovery.BrowseAsync(type, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await events.MoveNextAsync();
            double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            Print(string.Create(CultureInfo.InvariantCulture, $"{(run == 0 ? "cold" : "run")} {milliseconds:F1}"));
            await pace.WaitForNextTickAsync(cancellationToken);
        }
    }

    static async Task DiagnoseAsync(CancellationToken cancellationToken)
    {
        await using var discovery = new ServiceDiscovery();
        NetworkDiagnosis diagnosis = await discovery.DiagnoseAsync(TimeSpan.FromSeconds(1), cancellationToken);
        Print($"port {diagnosis.IsPortBound} itself {diagnosis.HearsItself} others {diagnosis.HearsOthers} " +
            string.Join(' ', diagnosis.Interfaces.Select(entry => $"{entry.Name}:{entry.Use}")));
    }

    static void Print(string line)
    {
        Console.WriteLine(line);
        Console.Out.Flush();
    }
}
