using TuiChat.Conversations;
using TuiChat.Protocol;

namespace TuiChat.Views;

/// <summary>How a person's rights and presence look beside the name: signs that need no colour, and words where there is room.</summary>
static class PersonMark
{
    const string Gone = "gone"; // shorter than offline: it fits wherever guest does

    /// <summary>One sign: <c>~</c> host, <c>&amp;</c> moderator of the server, <c>@</c> owner and <c>%</c> moderator of the room.</summary>
    public static string OfRole(Person? person) => person switch
    {
        { Role: ServerRole.Host } => "~",
        { Role: ServerRole.Moderator } => "&",
        { Rank: RoomRank.Owner } => "@",
        { Rank: RoomRank.Moderator } => "%",
        _ => " ",
    };

    /// <summary>
    /// What is known of a person in the list of a room, null for an ordinary one. A room of two lists both, here or not: there it is what
    /// any room knows, and whether the other one is connected.
    /// </summary>
    public static Person? Details(ChatState state, Conversation room, int index)
    {
        var own = room.Roster.DetailsAt(index);
        if (room.With is not { } with) return own;
        var nick = room.People[index];
        if (nick.Key == with.Key && state.Contacts.Presence(nick) is { IsOnline: false }) return (own ?? new Person { Nick = nick }) with { State = Gone };
        if (own is not null) return own;
        foreach (var other in state.Conversations)
        {
            if (other.Roster.Details(nick) is { } known) return known with { Rank = null };
        }
        return null;
    }

    /// <summary>A word behind the name: gone, away, idle or guest; empty for who is simply here.</summary>
    public static string Word(Person? person) => person switch
    {
        { State: Gone } => Gone,
        { State: PersonState.Away } => "away",
        { State: PersonState.Idle } => "idle",
        { Guest: true } => "guest",
        _ => "",
    };

    /// <summary>The sign in place of that word beside a long name; null for a guest, who is here like others.</summary>
    public static char? SignOf(Person? person) => person switch
    {
        { State: Gone } => '○',
        { State: PersonState.Away or PersonState.Idle } => '◐',
        _ => null,
    };

    /// <summary>The presence of somebody as a sign and in words; empty when nothing is known.</summary>
    public static (string Sign, string Text) Presence(ChatState state, Nickname nick)
    {
        var told = state.Contacts.Presence(nick);
        foreach (var room in told is { IsOnline: false } ? [] : state.Conversations)
        {
            if (!room.Roster.Has(nick)) continue;
            switch (room.Roster.Details(nick))
            {
                case { State: PersonState.Away, Note: { } note }: return ("◐", $"away: {note}");
                case { State: { } word }: return ("◐", word);
            }
            if (room.With is null) return ("●", "online"); // a room of two lists both, here or not
        }
        return told switch
        {
            { IsOnline: true } => ("●", "online"),
            { Since: { } since } => ("○", $"offline, last seen {since.ToLocalTime().ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)}"),
            { } => ("○", "offline"),
            null => ("", ""),
        };
    }
}
