using System.Diagnostics.CodeAnalysis;
using TuiChat.Conversations;
using TuiChat.Protocol;

namespace TuiChat.Scripting;

/// <summary>Where a script looks for a text: a room by its name, or what is said alone with somebody, by that one's name.</summary>
/// <param name="Room">The room; null when somebody is named.</param>
/// <param name="With">The other one of a direct conversation; null when a room is named.</param>
sealed record ExpectedRoom(RoomName? Room, Nickname? With)
{
    /// <summary>Reads <c>main</c>, <c>#main</c> or <c>@bob</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ExpectedRoom? place, [NotNullWhen(false)] out string? problem)
    {
        place = null;
        if (text.StartsWith('@'))
        {
            if (Nickname.TryParse(text[1..], out var nick, out problem)) place = new ExpectedRoom(Room: null, nick);
        }
        else if (RoomName.TryParse(text.TrimStart('#'), out var room, out problem)) place = new ExpectedRoom(room, With: null);
        return place is not null;
    }

    /// <summary>Those that a client has open: one or none of a room, and of somebody those with everyone of that name, as guests take over names.</summary>
    public IEnumerable<Conversation> In(ChatState state) => state.Conversations.Where(room => With is { } with ? room.With?.Key == with.Key : room.Room == Room);

    /// <summary>The sentence that a client has none of them.</summary>
    public string Absence(string client) => With is { } with ? $"{client} is in no conversation with {with}." : $"{client} is not in {Room}.";

    /// <summary>As it stands in the script.</summary>
    public override string ToString() => With is { } with ? $"@{with}" : $"{Room}";
}
