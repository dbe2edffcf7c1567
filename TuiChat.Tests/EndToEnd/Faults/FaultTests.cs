using System.Globalization;

namespace TuiChat.Tests.EndToEnd.Faults;

/// <summary>
/// People talk while connections break in every way, the server is killed and clients are killed; in the end every history is the
/// server's, and nothing that was confirmed is lost or there twice. TUICHAT_TEST_FAULT_SEEDS=1-40 runs other seeds than the four
/// of every day, TUICHAT_TEST_FAULT_LINES=10000 says more lines in each.
/// </summary>
public sealed class FaultTests
{
    /// <summary>2,500 lines in each of four runs.</summary>
    const int EverydayRuns = 4, EverydayLines = 2500;

    public static TheoryData<int> Seeds
    {
        get
        {
            var wanted = (Environment.GetEnvironmentVariable("TUICHAT_TEST_FAULT_SEEDS") ?? $"1-{EverydayRuns}").Split('-').Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToList();
            return [.. Enumerable.Range(wanted[0], wanted[^1] - wanted[0] + 1)];
        }
    }

    static int Lines => int.TryParse(Environment.GetEnvironmentVariable("TUICHAT_TEST_FAULT_LINES"), NumberStyles.None, CultureInfo.InvariantCulture, out var lines) ? lines : EverydayLines;

    [RequiresTheory("setsid", "sh", "stty", "kill")]
    [MemberData(nameof(Seeds))]
    public async Task Faults_OfAllKinds_LoseAndDoubleNothing(int seed)
    {
        await using var run = await FaultRun.StartAsync(seed, Lines);
        var problems = await run.RunAsync();
        Assert.True(problems.Count == 0, $"{run.Summary}:\n{string.Join('\n', problems)}");
    }
}
