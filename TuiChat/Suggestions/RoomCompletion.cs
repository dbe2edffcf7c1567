using System.Globalization;
using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Terminal;

namespace TuiChat.Suggestions;

/// <summary>Finds rooms: ours first, then all that the server has told of. Asks the server when it has not told for a while.</summary>
sealed class RoomCompletion(ChatClient client)
{
    /// <summary>30 s: how long a list of rooms is good enough to complete from.</summary>
    static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);

    const int Ours = 10;

    long? _askedAt;

    /// <summary>The server has told more.</summary>
    public event Action? Changed;

    /// <summary>The rooms we are in.</summary>
    public IReadOnlyList<Completion> Joined(string typed)
    {
        var best = new BestMatches<Conversation>();
        AddJoined(best, typed);
        return [.. best.Items.Select(Describe)];
    }

    /// <summary>All rooms that are known.</summary>
    public IReadOnlyList<Completion> All(string typed)
    {
        AskWhenOld();
        var name = typed.TrimStart('#');
        var best = new BestMatches<(Conversation? Joined, RoomSummary? Known)>();
        foreach (var conversation in client.State.Conversations)
        {
            if (conversation != client.State.Current) best.Offer(NameMatch.Score(name, conversation.Title) * Ours, (conversation, null));
        }
        foreach (var room in client.State.Rooms ?? [])
        {
            if (NameMatch.Score(name, room.Room.Value) is { } score && client.State.Find(room.Room) is null) best.Offer(score, (null, room));
        }
        return [.. best.Items.Select(match => match.Joined is { } joined ? Describe(joined) : Describe(match.Known))];
    }

    void AddJoined(BestMatches<Conversation> best, string typed)
    {
        foreach (var conversation in client.State.Conversations) best.Offer(NameMatch.Score(typed.TrimStart('#'), conversation.Title), conversation);
    }

    void AskWhenOld()
    {
        if (_askedAt is { } before && client.Time.GetElapsedTime(before) < MaxAge) return;
        var isAsked = client.Ask(new RoomsRequest(), (answer, _) =>
        {
            if (!answer.More) Changed?.Invoke();
        });
        if (isAsked) _askedAt = client.Time.GetTimestamp();
    }

    static Completion Describe(Conversation room) => new(room.Title, room switch
    {
        { Mentions: > 0 } => string.Create(CultureInfo.InvariantCulture, $"@{room.Unread} unread  {room.Topic}"),
        { Unread: > 0 } => string.Create(CultureInfo.InvariantCulture, $"{room.Unread} unread  {room.Topic}"),
        _ => room.Topic,
    });

    static Completion Describe(RoomSummary? room) => room is null
        ? new Completion("")
        : new Completion(room.Room.Value, string.Create(CultureInfo.InvariantCulture, $"{room.People} {(room.People == 1 ? "person" : "people")}  {room.Topic}"));
}
