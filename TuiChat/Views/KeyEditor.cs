using TuiChat.Commands;
using TuiChat.Settings;
using TuiChat.Terminal;

namespace TuiChat.Views;

/// <summary>Shows all keys, found by typing, and gives an action another one: Enter on it, then the key itself.</summary>
static class KeyEditor
{
    /// <summary>Opens the list.</summary>
    public static void Open(Application application, SettingsStore settings)
    {
        var rows = application.KeyBindings.Rows.OrderBy(row => row.Context != "chat").ToArray();
        var list = new SelectList("Key: ", "type to search") { Items = Items(rows) };
        var dialog = new Dialog("Keys", list) { Footer = "Enter changes one · Esc closes" };
        list.Accepted += index => Ask(application, settings, rows[index].Action, () =>
        {
            rows = [.. rows.Select(row => application.KeyBindings.Row(row.Action) ?? row)];
            list.Items = Items(rows);
        });
        dialog.Open(application);
    }

    static IReadOnlyList<SelectItem> Items(IEnumerable<KeyBinding> rows) => [.. rows.Select(row => new SelectItem($"{row.Context}: {row.Description}", row.KeyText) { AlsoFoundBy = row.Action })];

    static void Ask(Application application, SettingsStore settings, string action, Action changed)
    {
        var row = application.KeyBindings.Row(action);
        var catcher = new KeyCatcher(row?.Description ?? action, row?.KeyText ?? "");
        var dialog = new Dialog("Press the new key", catcher, new DialogChoice("Usual key"), new DialogChoice("No key"), new DialogChoice("Cancel"));
        IReadOnlyList<string>? wanted = null;
        catcher.Caught += key =>
        {
            wanted = [key.ToString()];
            dialog.Close(0);
        };
        dialog.Closed += choice =>
        {
            wanted ??= choice switch { 0 => ["default"], 1 => ["none"], _ => null };
            if (wanted is null) return;
            var change = KeyChange.Do(application.KeyBindings, settings, action, wanted);
            changed();
            if (change.Notes.Count > 0) new Dialog("Keys", new Label(string.Join('\n', change.Notes), StandardRoles.Dialog), new DialogChoice("Good")).Open(application);
        };
        dialog.Open(application);
        catcher.SetFocus();
    }
}
