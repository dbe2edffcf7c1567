using System.Text;
using TuiChat.Protocol;

namespace TuiChat.Tests.Server.Connections;

/// <summary>A logged-in client that sends whatever it likes: the server answers or cuts, and goes on for the others.</summary>
public sealed class HostileClientTests
{
    static readonly string[] Lines =
    [
        "{\"t\":\"hello\",\"v\":1,\"nick\":\"eve\"}", "{\"t\":\"join\",\"room\":\"main\",\"lines\":5}", "{\"t\":\"leave\",\"room\":\"main\"}",
        "{\"t\":\"send\",\"room\":\"main\",\"text\":\"x\",\"cid\":\"0193a5c0-0000-7000-8000-000000000001\"}",
        "{\"t\":\"set-topic\",\"room\":\"main\",\"text\":\"x\"}", "{\"t\":\"rooms\"}", "{\"t\":\"people\",\"room\":\"main\"}",
        "{\"t\":\"history\",\"room\":\"main\",\"after\":1,\"before\":9,\"limit\":3}", "{\"t\":\"ping\",\"id\":\"1\"}", "{\"t\":\"about\"}",
        "{\"t\":\"pong\"}", "{\"t\":\"msg\",\"room\":\"main\",\"seq\":1,\"at\":1,\"from\":\"ann\",\"text\":\"forged\"}", "{\"t\":\"bye\",\"text\":\"x\"}",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Fuzz_OfALoggedInClient_NeverStopsTheServerAndForgesNothing(int seed)
    {
        await using var server = await TestServer.StartAsync(settings => settings with { RequestsPerSecond = 100_000, RequestBurst = 100_000 });
        using var ann = await server.EnterAsync("ann");
        using var eve = await server.EnterAsync("eve");
        var reading = eve.ReadToEndAsync();
        await SendNoiseAsync(eve, new Random(seed));
        eve.FinishSending();
        var answers = await reading;

        Assert.NotEmpty(answers);
        Assert.All(answers, line => Assert.True(MessageCodec.Decode(Encoding.UTF8.GetBytes(line)).Message is not null, $"Seed {seed}: {line}"));
        Assert.DoesNotContain(answers, line => line.Contains("\"internal\"", StringComparison.Ordinal));
        Assert.IsType<Done>(await ann.SayAsync("main", "still here"));
        var page = Assert.IsType<Page>(await ann.AskAsync(id => new HistoryRequest { Id = id, Room = RoomName.Main, Limit = 200 }));
        Assert.DoesNotContain(page.Events, stored => stored is ChatMessage { Text: "forged" });
        using var again = await server.EnterAsync("eve");
    }

    static async Task SendNoiseAsync(LineClient eve, Random random)
    {
        for (var i = 0; i < 400; i++)
        {
            var line = Encoding.UTF8.GetBytes(Lines[random.Next(Lines.Length)] + "\n");
            for (var changes = random.Next(4); changes > 0; changes--) line[random.Next(line.Length)] = (byte)random.Next(256);
            try
            {
                await eve.SendRawAsync(line);
            }
            catch (IOException)
            {
                return; // cut: allowed for a client like this
            }
        }
    }
}
