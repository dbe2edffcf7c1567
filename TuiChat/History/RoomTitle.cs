namespace TuiChat.History;

/// <summary>What a room is called for people.</summary>
static class RoomTitle
{
    /// <summary><c>#main</c>, or <c>@bob</c> for the room that one shares with bob.</summary>
    /// <param name="name">The room's name.</param>
    /// <param name="partner">The other one in a direct room, or null where nobody has told.</param>
    public static string Of(string name, string? partner) => !name.StartsWith('@') ? "#" + name : partner is null ? "@…" : "@" + partner;

    /// <summary>Whether a person means this room: by its name, or by that of the other one.</summary>
    /// <param name="asked"><c>main</c> or <c>@bob</c>, the latter as names are compared.</param>
    /// <param name="name">The room's name.</param>
    /// <param name="partnerKey">What the name of the other one is compared by, or null.</param>
    public static bool Is(string asked, string name, string? partnerKey) => asked == name || (partnerKey is not null && asked.Length > 1 && asked[0] == '@' && asked.AsSpan(1).SequenceEqual(partnerKey));
}
