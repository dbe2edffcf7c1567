using System.Text;

namespace TuiChat.Scripting;

/// <summary>
/// Reads a script. It comes from outside: bounded before it is taken apart, and free of control characters. As much as can be known
/// is judged before the first step is done.
/// </summary>
static class ScriptParser
{
    /// <summary>1 MiB: a script is typed by people.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>16,384 characters: more than the longest message.</summary>
    const int MaxLineChars = 16_384;

    /// <summary>20 problems are told at once; who reads them mends the first.</summary>
    const int MaxProblems = 20;

    /// <summary>Reads it.</summary>
    /// <param name="name">The file, for people.</param>
    /// <param name="text">What it holds.</param>
    /// <param name="variables">The names that have values at the start.</param>
    /// <param name="problems">Each as <c>file:line: sentence</c>; empty when the script is good.</param>
    public static Script? Parse(string name, string text, IEnumerable<string> variables, out IReadOnlyList<string> problems)
    {
        var found = new List<string>();
        problems = found;
        if (Encoding.UTF8.GetByteCount(text) > MaxBytes)
        {
            found.Add($"{name}: A script has at most {MaxBytes / 1024} KiB.");
            return null;
        }
        var known = new HashSet<string>(variables, StringComparer.Ordinal);
        var lines = new List<ScriptLine>();
        var (number, hasClock) = (0, false);
        foreach (var row in text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            var line = row.Trim();
            if (line.Length == 0 || line[0] == '#') continue;
            var (read, problem) = Read(number, line, known);
            hasClock |= read?.Step is ScriptStep.Timing;
            if (read is not null) lines.Add(read);
            if (problem is not null) found.Add($"{name}:{number}: {problem}");
            if (found.Count == MaxProblems) return null;
        }
        if (hasClock && lines.Find(line => line.Step is ScriptStep.Serving { Action: ServerAction.Kill }) is { } kill)
            found.Add($"{name}:{kill.Number}: A server that shares the clock of the script runs inside it and cannot be killed. Leave !clock out, or write !server stop.");
        return found.Count > 0 ? null : new Script(name, lines) { HasClock = hasClock };
    }

    static (ScriptLine? Line, string? Problem) Read(int number, string line, HashSet<string> known)
    {
        if (line.Length > MaxLineChars) return (null, $"A line has at most {MaxLineChars} characters.");
        if (line.Any(c => char.IsControl(c) && c != '\t')) return (null, "There is a control character in this line.");
        var used = ScriptVariables.Of(line).ToList();
        if (used.Find(name => !known.Contains(name)) is { } unknown) return (null, Unknown(unknown, known));
        var reading = StepTable.Read(line);
        if (used.Count == 0 && !line.Contains("$$", StringComparison.Ordinal))
        {
            Learn(reading.Step, known);
            return (reading.Step is null ? null : new ScriptLine(number, line, reading.Step), reading.Problem);
        }
        // Judged when the values are known, but for its first word.
        var word = line.Split([' ', '\t'], 2)[0];
        if (word.StartsWith('!') && StepTable.Find(word[1..]) is null) return (null, reading.Problem);
        Learn(reading.Step, known);
        return (new ScriptLine(number, line, null), null);
    }

    /// <summary>What later lines may use.</summary>
    static void Learn(ScriptStep? step, HashSet<string> known)
    {
        if (step is ScriptStep.Setting set) known.Add(set.Name);
        if (step is ScriptStep.Serving { Action: ServerAction.Start }) known.UnionWith(ScriptVariables.OfServer);
    }

    static string Unknown(string name, HashSet<string> known)
    {
        if (ScriptVariables.OfServer.Contains(name)) return $"${name} has no value before !server start.";
        var near = Terminal.NearestName.Find(name, known);
        return $"${name} has no value{(near is null ? $"; !set {name} VALUE gives it one." : $"; did you mean ${near}?")} A dollar sign is written $$.";
    }
}
