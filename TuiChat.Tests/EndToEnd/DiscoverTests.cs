using System.Text.Json;
using TuiChat.Tests.Discovery;
using TuiChat.Tests.Server;

namespace TuiChat.Tests.EndToEnd;

/// <summary>The real programs on two machines of a network: one announces itself, the other finds it.</summary>
public sealed class DiscoverTests(NetLab lab) : IClassFixture<NetLab>, IDisposable
{
    readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(60));

    static string Client => Path.Combine(AppContext.BaseDirectory, "tuichat");

    public void Dispose() => _deadline.Dispose();

    [RequiresFact("ip", "unshare", Root = true, NetworkNamespaces = true)]
    public async Task Discover_ServerOnAnotherMachine_IsPrinted()
    {
        await lab.UpAsync(_deadline.Token, "a", "b");
        var data = TestServer.NewFolder();
        await using (var server = lab.StartOn("a", ServerProcess.Program, "--name", "Harbour ✓", "--port", "0", "--data", data, "--allow-plaintext"))
        {
            var ready = await server.ExpectAsync("ready Harbour", _deadline.Token);
            var port = ready.Split(' ')[^2].Split(':')[^1];

            var (output, error) = await DiscoverAsync("b", "--seconds", "5", "--json");

            Assert.Equal("", error);
            var found = Assert.Single(JsonDocument.Parse(output).RootElement.EnumerateArray());
            Assert.Equal("Harbour ✓", found.GetProperty("name").GetString());
            Assert.Matches($"^(10[.]99[.]0[.][0-9]+|[[]fe80::[0-9a-f:]+(%[^]]+)?[]]):{port}$", found.GetProperty("address").GetString());
            Assert.Equal(0, found.GetProperty("people").GetInt32());
            Assert.False(found.GetProperty("locked").GetBoolean());
            Assert.True(found.GetProperty("roundTripMs").GetDouble() > 0);
        }
        Directory.Delete(data, recursive: true);
    }

    [RequiresFact("ip", "unshare", Root = true, NetworkNamespaces = true)]
    public async Task Discover_NoServer_SaysWhatWasSeen()
    {
        await lab.UpAsync(_deadline.Token, "c");
        var (output, error) = await DiscoverAsync("c", "--seconds", "1", "--json");
        Assert.Equal("[]", output.Trim());
        Assert.Contains("Asked on eth0; no server answered.", error, StringComparison.Ordinal);
    }

    async Task<(string Output, string Error)> DiscoverAsync(string host, params string[] arguments)
    {
        using var process = lab.Start([.. new[] { "exec", host, Client, "discover" }, .. arguments], readsErrors: true);
        var error = process.StandardError.ReadToEndAsync(_deadline.Token);
        var output = await process.StandardOutput.ReadToEndAsync(_deadline.Token);
        await process.WaitForExitAsync(_deadline.Token);
        Assert.Equal(0, process.ExitCode);
        return (output, await error);
    }
}
