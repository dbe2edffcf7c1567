using TuiChat.Settings;
using TuiChat.Terminal;

namespace TuiChat.Commands;

/// <summary>Changes the keys of an action, in the table and in the settings, and says what else that means.</summary>
/// <param name="IsDone">The change is in force.</param>
/// <param name="Notes">What is wrong, or what one should know.</param>
readonly record struct KeyChange(bool IsDone, IReadOnlyList<string> Notes)
{
    /// <summary>Who is asked first for a key while one types, then who comes after.</summary>
    static readonly string[] Order = ["edit", "chat", "list", "app"];

    /// <summary>Does it.</summary>
    /// <param name="keys">The table.</param>
    /// <param name="store">Where it is kept.</param>
    /// <param name="action">An action of the table.</param>
    /// <param name="wanted">Keys as text; <c>none</c> takes all away, <c>default</c> brings the usual ones back.</param>
    public static KeyChange Do(KeyBindings keys, SettingsStore store, string action, IReadOnlyList<string> wanted)
    {
        var setting = SettingTable.OfAction(action);
        string? problem;
        var notes = new List<string>();
        if (wanted is ["default"])
        {
            problem = store.Reset(setting);
        }
        else
        {
            if (wanted is ["none"]) wanted = [];
            if (wanted.FirstOrDefault(text => !Key.TryParse(text, out _)) is { } unreadable) return new KeyChange(false, [NoKey(unreadable)]);
            if (!action.StartsWith("select.", StringComparison.Ordinal) && wanted.FirstOrDefault(text => Key.Parse(text).IsText) is { } letter)
                return new KeyChange(false, [$"“{letter}” is typed into the message; take a key with Ctrl or Alt, or F1 to F12."]);
            // Whom the keys are taken from; the table itself is made anew from the settings.
            foreach (var key in wanted.Select(Key.Parse))
            {
                if (keys.Row(action) is { } row && keys.Find(row.Context, key) is { } owner && owner != action) notes.Add($"{key} was bound to {owner}, which loses it.");
            }
            problem = store.Set(setting, string.Join(", ", wanted));
        }
        if (problem is not null) notes.Add(problem);
        notes.AddRange(keys.Shadowed(Order).Where(sentence => wanted.Any(text => sentence.StartsWith(text + " ", StringComparison.OrdinalIgnoreCase))));
        return new KeyChange(true, notes);
    }

    /// <summary>Makes the table what the settings say; returns what is wrong with them.</summary>
    public static IReadOnlyList<string> Apply(KeyBindings keys, ClientSettings settings)
    {
        keys.Reset();
        return [.. settings.Keys.OrderBy(row => row.Key, StringComparer.Ordinal).SelectMany(row => keys.Rebind(row.Key, row.Value).Where(problem => !problem.Contains("loses it", StringComparison.Ordinal)).Select(problem => $"keys: {problem}"))];
    }

    /// <summary>Why a text is no key, with the nearest one.</summary>
    public static string NoKey(string text)
    {
        var near = NearestName.Find(text, Known());
        return $"“{text}” is not a key{(near is null ? "; write for example Ctrl+K, Alt+Enter or F1." : $"; did you mean {near}?")}";
    }

    static IEnumerable<string> Known() =>
        from modifier in (string[])["", "Ctrl+", "Alt+", "Shift+"]
        from name in Enum.GetNames<KeyCode>().Where(name => name is not ("None" or "Character" or "Rune")).Concat(Enumerable.Range('A', 26).Select(letter => ((char)letter).ToString()))
        select modifier + name;
}
