using TuiChat.Settings;
using TuiChat.Terminal;

namespace TuiChat.Views;

/// <summary>Shows all settings with what they are now, found by typing; Enter takes one to change.</summary>
static class SettingsPicker
{
    /// <summary>Opens it.</summary>
    /// <param name="application">On whose screen.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="picked">Takes the key of the one that was picked.</param>
    public static void Open(Application application, ClientSettings settings, Action<string> picked)
    {
        var all = SettingTable.All;
        var list = new SelectList("Setting: ", "type to search")
        {
            Items = [.. all.Select(setting => new SelectItem(setting.Key, setting.Show(settings) is { Length: > 0 } value ? value : "“”"))],
        };
        var dialog = new Dialog("Settings", list) { Footer = "Enter changes one · Esc closes" };
        list.Accepted += index =>
        {
            dialog.Close(0);
            picked(all[index].Key);
        };
        dialog.Open(application);
    }
}
