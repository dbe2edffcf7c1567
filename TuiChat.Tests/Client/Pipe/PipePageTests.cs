using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using TuiChat.Pipe;

namespace TuiChat.Tests.Client.Pipe;

/// <summary>Holds docs/PIPE.md to the code: kinds, fields, options, codes and every example line.</summary>
public sealed partial class PipePageTests
{
    static readonly string Page = Repository.Read("docs", "PIPE.md");

    static readonly Dictionary<string, string> Events = Sections(3);

    static readonly Dictionary<string, string> Commands = Sections(5);

    public static TheoryData<string> EventKinds() => [.. DerivedTypes().Keys];

    public static TheoryData<string> CommandKinds() => [.. CommandReader.Kinds.Keys];

    [Fact]
    public void Sections_AreTheKinds()
    {
        Assert.Equal(DerivedTypes().Keys.Order(), Events.Keys.Order());
        Assert.Equal(CommandReader.Kinds.Keys.Order(), Commands.Keys.Order());
    }

    [Theory]
    [MemberData(nameof(EventKinds))]
    public void Event_HasItsFieldsAndExamplesOnThePage(string kind)
    {
        var info = PipeJson.Default.Options.GetTypeInfo(DerivedTypes()[kind]);
        var expected = info.Properties.Select(property => $"{property.Name} {(property.IsRequired ? "yes" : "no")}");
        Assert.Equal(expected.Order(), Rows(Events[kind]).Select(cells => $"{cells[0]} {cells[2]}").Order());
        foreach (var example in Examples(Events[kind]))
        {
            var read = JsonSerializer.Deserialize(example, PipeJson.Default.PipeEvent)!; // no example is null
            var written = new ArrayBufferWriter<byte>();
            EventWriter.Encode(written, read);
            Assert.Equal(example, Encoding.UTF8.GetString(written.WrittenSpan).TrimEnd('\n'));
        }
    }

    [Theory]
    [MemberData(nameof(CommandKinds))]
    public void Command_HasItsFieldsAndExamplesOnThePage(string kind)
    {
        var rows = Rows(Commands[kind]).ToList();
        Assert.Equal(CommandReader.Kinds[kind], rows.Select(cells => cells[0]));
        foreach (var example in Examples(Commands[kind]))
        {
            var (command, problem) = CommandReader.Read(Encoding.UTF8.GetBytes(example), Names.Room("main"));
            Assert.True(command is not null, $"{example}: {problem?.Text}");
            Assert.Equal(kind, command.Request.Type);
            foreach (var needed in rows.Where(cells => cells[2] == "yes"))
            {
                var without = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(example)!; // no example is null
                without.Remove(needed[0]);
                var (left, _) = CommandReader.Read(JsonSerializer.SerializeToUtf8Bytes(without), Names.Room("main"));
                Assert.NotEqual(kind, left?.Request.Type);
            }
        }
    }

    [Fact]
    public void Options_AreThoseOfTheCommandLine()
    {
        var help = new StringWriter();
        CommandLine.Invoke(["pipe", "--help"], help, help, _ => 0, (_, _) => 0, _ => 0, _ => 0, (_, _) => 0);
        var offered = OptionName().Matches(help.ToString()).Select(match => match.Value).Where(name => name != "--help").Distinct();
        var written = Rows(Page.Split("\n## 1. ")[1]).SelectMany(cells => cells[0].Split(", ")).Where(name => name.StartsWith("--", StringComparison.Ordinal));
        Assert.Equal(offered.Order(), written.Order());
    }

    [Fact]
    public void Filter_KnowsEveryKindThatIsNoAnswer()
    {
        string[] answers = ["ok", "error", "people-list", "room-list", "end"];
        Assert.Equal(DerivedTypes().Keys.Except(answers).Order(), PipeFilter.Kinds.Order());
        foreach (var line in Page.Split('\n').Where(line => line.StartsWith("--filter ", StringComparison.Ordinal)))
            Assert.True(PipeFilter.TryParse(line.Split(' ')[1], out _, out var problem), problem);
    }

    static Dictionary<string, Type> DerivedTypes() => typeof(PipeEvent).GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute), false)
        .Cast<System.Text.Json.Serialization.JsonDerivedTypeAttribute>().ToDictionary(row => (string)row.TypeDiscriminator!, row => row.DerivedType); // all are named by strings

    static Dictionary<string, string> Sections(int chapter) => Heading().Split(Page.Split($"\n## {chapter}. ")[1].Split("\n## ")[0])[1..]
        .Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);

    static string[] Examples(string section)
    {
        var lines = Example().Matches(section).SelectMany(match => match.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        Assert.NotEmpty(lines);
        return lines;
    }

    static IEnumerable<string[]> Rows(string text) => text.Split('\n')
        .SkipWhile(line => !line.StartsWith("|---", StringComparison.Ordinal)).Skip(1)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray());

    [GeneratedRegex(@"^### (\S+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex("--[a-z-]+")]
    private static partial Regex OptionName();
}
