using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat.Lobby;

/// <summary>What people type for a server: a link, its name, or an address.</summary>
/// <param name="defaultPort">The port of an address without one.</param>
sealed class ServerWords(int defaultPort)
{
    /// <summary>What a typed text means; null, with what is wrong, when it means nothing.</summary>
    /// <param name="text">The text.</param>
    /// <param name="hosted">The server that is hosted here, or null; its name means this one alone.</param>
    /// <param name="known">The servers that may be meant by a name; null where one has no address yet.</param>
    /// <param name="problem">A sentence, or null.</param>
    public ServerTarget? Find(string text, HostedServer? hosted, IEnumerable<(string Name, ServerTarget? Target)> known, out string? problem)
    {
        problem = null;
        if (InviteLink.IsMeant(text)) return InviteLink.TryParse(text, out var link, out problem) ? ServerTarget.Of(link) : null;
        if (hosted is not null && IsSame(hosted.Wishes.Name, text)) return hosted.Target;
        var named = known.Where(server => IsSame(server.Name, text)).Select(server => server.Target).OfType<ServerTarget>().ToList();
        if (named is [var one]) return one;
        if (named.Count > 1) problem = $"{named.Count} servers are called {text}. Take its address: {string.Join(", ", named.Take(3).Select(target => target.Address))}.";
        else if (text.Any(c => c is '.' or ':') || IsSame(text, "localhost")) return ServerAddress.TryParse(text, out var address, out problem, defaultPort) ? ServerTarget.Of(address) : null;
        else problem = $"No server called {text} is known. An address has a dot or a port, such as {text}:{defaultPort}; a room is joined by /join #{text}.";
        return null;
    }

    static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
