using TuiChat.Terminal;

namespace TuiChat.Scripting;

/// <summary>All steps that begin with an exclamation mark.</summary>
static class StepTable
{
    /// <summary>In the order of docs/SCRIPTING.md, which a test compares.</summary>
    public static IReadOnlyList<StepWord> All { get; } =
    [
        new("as", "NAME [WORDS]", "Goes on as the client NAME; starts it, with WORDS as its command line, when it does not run.", StepReader.As),
        new("server", "start [WORDS] | stop | kill | restart", "Starts a server of the script's own, stops it, kills it, or stops and starts it.", StepReader.Server),
        new("expect", "PATTERN [in ROOM or @NAME] [within TIME]", "Waits until PATTERN is on the screen, or in the timeline of ROOM, or of what is said alone with NAME.", text => StepReader.Expect(text, isAbsent: false)),
        new("expect-not", "PATTERN [in ROOM or @NAME] [within TIME]", "Waits until PATTERN is not there.", text => StepReader.Expect(text, isAbsent: true)),
        new("key", "KEY …", "Presses keys, such as Alt+Down or PageUp.", StepReader.Press),
        new("type", "TEXT", "Types TEXT without Enter.", StepReader.Type),
        new("paste", "FILE", "Pastes what FILE holds.", StepReader.Paste),
        new("click", "TEXT", "Clicks where TEXT stands on the screen.", StepReader.Click),
        new("resize", "WIDTHxHEIGHT", "Gives the screen another size.", StepReader.Resize),
        new("screen", "FILE", "Writes the screen to FILE: .txt as text, .svg as a picture, .ansi with colours; - prints it.", StepReader.Screen),
        new("wait", "TIME | idle [within TIME]", "Lets time pass, or waits until nothing is on its way any more.", StepReader.Wait),
        new("clock", "DATE | +TIME", "Stops the clock at DATE (UTC), or moves it on.", StepReader.Clock),
        new("set", "NAME VALUE", "Lets $NAME stand for VALUE.", StepReader.Set),
        new("exit", "[CODE]", "Ends the script with this exit code.", StepReader.Exit),
    ];

    /// <summary>The step of this name, or null.</summary>
    public static StepWord? Find(string name) => All.FirstOrDefault(word => word.Name == name);

    /// <summary>What a line means that is no comment; all its variables have their values.</summary>
    public static StepReading Read(string line)
    {
        if (line.StartsWith('\\')) return StepReading.Of(new ScriptStep.Typing(line[1..], Enters: true));
        if (!line.StartsWith('!')) return StepReading.Of(new ScriptStep.Typing(line, Enters: true));
        var end = line.AsSpan().IndexOfAny(' ', '\t');
        var name = end < 0 ? line[1..] : line[1..end];
        if (Find(name) is { } word) return word.Read(end < 0 ? "" : line[end..].Trim());
        var near = NearestName.Find(name, All.Select(known => known.Name));
        return StepReading.Wrong($"There is no step !{name}.{(near is null ? $" There are: {string.Join(", ", All.Select(known => "!" + known.Name))}." : $" Did you mean !{near}?")} A text that begins so is typed with a backslash before it: \\!{name}");
    }
}
