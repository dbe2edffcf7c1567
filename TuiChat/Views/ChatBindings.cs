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
        bindings.Define("chat.unread", "show what is unread in all rooms", "Alt+I");
        bindings.Define("chat.first-unread", "go to the first unread line", "Alt+U");
        bindings.Define("chat.previous-mention", "go to the line before that names you", "Alt+P");
        bindings.Define("chat.next-mention", "go to the next line that names you", "Alt+N");
        bindings.Define("chat.few-up", "a few rows up", "Alt+PageUp");
        bindings.Define("chat.few-down", "a few rows down", "Alt+PageDown");
        bindings.Define("chat.select", "select a line, to answer it, react to it, copy it", "Alt+S");
        bindings.Define("chat.close", "close what is open, then go to the bottom", "Escape");
        bindings.Define("chat.search", "search what was said", "Ctrl+F");
        bindings.Define("chat.help", "show the commands", "F1");
        bindings.Define("chat.toggle-rooms", "show or hide the list of rooms", "F7");
        bindings.Define("chat.toggle-people", "show or hide the list of people", "F8");
        bindings.Define("chat.bare", "the conversation alone, for copying with the mouse", "Alt+L");
        bindings.Define("chat.split", "two rooms side by side, or one again", "Alt+V");
        bindings.Define("chat.other-pane", "type in the other of two rooms", "Alt+O");
        bindings.Define("chat.quit", "leave the program (asks first)", "Ctrl+C");
        bindings.Define("input.editor", "write the message in your editor (VISUAL, EDITOR)", "Alt+E");
        bindings.Define("input.prefix", "then Ctrl+E: the same, as in a shell", "Ctrl+X");
        for (var i = 1; i <= NumberedRooms; i++)
            bindings.Define(RoomAction(i), string.Create(CultureInfo.InvariantCulture, $"go to room {i}"), string.Create(CultureInfo.InvariantCulture, $"Alt+{i}"));
        DefineSelecting(bindings);
        return bindings;
    }

    /// <summary>The rows that count while a line is selected; the last word of each name is its hint in the status line.</summary>
    static void DefineSelecting(KeyBindings bindings)
    {
        bindings.Define("select.reply", "reply to the selected line", "r");
        bindings.Define("select.react", "react to it", "+");
        bindings.Define("select.edit", "edit it, if it is yours", "e");
        bindings.Define("select.delete", "delete it, if it is yours", "d", "Delete");
        bindings.Define("select.copy", "copy its text", "c", "y");
        bindings.Define("select.link", "link: copy one of it", "o");
        bindings.Define("select.reveal", "show its spoilers and all of a long text", "s");
        bindings.Define("select.up", "up: select the line above", "k");
        bindings.Define("select.down", "down: select the line below", "j");
        bindings.Define("select.close", "leave the selected line", "Escape", "q");
    }

    /// <summary>The action of the room with a number, counted from 1.</summary>
    public static string RoomAction(int number) => string.Create(CultureInfo.InvariantCulture, $"chat.room-{number}");

    /// <summary>The number of the room that an action means, or null.</summary>
    public static int? RoomNumber(string action) =>
        action.StartsWith("chat.room-", StringComparison.Ordinal) && int.TryParse(action.AsSpan("chat.room-".Length), CultureInfo.InvariantCulture, out var number) ? number : null;
}
