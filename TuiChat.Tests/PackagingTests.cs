using System.CommandLine;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace TuiChat.Tests;

/// <summary>Man pages, completions and the service say what the programs take, and are well-formed.</summary>
public sealed partial class PackagingTests
{
    public static TheoryData<string, string> Commands()
    {
        var all = new TheoryData<string, string>();
        foreach (var program in (string[])["tuichat", "tuichat-server"])
        {
            foreach (var command in Tree(program, "")) all.Add(program, command);
        }
        return all;
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Options_StandInTheManPageAndAllCompletions(string program, string command)
    {
        var options = Option().Matches(Help(program, command).Split("Options:")[1]).Select(match => match.Groups[1].Value).ToArray();
        Assert.NotEmpty(options);
        var name = command.Split(' ')[^1];
        var page = Repository.Read("packaging", "man", $"{program}.1").Replace("\\-", "-", StringComparison.Ordinal);
        var fish = Repository.Read("packaging", "completions", "tuichat.fish").Split($"# {program} {name}".TrimEnd() + "\n")[1].Split("\n\n")[0];
        foreach (var option in options)
        {
            Assert.Contains(option, page, StringComparison.Ordinal);
            Assert.Contains($" -l {option[2..]} ", fish, StringComparison.Ordinal);
            foreach (var shell in (string[])["bash", "zsh"])
                Assert.Contains($"{option} ", Line(shell, program, name).Replace(")", " ", StringComparison.Ordinal).Replace("\"", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        }
        foreach (var sub in Subcommands(program, command)) Assert.Matches($@"\b{sub}\b", Line("bash", program, name));
    }

    [RequiresFact("man")]
    public void ManPages_AreWithoutWarnings()
    {
        foreach (var page in Directory.EnumerateFiles(Repository.PathOf("packaging", "man")))
            Assert.Equal("", Run("sh", "-c", "man --warnings -E UTF-8 -l -Tutf8 -Z \"$0\" 2>&1 >/dev/null", page));
    }

    [RequiresFact("bash")]
    public void BashCompletion_OffersWhatFits()
    {
        const string Script = """. "$0"; COMP_WORDS=($1 ""); COMP_WORDS[-1]=$2; COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _tuichat; echo "${COMPREPLY[*]}" """;
        string Complete(string line, string begun) => Run("bash", "-c", Script, Repository.PathOf("packaging", "completions", "tuichat.bash"), line, begun).Trim();
        Assert.Equal("pipe", Complete("tuichat", "pi"));
        Assert.Equal("--filter --follow --fingerprint", Complete("/usr/bin/tuichat pipe somewhere", "--f"));
        Assert.Equal("mention", Complete("tuichat pipe --filter", "me"));
        Assert.Equal("--data", Complete("tuichat-server ctl", "--d"));
    }

    [Theory]
    [InlineData("packaging/systemd/tuichat-server.service")]
    [InlineData("packaging/Containerfile")]
    public void Files_StartTheServerWithFlagsThatItHas(string file)
    {
        var start = File.ReadLines(Repository.PathOf(file.Split('/'))).Single(line => line.StartsWith("ExecStart=", StringComparison.Ordinal) || line.StartsWith("ENTRYPOINT", StringComparison.Ordinal));
        var used = Regex.Matches(start, "--[a-z-]+").Select(match => match.Value).ToArray();
        Assert.NotEmpty(used);
        Assert.All(used, flag => Assert.Contains($" {flag} ", Help("tuichat-server", "").Replace(',', ' '), StringComparison.Ordinal));
    }

    static string Line(string shell, string program, string command) => File.ReadLines(Repository.PathOf("packaging", "completions", $"tuichat.{shell}"))
        .Single(line => line.Contains($"\"{program} {command}\")", StringComparison.Ordinal));

    static IEnumerable<string> Tree(string program, string command)
    {
        yield return command;
        foreach (var sub in Subcommands(program, command))
        {
            foreach (var deeper in Tree(program, $"{command} {sub}".Trim())) yield return deeper;
        }
    }

    static string[] Subcommands(string program, string command) => Help(program, command).Split("\nCommands:") is [_, var list] ? [.. Subcommand().Matches(list).Select(match => match.Groups[1].Value)] : [];

    static string Help(string program, string command)
    {
        var help = new StringWriter();
        string[] words = [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"];
        if (program == "tuichat") CommandLine.Invoke(words, help, help, _ => 0, (_, _) => 0, _ => 0, _ => 0, (_, _) => 0);
        else new TuiChat.Server.CommandLine().Build((_, _, _) => Task.FromResult(0)).Parse(words).Invoke(new InvocationConfiguration { Output = help });
        return help.ToString().ReplaceLineEndings("\n");
    }

    static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true }) ?? throw new InvalidOperationException($"{program} did not start.");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    [GeneratedRegex("^  (?:[-?a-z]+, )*(--[a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex Option();

    [GeneratedRegex(@"^  ([a-z][a-z-]*)", RegexOptions.Multiline)]
    private static partial Regex Subcommand();
}
