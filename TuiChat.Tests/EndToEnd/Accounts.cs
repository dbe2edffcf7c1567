using TuiChat.Tests.Server;

namespace TuiChat.Tests.EndToEnd;

/// <summary>How people in tests make and use accounts, by what they type.</summary>
static class Accounts
{
    public const string Secret = "correct horse";

    /// <summary>Comes in, on a screen wide enough for every sentence.</summary>
    public static TestClient Enter(TestServer server, string nick, string? data = null) => TestClient.Enter(server.EndPoint, nick, data: data, width: 160, height: 40);

    /// <summary>Comes in as a guest and makes an account of the name.</summary>
    public static TestClient Register(TestServer server, string nick, string? data = null)
    {
        var client = Enter(server, nick, data);
        Register(client);
        return client;
    }

    /// <summary>Makes an account of the name one has.</summary>
    public static void Register(TestClient client)
    {
        client.Expect("▸ main");
        client.Type("/register\n");
        client.Expect("Once more");
        client.Type(Secret);
        client.Press("Tab");
        client.Type(Secret);
        client.Press("Enter");
        client.Expect(() => client.State.Standing.HasAccount, "an account");
        client.ExpectNot("Once more");
    }

    /// <summary>Comes in on another machine, where the password is asked for.</summary>
    public static TestClient LogIn(TestServer server, string nick, string? data = null)
    {
        var client = Enter(server, nick, data);
        TypePassword(client);
        return client;
    }

    /// <summary>Answers the question for the password.</summary>
    public static void TypePassword(TestClient client)
    {
        client.Expect("Log in on");
        client.Type(Secret + "\n");
        client.Expect(() => client.State.Standing.HasAccount && client.Client.IsSettled && client.State.Current is not null, "the account");
    }

    /// <summary>What somebody has been told beside what was said.</summary>
    public static string Told(TestClient client) => string.Join('\n', client.State.Conversations.SelectMany(room =>
        Enumerable.Range(0, room.Timeline.Count).Select(i => room.Timeline[i].Item).OfType<TuiChat.Conversations.TimelineItem.Local>().Select(item => item.Text)));

    /// <summary>What was said in a room, with who said it.</summary>
    public static IReadOnlyList<string> Said(TestClient client, Func<TuiChat.Conversations.Conversation, bool> which) =>
        [.. client.State.Conversations.Where(which).SelectMany(room => Enumerable.Range(0, room.Timeline.Count).Select(i => room.Timeline[i].Item).OfType<TuiChat.Conversations.TimelineItem.Said>().Select(said => $"{said.From}: {said.Text}"))];
}
