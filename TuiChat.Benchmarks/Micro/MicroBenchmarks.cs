using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace TuiChat.Benchmarks.Micro;

/// <summary>Runs the small parts under BenchmarkDotNet, in this process, with memory.</summary>
static class MicroBenchmarks
{
    /// <summary>Runs those that the arguments choose (see BenchmarkDotNet's own --filter), or all.</summary>
    public static void Run(string[] args)
    {
        var folder = Path.Combine(Path.GetTempPath(), "tuichat-micro");
        var config = DefaultConfig.Instance
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .WithArtifactsPath(folder);
        BenchmarkSwitcher.FromAssembly(typeof(MicroBenchmarks).Assembly).Run(args.Length > 0 ? args : ["--filter", "*"], config);
    }
}
