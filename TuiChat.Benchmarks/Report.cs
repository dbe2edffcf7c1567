using System.Diagnostics;

namespace TuiChat.Benchmarks;

/// <summary>Runs scenarios and prints one Markdown table, row by row as the figures come.</summary>
sealed class Report(TextWriter output)
{
    int _missed;

    /// <summary>Runs all of them; false when one could not be measured.</summary>
    public bool Run(IReadOnlyList<Scenario> scenarios)
    {
        var isComplete = true;
        var start = Stopwatch.GetTimestamp();
        output.WriteLine(MachineFacts.Describe());
        output.WriteLine();
        output.WriteLine("| scenario | figure | value | unit | target | met | note |");
        output.WriteLine("|---|---|--:|---|--:|---|---|");
        foreach (var scenario in scenarios) isComplete &= Run(scenario);
        output.WriteLine();
        output.WriteLine(
            $"{scenarios.Count} scenarios in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s; targets missed: {_missed}; load average at the end {MachineFacts.LoadAverage()}.");
        return isComplete;
    }

    bool Run(Scenario scenario)
    {
        try
        {
            foreach (var figure in scenario.Run()) Print(scenario, figure);
            return true;
        }
        catch (ScenarioException e)
        {
            output.WriteLine($"| {scenario.Name} | not measured | | | | | {e.Message} |");
            return false;
        }
    }

    void Print(Scenario scenario, Figure figure)
    {
        var met = figure.Target is null ? "" : figure.Target.IsMet(figure.Value) ? "yes" : "**no**";
        if (figure.Target?.IsMet(figure.Value) == false) _missed++;
        output.WriteLine($"| {scenario.Name} | {figure.Name} | {Number.Format(figure.Value)} | {figure.Unit} | {figure.Target} | {met} | {figure.Note} |");
        output.Flush();
    }
}
