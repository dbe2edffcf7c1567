using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using TuiChat.Protocol;
using TuiChat.Server.Http;

namespace TuiChat.Tests.Server.Http;

/// <summary>HTTP on the one port, plain and inside TLS.</summary>
public sealed partial class HttpSiteTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Health_OfARunningServer_IsOk(bool tls)
    {
        await using var server = await TestServer.StartAsync();
        var answer = await AskAsync(server, "GET /health", tls);
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\nok\n", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nConnection: close\r\n", answer, StringComparison.Ordinal);
        var head = await AskAsync(server, "HEAD /health", tls);
        Assert.Equal(answer[..^"ok\n".Length], head);
    }

    [Theory]
    [InlineData("GET /nowhere", "404")]
    [InlineData("POST /health", "405")]
    [InlineData("OPTIONS /metrics", "405")]
    [InlineData("CONNECT example.org:443", "404")]
    [InlineData("GET http://example.org/", "404")]
    [InlineData("GET /../metrics", "404")]
    public async Task OtherRequests_AreRefused(string request, string status)
    {
        await using var server = await TestServer.StartAsync();
        Assert.StartsWith($"HTTP/1.1 {status} ", await AskAsync(server, request), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_WithAnotherBehindIt_IsAnsweredOnce()
    {
        await using var server = await TestServer.StartAsync();
        var answer = await AskAsync(server, "GET /health", more: "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", body: "0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: a\r\n\r\n{\"t\":\"about\"}\n");
        Assert.EndsWith("\r\n\r\nok\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_AreWhatPrometheusReads_AndCount()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann");
        using var bob = await LineClient.EnterAsync(server.EndPoint, "bob", tls: true);
        for (var i = 0; i < 3; i++) Assert.IsType<Done>(await ann.SayAsync("main", "secret words"));
        for (var i = 0; i < 3; i++) await bob.ReadAsync<ChatMessage>();
        Assert.IsType<Refused>(await ann.SayAsync("main", ""));

        var page = (await AskAsync(server, "GET /metrics")).Split("\r\n\r\n")[1];
        var rows = page.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(rows, row => Assert.Matches(Row(), row));
        var values = rows.Where(row => row[0] != '#').ToDictionary(row => row.Split(' ')[0], row => double.Parse(row.Split(' ')[1], CultureInfo.InvariantCulture));
        foreach (var name in values.Keys.Select(name => name.Split('{')[0])) Assert.Contains($"# TYPE {Family(name)} ", page, StringComparison.Ordinal);
        Assert.Equal((2, 3, 3), (values["tuichat_people"], values["tuichat_connections"], values["tuichat_messages_stored_total"]));
        Assert.Equal(1, values["tuichat_tls_handshakes_total{result=\"ok\"}"]);
        Assert.Equal(1, values["tuichat_refusals_total{code=\"text-bad\"}"]);
        Assert.Equal(values["tuichat_store_write_seconds_count"], values["tuichat_store_write_seconds_bucket{le=\"+Inf\"}"]);
        Assert.True(values["tuichat_deliveries_total"] >= 6);
        Assert.True(values["tuichat_memory_bytes"] > 1e6);
        Assert.DoesNotContain("secret", page, StringComparison.Ordinal);
        Assert.DoesNotContain("ann", page.Replace("channel", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_CountBytesAndWhatIsRefused_OfEveryCommand()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann");
        Assert.IsType<Done>(await ann.SayAsync("main", "mine"));
        using var bob = await LineClient.EnterAsync(server.EndPoint, "bob", tls: true);
        string[] codes =
        [
            await RefusedAsync(bob, id => new EditRequest { Id = id, Room = RoomName.Main, Target = 1, Text = "his" }),
            await RefusedAsync(bob, id => new DeleteRequest { Id = id, Room = RoomName.Main, Target = 1 }),
            await RefusedAsync(bob, id => new ReactRequest { Id = id, Room = RoomName.Main, Target = 99, Text = "👍" }),
            await RefusedAsync(bob, id => new SendRequest { Id = id, Room = RoomName.Main, Reply = 99, Text = "to nothing" }),
            await RefusedAsync(bob, id => new LeaveRequest { Id = id, Room = Client.Names.Room("elsewhere") }),
        ];
        var (received, sent) = (server.Host.Context.Meters.BytesReceived.Value, server.Host.Context.Meters.BytesSent.Value);
        Assert.IsType<Done>(await bob.SayAsync("main", new string('x', 1000)));

        var values = Values(await AskAsync(server, "GET /metrics"));
        foreach (var code in codes.Distinct()) Assert.Equal(codes.Count(other => other == code), values[$"tuichat_refusals_total{{code=\"{code}\"}}"]);
        Assert.InRange(values["tuichat_bytes_received_total"], received + 1000, received + 2000);
        Assert.True(values["tuichat_bytes_sent_total"] >= sent + 1000);
    }

    static async Task<string> RefusedAsync(LineClient client, Func<string, Request> request) => Assert.IsType<Refused>(await client.AskAsync(request)).Code;

    static Dictionary<string, double> Values(string answer) => answer.Split("\r\n\r\n")[1].Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(row => row[0] != '#')
        .ToDictionary(row => row.Split(' ')[0], row => double.Parse(row.Split(' ')[1], CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("", "403")]
    [InlineData("192.0.2.0/24", "403")]
    [InlineData("192.0.2.0/24, 127.0.0.0/8", "200")]
    [InlineData("127.0.0.1", "200")]
    [InlineData("any", "200")]
    public async Task Metrics_FromElsewhere_OnlyForThoseNamed(string from, string status)
    {
        await using var server = await TestServer.StartAsync(settings => settings with { MetricsFrom = from }, isOwnMachine: _ => false);
        Assert.StartsWith($"HTTP/1.1 {status} ", await AskAsync(server, "GET /metrics"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(server, "GET /health"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_OfAStoppingServer_IsNot()
    {
        await using var server = await TestServer.StartAsync();
        var site = new HttpSite(server.Host.Context, IPAddress.IsLoopback);
        site.Stop();
        Assert.StartsWith("503", site.Answer(new HttpRequest("GET", "/health"), IPAddress.Loopback).Status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Head_OneByteAtATime_EndsWithTheDeadline()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(time: time);
        using var client = await LineClient.ConnectAsync(server.EndPoint);
        foreach (var c in "GET /health HTTP/1.1\r\nHost: a\r\n") await client.SendRawAsync(c.ToString());
        var all = client.ReadAllAsync();
        while (!all.IsCompleted) // the server may not have come to the connection yet: its time runs from there
        {
            time.Advance(TimeSpan.FromSeconds(11));
            await Task.Yield();
        }
        Assert.DoesNotContain("200 OK", await all, StringComparison.Ordinal);
    }

    static async Task<string> AskAsync(TestServer server, string request, bool tls = false, string more = "", string body = "")
    {
        using var client = tls ? await LineClient.ConnectTlsAsync(server.EndPoint) : await LineClient.ConnectAsync(server.EndPoint);
        await client.SendRawAsync($"{request} HTTP/1.1\r\nHost: a\r\n{more}\r\n{body}");
        return await client.ReadAllAsync();
    }

    static string Family(string name) =>
        name.StartsWith("tuichat_store_write_seconds", StringComparison.Ordinal) ? "tuichat_store_write_seconds" : name;

    [GeneratedRegex("^(# (HELP|TYPE) tuichat_[a-z_]+ .+|tuichat_[a-z_]+(\\{[a-z]+=\"[^\"]*\"\\})? [0-9.eE+-]+)$")]
    private static partial Regex Row();
}
