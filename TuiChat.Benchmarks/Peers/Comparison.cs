using System.Globalization;
using System.Text;

namespace TuiChat.Benchmarks.Peers;

/// <summary>The figures of one scenario, a row for each figure and a column for each program.</summary>
sealed class Comparison(string about, IReadOnlyList<string> columns)
{
    readonly List<string> _names = [];
    readonly Dictionary<(string Name, string Column), Figure> _figures = [];
    readonly Dictionary<string, string> _units = [];
    readonly List<string> _remarks = [];

    /// <summary>Runs one program and keeps its figures; one that fails is left out by name.</summary>
    public void Measure(string column, Func<IEnumerable<Figure>> run)
    {
        try
        {
            foreach (var figure in run()) Add(column, figure);
        }
        catch (ScenarioException e)
        {
            _remarks.Add($"{column}: not measured. {e.Message}");
        }
    }

    /// <summary>The table, in Markdown.</summary>
    public string Render()
    {
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"### {about}").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"| figure | unit | {string.Join(" | ", columns)} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"|---|---|{string.Concat(columns.Select(_ => "--:|"))}");
        foreach (var name in _names)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {_units[name]} | {string.Join(" | ", columns.Select(column => Cell(name, column)))} |");
        text.AppendLine();
        foreach (var remark in _remarks) text.AppendLine(CultureInfo.InvariantCulture, $"* {remark}");
        return text.ToString();
    }

    void Add(string column, Figure figure)
    {
        if (_units.TryAdd(figure.Name, figure.Unit)) _names.Add(figure.Name);
        _figures[(figure.Name, column)] = figure;
        if (figure.Note is { } note) _remarks.Add($"{column}, {figure.Name}: {note}");
    }

    string Cell(string name, string column) =>
        _figures.TryGetValue((name, column), out var figure) ? Number.Format(figure.Value) + (figure.IsGeneratorBound ? " †" : "") : "–";
}
