using System.Text.Json;
using System.Text.Json.Nodes;
using TuiChat.Protocol;

namespace TuiChat.Tests.Server.Accounts;

/// <summary>A client that is logged in and sends whatever comes to its mind.</summary>
public sealed class AccountFuzzTests
{
    const int Requests = 400;

    static readonly string[] Types = ["hello", "register", "passwd", "sessions", "rename", "look", "claim", "info", "logout", "delete-account", "join", "send", "people", "react"];

    static readonly string[] Fields = ["secret", "old", "nick", "color", "code", "session", "all", "token", "register", "v", "room", "text", "target", "resume"];

    [Theory]
    [InlineData(1)]
    [InlineData(20261121)]
    public async Task Requests_OfALoggedInClient_AreAllAnswered_AndNoneFails(int seed)
    {
        var random = new Random(seed);
        await using var server = await TestServer.StartAsync(settings => settings with { RequestsPerSecond = 1_000_000, RequestBurst = 1_000_000 });
        using var bob = await server.EnterAsync("bob");
        var client = (await Visit.RegisterAsync(server, "ann0", "main")).Client;
        for (var i = 0; i < Requests; i++)
        {
            var line = Line(random, i);
            await client.SendRawAsync(line + "\n");
            var answer = await AnswerAsync(client);
            if (answer is Refused refused) Assert.True(refused.Code != RefusalCode.Internal, $"seed {seed}, request {i}: {line}");
            if (answer is not (null or Done)) continue;
            if (answer is Done && !line.Contains("logout", StringComparison.Ordinal) && !line.Contains("delete-account", StringComparison.Ordinal)) continue;
            client.Dispose(); // logged out, or cut
            client = (await Visit.RegisterAsync(server, $"ann{i}x", "main")).Client;
        }
        Assert.IsType<Done>(await bob.SayAsync("main", "still here"));
        Assert.All(server.Host.Context.Visitors.All, visitor => Assert.Same(visitor, server.Host.Context.Visitors.Find(visitor.Author)));
        client.Dispose();
    }

    /// <summary>The last part of the answer, or null when the server has cut the connection.</summary>
    static async Task<Answer?> AnswerAsync(LineClient client)
    {
        try
        {
            while (true)
            {
                if (await client.ReadAsync() is not Answer answer) continue;
                if (answer is Bye) return null;
                if (!answer.More) return answer;
            }
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }

    static string Line(Random random, int number)
    {
        var line = new JsonObject { ["t"] = Types[random.Next(Types.Length)], ["id"] = $"f{number}" };
        foreach (var field in Fields)
        {
            if (random.Next(3) > 0) line[field] = Value(random, field);
        }
        var text = line.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        if (random.Next(20) > 0) return text;
        var at = random.Next(text.Length);
        return text[..at] + (char)random.Next(0x20, 0x7f) + text[at..];
    }

    static JsonNode? Value(Random random, string field) => random.Next(12) switch
    {
        0 => null,
        1 => random.Next(-2, 1000),
        2 => new JsonArray(1, "x", new JsonObject { ["y"] = 1 }),
        3 => true,
        4 => new string((char)random.Next(0x20, 0x3000), random.Next(0, 400)),
        5 => "\u0000\u001b[31m\u202e",
        _ => Likely(random, field),
    };

    static JsonNode? Likely(Random random, string field) => field switch
    {
        "nick" => ((string[])["ann", "bob", "аnn", "b0b", "Анна", "x"])[random.Next(6)] + random.Next(30),
        "secret" or "old" => random.Next(2) == 0 ? Visit.Secret : "another secret",
        "color" => ((string[])["", "#88c0d0", "#88C0D0", "#fff"])[random.Next(4)],
        "session" or "target" => random.Next(0, 40),
        "all" or "register" => random.Next(2) == 0,
        "room" => "main",
        "v" => 1,
        _ => "xyzzy",
    };
}
