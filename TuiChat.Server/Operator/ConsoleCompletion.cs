using TuiChat.Protocol;
using TuiChat.Server.Moderation;

namespace TuiChat.Server.Operator;

/// <summary>What may stand at the place of the caret: words of the table, people, rooms, roles, what can be undone.</summary>
sealed class ConsoleCompletion(ServerControl server, Func<IReadOnlyList<ConsoleCommand>> commands)
{
    /// <summary>200 candidates: more help nobody.</summary>
    const int MaxCandidates = 200;

    static readonly string[] Roles = [ServerRole.Host, ServerRole.Moderator, ServerRole.Member, RoomRank.Owner, RoomRank.None];

    /// <summary>The candidates for the last word of a text, in order; empty when nothing fits.</summary>
    public IReadOnlyList<string> Find(string text)
    {
        var words = text.TrimStart().TrimStart('/').Split(' ');
        var typed = words[^1];
        var all = words.Length == 1 ? commands().Select(row => row.Name) : Arguments(words);
        return [.. all.Where(candidate => candidate.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.Ordinal).Order(StringComparer.OrdinalIgnoreCase).Take(MaxCandidates)];
    }

    /// <summary>A # says that a room is meant, wherever it stands.</summary>
    IEnumerable<string> Arguments(string[] words)
    {
        if (words[^1].StartsWith('#')) return Rooms;
        var row = commands().FirstOrDefault(candidate => candidate.Name.Equals(words[0], StringComparison.OrdinalIgnoreCase));
        return row is not null && words.Length - 2 < row.Kinds.Length ? Of(row.Kinds[words.Length - 2]) : [];
    }

    IEnumerable<string> Of(ArgumentKind kind) => kind switch
    {
        ArgumentKind.Person => server.People.Select(person => person.Nick.Value),
        ArgumentKind.Banned => server.Bans(SanctionKind.Ban),
        ArgumentKind.Muted => server.Bans(SanctionKind.Mute),
        ArgumentKind.Room => Rooms,
        ArgumentKind.Role => Roles,
        ArgumentKind.Command => commands().Select(row => row.Name),
        ArgumentKind.Setting => InfoWords.Settings,
        ArgumentKind.Lock => [RoomAccess.Invite],
        _ => [],
    };

    IEnumerable<string> Rooms => server.Rooms.Select(room => "#" + room.Room.Value);
}
