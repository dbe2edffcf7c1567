namespace TuiChat.Tests.Client;

/// <summary>What is read in no time is what the whole command line would make of it.</summary>
public sealed class StartWordsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("chat.example.org")]
    [InlineData("192.168.1.20:9001 -u ada")]
    [InlineData("--no-discovery --data /tmp/x")]
    [InlineData("-i 127.0.0.1 -p 9001 -u ada -r main --no-discovery --data /tmp/x --theme nord --linear")]
    [InlineData("--ip host --port 1 --user ada --room #main")]
    [InlineData("tuichat://host:9001/main?fp=abc")]
    [InlineData("host --ip other")]
    public void TryRead_OfAPlainLine_IsWhatTheCommandLineReads(string line)
    {
        var args = Split(line);
        var words = StartWords.TryRead(args);
        Assert.NotNull(words);
        Assert.Equal(ByTheCommandLine(args), words);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("--version")]
    [InlineData("start")]
    [InlineData("discover")]
    [InlineData("themes --data x")]
    [InlineData("--data x themes")]
    [InlineData("history search word")]
    [InlineData("--data=x")]
    [InlineData("--data")]
    [InlineData("--data --linear")]
    [InlineData("--linear false")]
    [InlineData("-u a -u b")]
    [InlineData("one two")]
    [InlineData("--nothing")]
    [InlineData("-- host")]
    [InlineData("@file")]
    [InlineData("[diagram] host")]
    [InlineData("-ihost")]
    public void TryRead_OfAnythingElse_LeavesItToTheCommandLine(string line) => Assert.Null(StartWords.TryRead(Split(line)));

    [Fact]
    public void TryRead_OfEverySubcommand_LeavesItToTheCommandLine()
    {
        using var help = new StringWriter();
        CommandLine.Invoke(["--help"], help, TextWriter.Null, _ => 0, (_, _) => 0, _ => 0, _ => 0, (_, _) => 0);
        var names = help.ToString().ReplaceLineEndings("\n").Split("Commands:\n")[1].Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal) && line[2] != ' ').Select(line => line.Trim().Split(' ')[0]).ToList();
        Assert.Contains("discover", names);
        Assert.All(names, name => Assert.Null(StartWords.TryRead([name])));
    }

    [Theory]
    [InlineData("--nick ada host", "There is no option --nick.")]
    [InlineData("--nick=ada host", "There is no option --nick=ada.")]
    [InlineData("host --nick ada", "'--nick'")]
    [InlineData("pipe host --nick ada", "'--nick'")]
    public void CommandLine_UnknownOption_IsTheOneNamed(string line, string named)
    {
        using var error = new StringWriter();
        var exit = CommandLine.Invoke(Split(line), TextWriter.Null, error, _ => 0, (_, _) => 0, _ => 0, _ => 0, (_, _) => 0);
        Assert.Equal(ExitCodes.Usage, exit);
        Assert.Contains(named, error.ToString(), StringComparison.Ordinal);
        Assert.Single(error.ToString().TrimEnd().Split('\n'));
    }

    static string[] Split(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    static StartWords? ByTheCommandLine(string[] args)
    {
        StartWords? read = null;
        CommandLine.Invoke(args, TextWriter.Null, TextWriter.Null, words => { read = words; return 0; }, (_, _) => 0, _ => 0, _ => 0, (_, _) => 0);
        return read;
    }
}
