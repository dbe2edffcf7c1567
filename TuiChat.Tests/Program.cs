using TuiChat.Tests.Discovery;

namespace TuiChat.Tests;

/// <summary>The entry point for tests that start this assembly as a program of its own, in another network namespace.</summary>
static class Program
{
    static Task<int> Main(string[] args) => DiscoveryPeer.RunAsync(args);
}
