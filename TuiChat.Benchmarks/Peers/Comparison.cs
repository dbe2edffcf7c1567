using System.Globalization;
using System.Text;
using TuiChat.Benchmarks.Load;

namespace TuiChat.Benchmarks.Peers;

/// <summary>The figures of one scenario, a row for each figure and a column for each server.</summary>
sealed class Comparison(string about, IReadOnlyList<Contender> contenders)
{
    readonly List<string> _names = [];
    readonly Dictionary<(string Name, Contender Contender), Figure> _figures = [];
    readonly Dictionary<string, string> _units = [];
    readonly List<string> _remarks = [];

    /// <summary>Runs one server and keeps its figures; one that fails is left out by name.</summary>
    public void Measure(Contender contender, Func<IEnumerable<Figure>> run)
    {
        try
        {
            foreach (var figure in run()) Add(contender, figure);
        }
        catch (ScenarioException e)
        {
            _remarks.Add($"{contender.Name}: not measured. {e.Message}");
        }
    }

    /// <summary>The table, in Markdown.</summary>
    public string Render()
    {
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"### {about}").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"| figure | unit | {string.Join(" | ", contenders.Select(contender => contender.Name))} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"|---|---|{string.Concat(contenders.Select(_ => "--:|"))}");
        foreach (var name in _names)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {_units[name]} | {string.Join(" | ", contenders.Select(contender => Cell(name, contender)))} |");
        text.AppendLine();
        foreach (var remark in _remarks) text.AppendLine(CultureInfo.InvariantCulture, $"* {remark}");
        return text.ToString();
    }

    void Add(Contender contender, Figure figure)
    {
        if (_units.TryAdd(figure.Name, figure.Unit)) _names.Add(figure.Name);
        _figures[(figure.Name, contender)] = figure;
        if (figure.Note is { } note) _remarks.Add($"{contender.Name}, {figure.Name}: {note}");
    }

    string Cell(string name, Contender contender) =>
        _figures.TryGetValue((name, contender), out var figure) ? Number.Format(figure.Value) + (figure.IsGeneratorBound ? " †" : "") : "–";
}
