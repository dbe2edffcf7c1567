using TuiChat.Protocol;

namespace TuiChat.Tests.Client;

/// <summary>Names written as text in tests.</summary>
static class Names
{
    public static Nickname Nick(string text) => Nickname.TryParse(text, out var nickname, out var problem) ? nickname : throw new ArgumentException(problem, nameof(text));

    public static RoomName Room(string text) => RoomName.TryParse(text, out var room, out var problem) ? room : throw new ArgumentException(problem, nameof(text));
}
