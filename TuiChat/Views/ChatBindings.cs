using System.Globalization;
using TuiChat.Terminal;

namespace TuiChat.Views;

/// <summary>The rows of the key table that the chat listens to, beside those of the stock views.</summary>
static class ChatBindings
{
    /// <summary>How many rooms have a key of their own.</summary>
    public const int NumberedRooms = 9;

    /// <summary>The whole key table with its defaults.</summary>
    public static KeyBindings Create()
    {
        var bindings = StandardBindings.Create();
        bindings.Define("chat.next-room", "go to the next room", "Ctrl+N", "Alt+Down");
        bindings.Define("chat.previous-room", "go to the room before", "Ctrl+P", "Alt+Up");
        bindings.Define("chat.next-activity", "go to the next room with activity, mentions first", "Alt+A");
        bindings.Define("chat.switch", "go to a room by a few letters of its name", "Alt+K");
        bindings.Define("chat.first-unread", "go to the first unread line", "Alt+U");
        bindings.Define("chat.close", "close what is open, then go to the bottom", "Escape");
        bindings.Define("chat.help", "show the commands", "F1");
        bindings.Define("chat.toggle-rooms", "show or hide the list of rooms", "F7");
        bindings.Define("chat.toggle-people", "show or hide the list of people", "F8");
        bindings.Define("chat.quit", "leave the program (asks first)", "Ctrl+C");
        bindings.Define("input.editor", "write the message in your editor (VISUAL, EDITOR)", "Alt+E");
        bindings.Define("input.prefix", "then Ctrl+E: the same, as in a shell", "Ctrl+X");
        for (var i = 1; i <= NumberedRooms; i++)
            bindings.Define(RoomAction(i), string.Create(CultureInfo.InvariantCulture, $"go to room {i}"), string.Create(CultureInfo.InvariantCulture, $"Alt+{i}"));
        return bindings;
    }

    /// <summary>The action of the room with a number, counted from 1.</summary>
    public static string RoomAction(int number) => string.Create(CultureInfo.InvariantCulture, $"chat.room-{number}");

    /// <summary>The number of the room that an action means, or null.</summary>
    public static int? RoomNumber(string action) =>
        action.StartsWith("chat.room-", StringComparison.Ordinal) && int.TryParse(action.AsSpan("chat.room-".Length), CultureInfo.InvariantCulture, out var number) ? number : null;
}
