using TuiChat.Server.Configuration;
using TuiChat.Server.Rooms;

namespace TuiChat.Tests.Server.Rooms;

/// <summary>Visitors and their connections, made from nothing.</summary>
static class Somebody
{
    public static Outbox NewOutbox() => new(_ => ValueTask.CompletedTask, _ => { }, new LagBudget(new LiveSettings(new ServerSettings())));

    public static Device NewDevice(Outbox? outbox = null, string secret = "secret") => new(secret, outbox ?? NewOutbox());

    public static Visitor Guest(string nick, Guid? author = null) => Of(nick, author, null);

    public static Visitor Account(string nick, Guid? author = null, long account = 1) => Of(nick, author, account);

    static Visitor Of(string nick, Guid? author, long? account)
    {
        var name = LineClient.Nick(nick);
        return new Visitor(author ?? Guid.NewGuid(), name.Key, new Profile(name, account, account is null ? ServerRank.Guest : ServerRank.Member));
    }
}
