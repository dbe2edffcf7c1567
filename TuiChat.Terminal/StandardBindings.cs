namespace TuiChat.Terminal;

/// <summary>The rows of the key table that the toolkit's own views listen to. A client adds its rows to the same table.</summary>
public static class StandardBindings
{
    /// <summary>A table with the rows of all stock views and their default keys, which are readline's where it has any.</summary>
    public static KeyBindings Create()
    {
        var bindings = new KeyBindings();
        DefineEditing(bindings);
        DefineList(bindings);
        bindings.Define("app.redraw", "draw the whole screen again", "Ctrl+L");
        bindings.Define("app.suspend", "suspend the program (back with fg)", "Ctrl+Z");
        bindings.Define("app.focus-next", "go to the next part of the screen", "Tab");
        bindings.Define("app.focus-previous", "go to the part of the screen before", "Shift+Tab");
        return bindings;
    }

    static void DefineEditing(KeyBindings bindings)
    {
        bindings.Define("edit.accept", "send, or take the answer", "Enter");
        bindings.Define("edit.new-line", "begin a new line", "Alt+Enter", "Ctrl+J", "Shift+Enter");
        bindings.Define("edit.left", "one character left", "Left", "Ctrl+B");
        bindings.Define("edit.right", "one character right", "Right");
        bindings.Define("edit.word-left", "one word left", "Alt+B", "Ctrl+Left");
        bindings.Define("edit.word-right", "one word right", "Alt+F", "Ctrl+Right");
        bindings.Define("edit.line-start", "start of the line", "Ctrl+A", "Home");
        bindings.Define("edit.line-end", "end of the line", "Ctrl+E", "End");
        bindings.Define("edit.start", "start of the text", "Ctrl+Home");
        bindings.Define("edit.end", "end of the text", "Ctrl+End");
        bindings.Define("edit.up", "one row up, then earlier inputs", "Up");
        bindings.Define("edit.down", "one row down, then later inputs", "Down");
        bindings.Define("edit.older-anywhere", "earlier inputs of all rooms", "Ctrl+Up");
        bindings.Define("edit.newer-anywhere", "later inputs of all rooms", "Ctrl+Down");
        bindings.Define("edit.erase-left", "erase the character to the left", "Backspace", "Ctrl+H");
        bindings.Define("edit.erase-right", "erase the character to the right", "Ctrl+D", "Delete");
        bindings.Define("edit.kill-to-space-left", "cut back to the last space", "Ctrl+W");
        bindings.Define("edit.kill-word-left", "cut the word to the left", "Alt+Backspace", "Ctrl+Backspace");
        bindings.Define("edit.kill-word-right", "cut the word to the right", "Alt+D", "Ctrl+Delete");
        bindings.Define("edit.kill-line-start", "cut to the start of the line", "Ctrl+U");
        bindings.Define("edit.kill-line", "cut to the end of the line", "Ctrl+K");
        bindings.Define("edit.yank", "put back what was cut last", "Ctrl+Y");
        bindings.Define("edit.yank-pop", "after that: what was cut before it", "Alt+Y");
        bindings.Define("edit.transpose", "swap the characters around the caret", "Ctrl+T");
        bindings.Define("edit.transpose-words", "swap the words around the caret", "Alt+T");
        bindings.Define("edit.capitalize", "begin the word with a capital letter", "Alt+C");
        bindings.Define("edit.undo", "take the last change back", "Ctrl+_", "Ctrl+/");
        bindings.Define("edit.redo", "do it again", "Alt+_", "Alt+/");
        bindings.Define("edit.clear", "empty the line (Up or Ctrl+Y brings it back)", "Ctrl+C");
        bindings.Define("edit.search-history", "search earlier inputs", "Ctrl+R");
        bindings.Define("edit.complete", "complete, then the next choice", "Tab");
        bindings.Define("edit.complete-previous", "the choice before", "Shift+Tab");
        bindings.Define("edit.cancel", "close the list or the search", "Escape", "Ctrl+G");
    }

    static void DefineList(KeyBindings bindings)
    {
        bindings.Define("list.up", "one row up", "Up");
        bindings.Define("list.down", "one row down", "Down");
        bindings.Define("list.page-up", "one page up", "PageUp");
        bindings.Define("list.page-down", "one page down", "PageDown");
        bindings.Define("list.top", "to the top", "Alt+Home", "Ctrl+Home");
        bindings.Define("list.bottom", "to the bottom", "Alt+End", "Ctrl+End");
    }
}
