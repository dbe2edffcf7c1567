using System.Globalization;
using System.Text.RegularExpressions;
using TuiChat.Commands;
using TuiChat.Protocol;
using TuiChat.Terminal;

namespace TuiChat.Scripting;

/// <summary>Reads what follows the name of a step. Pure; whatever is wrong is a sentence.</summary>
static partial class StepReader
{
    /// <summary>1,000 columns and rows: more than any screen has.</summary>
    const int MaxSide = 1000;

    static readonly string[] Endings = [".txt", ".svg", ".ansi"];

    /// <summary><c>!as NAME [WORDS]</c></summary>
    public static StepReading As(string text)
    {
        if (ScriptWords.Split(text) is not { } words) return StepReading.Wrong(OpenQuote);
        if (words.Count == 0) return StepReading.Wrong("Say who acts from here on: !as bob");
        return Nickname.TryParse(words[0], out var name, out var problem)
            ? StepReading.Of(new ScriptStep.Acting(name.Value, [.. words.Skip(1)]))
            : StepReading.Wrong(problem);
    }

    /// <summary><c>!server ACTION [WORDS]</c></summary>
    public static StepReading Server(string text)
    {
        if (ScriptWords.Split(text) is not { } words) return StepReading.Wrong(OpenQuote);
        var names = Enum.GetNames<ServerAction>().Select(name => name.ToLowerInvariant()).ToList();
        var index = words.Count == 0 ? -1 : names.IndexOf(words[0]);
        if (index < 0) return StepReading.Wrong($"A server is told {string.Join(", ", names)}{Near(words is [var first, ..] ? first : null, names)}");
        var action = Enum.GetValues<ServerAction>()[index];
        return action is not ServerAction.Start && words.Count > 1
            ? StepReading.Wrong($"Nothing follows !server {words[0]}; only a start takes more.")
            : StepReading.Of(new ScriptStep.Serving(action, [.. words.Skip(1)]));
    }

    /// <summary><c>!expect PATTERN [in ROOM or @NAME] [within TIME]</c></summary>
    public static StepReading Expect(string text, bool isAbsent)
    {
        if (text.Length == 0) return StepReading.Wrong("Say what is expected: a text, or /an expression/.");
        var quoted = Quoted().Match(text);
        var pattern = Pattern().Match(text);
        var options = quoted.Success ? text[quoted.Length..] : pattern.Success ? text[pattern.Length..] : text;
        var (within, room) = (TakeOption(ref options, "within"), TakeOption(ref options, "in"));
        ExpectedText? expected;
        if (pattern.Success)
        {
            if (!ExpectedText.TryPattern(pattern.Groups[1].Value.Replace("\\/", "/", StringComparison.Ordinal), pattern.Groups[2].Length > 0, out expected, out var problem)) return StepReading.Wrong(problem);
        }
        else expected = ExpectedText.Plain(quoted.Success ? Unescape(quoted.Groups[1].Value) : options);
        if ((quoted.Success || pattern.Success) && options.Trim().Length > 0) return StepReading.Wrong($"“{options.Trim()}” follows the pattern; there can be “in ROOM” and “within TIME”, in this order.");
        ExpectedRoom? place = null;
        if (room is not null && !ExpectedRoom.TryParse(room, out place, out var wrong)) return StepReading.Wrong($"{wrong} A text that holds “in” goes into quotes.");
        return TryWithin(within, out var time)
            ? StepReading.Of(new ScriptStep.Expecting(expected, place, time, isAbsent))
            : StepReading.Wrong($"{ScriptTime.Allowed}, not “{within}”. A text that holds “within” goes into quotes.");
    }

    /// <summary><c>!key KEY …</c></summary>
    public static StepReading Press(string text)
    {
        var keys = new List<Key>();
        foreach (var word in text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Key.TryParse(word, out var key)) return StepReading.Wrong(KeyChange.NoKey(word));
            keys.Add(key);
        }
        return keys.Count > 0 ? StepReading.Of(new ScriptStep.Pressing(keys)) : StepReading.Wrong("Say which key: !key Alt+Down");
    }

    /// <summary><c>!type TEXT</c></summary>
    public static StepReading Type(string text) => text.Length == 0
        ? StepReading.Wrong("Say what is typed: !type half a thought")
        : StepReading.Of(new ScriptStep.Typing(Unquote(text), Enters: false));

    /// <summary><c>!paste FILE</c></summary>
    public static StepReading Paste(string text) => text.Length == 0
        ? StepReading.Wrong("Say which file holds what is pasted: !paste notes.txt")
        : StepReading.Of(new ScriptStep.Pasting(Unquote(text)));

    /// <summary><c>!click TEXT</c></summary>
    public static StepReading Click(string text) => text.Length == 0
        ? StepReading.Wrong("Say on which text of the screen: !click lounge")
        : StepReading.Of(new ScriptStep.Clicking(Unquote(text)));

    /// <summary><c>!resize WIDTHxHEIGHT</c></summary>
    public static StepReading Resize(string text)
    {
        var sides = text.Split('x');
        return sides.Length == 2 && TrySide(sides[0], out var width) && TrySide(sides[1], out var height)
            ? StepReading.Of(new ScriptStep.Resizing(new TerminalSize(width, height)))
            : StepReading.Wrong($"A size is columns and rows, such as 100x30, each from 1 to {MaxSide}; not “{text}”.");
    }

    /// <summary><c>!screen FILE</c></summary>
    public static StepReading Screen(string text)
    {
        var file = Unquote(text);
        return file == "-" || Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)
            ? StepReading.Of(new ScriptStep.Picturing(file))
            : StepReading.Wrong($"The file ends in {string.Join(", ", Endings)}, which says what is written; - prints the text.");
    }

    /// <summary><c>!wait TIME</c> or <c>!wait idle [within TIME]</c></summary>
    public static StepReading Wait(string text)
    {
        var rest = text;
        var limit = TakeOption(ref rest, "within");
        if (rest == "idle") return TryWithin(limit, out var within) ? StepReading.Of(new ScriptStep.Settling(within)) : StepReading.Wrong($"{ScriptTime.Allowed}, not “{limit}”.");
        return ScriptTime.TryParse(text, out var time)
            ? StepReading.Of(new ScriptStep.Pausing(time))
            : StepReading.Wrong($"{ScriptTime.Allowed}; !wait idle waits until nothing is on its way. “{text}” is neither{Near(text, ["idle"])}");
    }

    /// <summary><c>!clock DATE</c> or <c>!clock +TIME</c></summary>
    public static StepReading Clock(string text)
    {
        if (text.StartsWith('+') && ScriptTime.TryParse(text[1..], out var by)) return StepReading.Of(new ScriptStep.Timing(null, by));
        return DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at.Year is > 1970 and < 9000
            ? StepReading.Of(new ScriptStep.Timing(at, null))
            : StepReading.Wrong($"The clock is set as 2026-02-17T18:00 or moved as +3m, not “{text}”.");
    }

    /// <summary><c>!set NAME VALUE</c></summary>
    public static StepReading Set(string text)
    {
        var end = text.AsSpan().IndexOfAny(' ', '\t');
        var name = end < 0 ? text : text[..end];
        return ScriptVariables.IsName(name)
            ? StepReading.Of(new ScriptStep.Setting(name, end < 0 ? "" : Unquote(text[end..].Trim())))
            : StepReading.Wrong($"A name has letters, digits and _, and no digit first; not “{name}”.");
    }

    /// <summary><c>!exit [CODE]</c></summary>
    public static StepReading Exit(string text)
    {
        var code = 0;
        return text.Length == 0 || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out code) && code <= 255)
            ? StepReading.Of(new ScriptStep.Exiting(code))
            : StepReading.Wrong($"An exit code is a number from 0 to 255, not “{text}”.");
    }

    const string OpenQuote = "A quote is not closed.";

    static string Near(string? name, IEnumerable<string> known) => NearestName.Find(name ?? "", known) is { } near ? $"; did you mean {near}?" : ".";

    static bool TrySide(string text, out int side) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out side) && side is >= 1 and <= MaxSide;

    static bool TryWithin(string? text, out TimeSpan? within)
    {
        within = null;
        if (text is null) return true;
        if (!ScriptTime.TryParse(text, out var time)) return false;
        within = time;
        return true;
    }

    /// <summary>Takes “NAME VALUE” off the end of a text and returns the value; null when that is not there.</summary>
    static string? TakeOption(ref string text, string name)
    {
        var rest = text.TrimEnd();
        var start = rest.AsSpan().LastIndexOfAny(' ', '\t') + 1;
        var before = rest[..start].TrimEnd();
        if (start == 0 || !before.EndsWith(name, StringComparison.Ordinal) || before.Length == name.Length || !char.IsWhiteSpace(before[^(name.Length + 1)])) return null;
        text = before[..^name.Length].TrimEnd();
        return rest[start..];
    }

    /// <summary>Quotes around the whole keep spaces at its ends.</summary>
    static string Unquote(string text) => Quoted().Match(text) is { Success: true } quoted && quoted.Length == text.Length ? Unescape(quoted.Groups[1].Value) : text;

    static string Unescape(string text) => text.Replace("\\\"", "\"", StringComparison.Ordinal);

    [GeneratedRegex(@"\A/((?:[^/\\]|\\.)+)/(i?)(?=\s|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    [GeneratedRegex("""\A"((?:[^"\\]|\\.)*)"(?=\s|\z)""", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();
}
