using TuiChat.Settings;
using TuiChat.Terminal;

namespace TuiChat.Views;

/// <summary>Chooses a theme: the whole screen wears each one as one moves over it. Enter keeps it, Escape brings the old one back.</summary>
static class ThemePicker
{
    /// <summary>Opens it.</summary>
    /// <param name="application">On whose screen.</param>
    /// <param name="themes">What wears them.</param>
    /// <param name="chosen">Takes the name that was kept.</param>
    public static void Open(Application application, ThemeSwitch themes, Action<string> chosen)
    {
        var names = themes.Names.Prepend(ClientSettings.AutoTheme).ToArray();
        var list = new SelectList("Theme: ", "type to search")
        {
            Items = [.. names.Select(name => new SelectItem(name, name == ClientSettings.AutoTheme ? "the one that fits the terminal" : ""))],
        };
        var dialog = new Dialog("How shall it look?", list) { IsPreview = true, Footer = "Enter keeps it · Esc goes back" };
        string? kept = null;
        list.SelectionChanged += index =>
        {
            if (index >= 0) themes.Preview(names[index]);
        };
        list.Accepted += index =>
        {
            kept = names[index];
            dialog.Close(0);
        };
        dialog.Closed += _ =>
        {
            if (kept is null) themes.PutOn();
            else chosen(kept);
        };
        dialog.Open(application);
        list.Select(Array.FindIndex(names, name => name.Equals(themes.Name, StringComparison.OrdinalIgnoreCase)));
    }
}
