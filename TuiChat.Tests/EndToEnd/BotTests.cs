using System.Diagnostics;
using System.Text.RegularExpressions;
using TuiChat.Protocol;
using TuiChat.Tests.Server;

namespace TuiChat.Tests.EndToEnd;

/// <summary>The bots of docs/BOTS.md, run as they stand there.</summary>
public sealed partial class BotTests : IDisposable
{
    readonly string _folder = TestServer.NewFolder();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Page_HoldsThreeBots() => Assert.Equal(["dice.sh", "greeter.sh", "tally.py"], Bots().Keys.Order());

    [RequiresFact("bash", "jq")]
    public async Task ShellBot_RollsDice_ForOthersOnly()
    {
        await using var server = await TestServer.StartAsync();
        using var ada = await server.EnterAsync("ada");
        using var bot = await StartAsync("bash", "dice.sh", $"127.0.0.1:{server.EndPoint.Port}");
        await ada.ReadAsync<MemberJoined>(joined => joined.Nick.Value is "dice" or "tally");
        await ada.SayAsync("main", "!roll $(reboot)");
        await ada.SayAsync("main", "!roll 1");
        Assert.Equal("ada rolls 1", (await ada.ReadAsync<ChatMessage>(IsBot)).Text);
        await ada.SayAsync("main", "!roll");
        Assert.Matches("^ada rolls [1-6]$", (await ada.ReadAsync<ChatMessage>(IsBot)).Text);
        End(bot);
    }

    [RequiresFact("python3")]
    public async Task PythonBot_CountsAndRepliesAndReacts()
    {
        await using var server = await TestServer.StartAsync();
        using var ada = await server.EnterAsync("ada");
        await ada.SayAsync("main", "said before");
        await ada.SayAsync("main", "!tally");
        using var bot = await StartAsync("python3", "tally.py", $"127.0.0.1:{server.EndPoint.Port}");
        await ada.ReadAsync<MemberJoined>(joined => joined.Nick.Value is "dice" or "tally");
        await ada.SayAsync("main", "said now");
        var asked = Assert.IsType<Done>(await ada.SayAsync("main", "!tally"));
        var answer = await ada.ReadAsync<ChatMessage>(IsBot);
        Assert.Equal(("ada 2", asked.Seq), (answer.Text, answer.Reply));
        var thanked = Assert.IsType<Done>(await ada.SayAsync("main", "Thank you, tally"));
        Assert.Equal(thanked.Seq, (await ada.ReadAsync<LineReaction>()).Target);
        End(bot);
    }

    [RequiresFact("bash", "jq", "nc")]
    public async Task BareBot_GreetsWhoComes()
    {
        await using var server = await TestServer.StartAsync();
        using var ada = await server.EnterAsync("ada");
        using var bot = await StartAsync("bash", "greeter.sh", "127.0.0.1", $"{server.EndPoint.Port}");
        await ada.ReadAsync<MemberJoined>(joined => joined.Nick.Value == "greeter");
        using var bob = await server.EnterAsync("bob");
        Assert.Equal("Welcome, bob!", (await ada.ReadAsync<ChatMessage>(IsBot)).Text);
        End(bot);
    }

    static bool IsBot(ChatMessage said) => said.From.Value is "dice" or "tally" or "greeter";

    /// <summary>The blocks that name themselves in their second line, by that name.</summary>
    static Dictionary<string, string> Bots() => Block().Matches(Repository.Read("docs", "BOTS.md")).ToDictionary(match => match.Groups[2].Value, match => match.Groups[1].Value);

    async Task<Process> StartAsync(string program, string bot, params string[] arguments)
    {
        var file = Path.Combine(_folder, bot);
        await File.WriteAllTextAsync(file, Bots()[bot]);
        var start = new ProcessStartInfo("setsid", [program, file, .. arguments]) { RedirectStandardInput = true };
        start.Environment["PATH"] = $"{AppContext.BaseDirectory}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["XDG_DATA_HOME"] = _folder;
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }

    /// <summary>Ends the bot and what it has started: they are a group of their own.</summary>
    static void End(Process bot)
    {
        using var kill = Process.Start("kill", ["--", $"-{bot.Id}"]);
        kill.WaitForExit();
        bot.WaitForExit();
    }

    [GeneratedRegex(@"```(?:bash|python)\n(#![^\n]*\n# ([a-z]+\.(?:sh|py)) .*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
