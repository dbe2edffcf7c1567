using System.Net;
using TuiChat.Protocol;

namespace TuiChat.Tests.Server.Accounts;

/// <summary>How the tests come to a server as accounts.</summary>
static class Visit
{
    public const string Secret = "Tr0ub4dor&3 horse";

    public static Hello Hello(string nick, string? secret = null, string? token = null, bool register = false, string? resume = null) =>
        new() { V = 1, Nick = LineClient.Nick(nick), Secret = secret, Token = token, Register = register, Resume = resume, Client = "test/1" };

    /// <summary>Makes an account in the hello, and is in.</summary>
    public static async Task<(LineClient Client, Welcome Welcome)> RegisterAsync(TestServer server, string nick, string? room = null) =>
        await EnterAsync(server, Hello(nick, Secret, register: true), room);

    public static async Task<(LineClient Client, Welcome Welcome)> EnterAsync(TestServer server, Hello hello, string? room = null)
    {
        var (client, answer) = await LineClient.HelloAsync(server.EndPoint, hello);
        if (answer is not Welcome welcome) throw new InvalidOperationException((answer as Refused)?.Text);
        if (room is not null) await client.JoinAsync(room);
        return (client, welcome);
    }

    /// <summary>The code with which the hello is refused, or null when it is not.</summary>
    public static async Task<string?> CodeAsync(TestServer server, Hello hello) => await CodeAsync(server.EndPoint, hello);

    public static async Task<string?> CodeAsync(IPEndPoint endPoint, Hello hello)
    {
        var (client, answer) = await LineClient.HelloAsync(endPoint, hello);
        client.Dispose();
        return (answer as Refused)?.Code;
    }

    /// <summary>The code with which the request is refused, or null when it is not.</summary>
    public static async Task<string?> CodeAsync(LineClient client, Func<string, Request> request) => (await client.AskAsync(request) as Refused)?.Code;

    /// <summary>Waits for the last line of the server, and returns its code.</summary>
    public static async Task<string?> ByeAsync(LineClient client) => (await client.ReadAsync<Bye>()).Code;
}
