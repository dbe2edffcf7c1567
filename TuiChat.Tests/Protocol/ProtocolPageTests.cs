using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using TuiChat.Protocol;

namespace TuiChat.Tests.Protocol;

/// <summary>Holds docs/PROTOCOL.md to the code: its sections, tables, examples, codes, capabilities and limits.</summary>
public sealed partial class ProtocolPageTests
{
    static readonly string Page = Repository.Read("docs", "PROTOCOL.md");

    static readonly Dictionary<string, string> Sections = SectionHeading().Split(Page)[1..]
        .Chunk(2).ToDictionary(pair => pair[0], pair => pair[1].Split("\n## ")[0]);

    public static TheoryData<string> Messages() => [.. MessageTypes.All.Select(row => row.Key)];

    [Fact]
    public void Sections_AreTheMessages() => Assert.Equal(MessageTypes.All.Select(row => row.Key).Order(), Sections.Keys.Order());

    [Theory]
    [MemberData(nameof(Messages))]
    public void Table_NamesEveryFieldAndWhetherItIsNeeded(string name)
    {
        var expected = MessageTypes.Find(name)!.Properties
            .Where(property => property.Name is not "t")
            .Select(property => $"{property.Name} {(property.IsRequired ? "yes" : "no")}");
        var written = Rows(Sections[name]).Select(cells => $"{cells[0]} {cells[2]}");
        Assert.Equal(expected.Order(), written.Order());
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Examples_AreReadAndWrittenTheSame(string name)
    {
        var examples = Example().Matches(Sections[name]).SelectMany(match => match.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        Assert.NotEmpty(examples);
        foreach (var example in examples)
        {
            var result = MessageCodec.Decode(Encoding.UTF8.GetBytes(example));
            Assert.True(result.Message is not null, $"{example}: {result.Problem?.Text}");
            Assert.Equal(name, result.Message.Type);
            var again = MessageCodec.Decode(MessageCodec.Encode(result.Message).AsSpan()[..^1]);
            Assert.Equal(MessageCodec.Encode(result.Message), MessageCodec.Encode(again.Message!));
            foreach (var field in FieldName().Matches(example).Select(match => match.Groups[1].Value))
                Assert.Contains($"\"{field}\"", Encoding.UTF8.GetString(MessageCodec.Encode(result.Message)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Codes_AreThoseOfTheCode() => Assert.Equal(Constants(typeof(RefusalCode)).Values.Order(), Chapter(9).Select(row => row[0]).Order());

    [Fact]
    public void Capabilities_AreThoseOfTheCode() => Assert.Equal(Capability.All.Order(), Chapter(8).Select(row => row[0]).Order());

    [Fact]
    public void Limits_AreThoseOfTheCode() =>
        Assert.Equal(Constants(typeof(Limits)).Select(pair => $"{pair.Key} {pair.Value}").Order(), Chapter(10).Select(row => $"{row[0]} {row[1]}").Order());

    [Fact]
    public void NetcatExample_IsUnderstood()
    {
        var lines = Page.Split('\n').SkipWhile(line => !line.StartsWith("$ nc", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line.StartsWith('{')).ToArray();
        Assert.Equal(3, lines.Length);
        Assert.All(lines, line => Assert.IsAssignableFrom<Request>(MessageCodec.Decode(Encoding.UTF8.GetBytes(line)).Message));
    }

    static Dictionary<string, string> Constants(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.IsLiteral)
        .ToDictionary(field => field.Name, field => Convert.ToString(field.GetRawConstantValue(), System.Globalization.CultureInfo.InvariantCulture) ?? "");

    static IEnumerable<string[]> Chapter(int number) => Rows(Page.Split($"\n## {number}. ")[1].Split("\n## ")[0]);

    /// <summary>The cells of a table, its heading left out.</summary>
    static IEnumerable<string[]> Rows(string text) => text.Split('\n')
        .SkipWhile(line => !line.StartsWith("|---", StringComparison.Ordinal)).Skip(1)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray());

    [GeneratedRegex(@"^### (\S+)$", RegexOptions.Multiline)]
    private static partial Regex SectionHeading();

    [GeneratedRegex(@"```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex("[{,]\"([A-Za-z]+)\":")]
    private static partial Regex FieldName();
}
