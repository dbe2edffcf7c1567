using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Terminal;

namespace TuiChat.Suggestions;

/// <summary>Finds people: those who spoke last in the room on the screen first, then the others of it, then those of other rooms.</summary>
sealed class PeopleCompletion(ChatClient client)
{
    /// <summary>Above every score for having spoken lately.</summary>
    const int Step = 10_000;

    readonly Speakers _speakers = new();

    /// <summary>People of the room on the screen, without us.</summary>
    public IReadOnlyList<Completion> OfRoom(string typed, string suffix, string prefix = "")
    {
        var best = new BestMatches<Nickname>();
        Add(best, client.State.Current, typed);
        return [.. best.Items.Select(nick => new Completion(prefix + nick.Value, Suffix: suffix))];
    }

    /// <summary>Everybody whom we can see.</summary>
    public IReadOnlyList<Completion> All(string typed)
    {
        var best = new BestMatches<Nickname>();
        Add(best, client.State.Current, typed);
        var others = new BestMatches<(Nickname Nick, RoomName Room)>();
        foreach (var conversation in client.State.Conversations)
        {
            if (conversation == client.State.Current) continue;
            foreach (var nick in conversation.People)
            {
                if (nick != client.State.Self) others.Offer(NameMatch.Score(typed, nick.Value), (nick, conversation.Room));
            }
        }
        var here = best.Items.Select(nick => new Completion(nick.Value)).ToList();
        var known = here.Select(item => item.Text).ToHashSet(StringComparer.OrdinalIgnoreCase);
        here.AddRange(others.Items.Where(other => known.Add(other.Nick.Value)).Select(other => new Completion(other.Nick.Value, other.Room.IsDirect ? "" : $"in {other.Room}")));
        return here;
    }

    void Add(BestMatches<Nickname> best, Conversation? room, string typed)
    {
        if (room is null) return;
        foreach (var nick in room.People)
        {
            if (nick != client.State.Self && NameMatch.Score(typed, nick.Value) is { } score) best.Offer((score * Step) + _speakers.Recency(room, nick.Value), nick);
        }
    }
}
