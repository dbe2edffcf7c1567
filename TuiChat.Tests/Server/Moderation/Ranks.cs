using TuiChat.Protocol;
using TuiChat.Server.Rooms;

namespace TuiChat.Tests.Server.Moderation;

/// <summary>Shorthands of the tests of moderation.</summary>
static class Ranks
{
    /// <summary>Gives somebody who is here a rank for this stay, as a claim by a guest does.</summary>
    public static void Promote(this TestServer server, string nick, ServerRank rank)
    {
        var visitor = server.Host.Context.Visitors.Find(LineClient.Nick(nick));
        Assert.NotNull(visitor);
        visitor.Change(profile => profile with { Rank = rank });
    }

    /// <summary>Waits until nobody is here under this name.</summary>
    public static async Task GoneAsync(this TestServer server, Nickname nick)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (server.Host.Context.Visitors.Find(nick)?.Devices is [var device, ..]) await device.Freed.WaitAsync(deadline.Token);
    }

    /// <summary>Asks and expects a plain yes.</summary>
    public static async Task DoAsync(this LineClient client, Func<string, Request> request)
    {
        var answer = await client.AskAsync(request);
        Assert.True(answer is Done, $"{(answer as Refused)?.Code}: {(answer as Refused)?.Text}");
    }

    /// <summary>Asks and expects a refusal with this code.</summary>
    public static async Task<Refused> RefuseAsync(this LineClient client, string code, Func<string, Request> request)
    {
        var refused = Assert.IsType<Refused>(await client.AskAsync(request));
        Assert.Equal(code, refused.Code);
        return refused;
    }
}
