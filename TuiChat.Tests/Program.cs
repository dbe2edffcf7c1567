using TuiChat.Tests.Client.History;
using TuiChat.Tests.Discovery;

namespace TuiChat.Tests;

/// <summary>The entry point for tests that start this assembly as a program of its own, in another network namespace or to be killed.</summary>
static class Program
{
    static Task<int> Main(string[] args) => args is ["history", var folder, var from] ? HistoryPeer.RunAsync(folder, from) : DiscoveryPeer.RunAsync(args);
}
