using TuiChat.Conversations;
using TuiChat.Protocol;

namespace TuiChat.Views;

/// <summary>How a person's rights and presence look beside the name: signs that need no colour, and words where there is room.</summary>
static class PersonMark
{
    /// <summary>One sign: <c>~</c> host, <c>&amp;</c> moderator of the server, <c>@</c> owner and <c>%</c> moderator of the room.</summary>
    public static string OfRole(Person? person) => person switch
    {
        { Role: ServerRole.Host } => "~",
        { Role: ServerRole.Moderator } => "&",
        { Rank: RoomRank.Owner } => "@",
        { Rank: RoomRank.Moderator } => "%",
        _ => " ",
    };

    /// <summary>A word behind the name: away, idle or guest; empty for who is simply here.</summary>
    public static string Word(Person? person) => person switch
    {
        { State: PersonState.Away } => "away",
        { State: PersonState.Idle } => "idle",
        { Guest: true } => "guest",
        _ => "",
    };

    /// <summary>The presence of somebody as a sign and in words; empty when nothing is known.</summary>
    public static (string Sign, string Text) Presence(ChatState state, Nickname nick)
    {
        foreach (var room in state.Conversations)
        {
            if (!room.Roster.Has(nick)) continue;
            return room.Roster.Details(nick) switch
            {
                { State: PersonState.Away, Note: { } note } => ("◐", $"away: {note}"),
                { State: { } word } => ("◐", word),
                _ => ("●", "online"),
            };
        }
        return state.Contacts.Presence(nick) switch
        {
            { IsOnline: true } => ("●", "online"),
            { Since: { } since } => ("○", $"offline, last seen {since.ToLocalTime().ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)}"),
            { } => ("○", "offline"),
            null => ("", ""),
        };
    }
}
