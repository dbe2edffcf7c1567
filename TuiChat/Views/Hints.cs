using TuiChat.Terminal;

namespace TuiChat.Views;

/// <summary>
/// What one can do next, for the end of the status line: about what is on the screen at the moment, and for newcomers about what they
/// have not used yet. The keys are those of the key table.
/// </summary>
sealed class Hints
{
    /// <summary>20 lines: who has typed so many here is no newcomer.</summary>
    const int NewcomerLines = 20;

    bool _hasCompleted;
    bool _hasHelped;
    bool _hasSwitched;
    // What was said last, and of which keys: it is asked for with every frame.
    (string Switch, string Complete, string Help) _newsKeys = ("", "", "");
    string? _news;

    /// <summary>A choice of the completion stood in the line.</summary>
    public void Completed() => _hasCompleted = true;

    /// <summary>The help was open.</summary>
    public void Helped() => _hasHelped = true;

    /// <summary>The quick switcher was open.</summary>
    public void Switched() => _hasSwitched = true;

    /// <summary>The hint for an input, or null for none.</summary>
    public string? For(MessageInput input, KeyBindings keys)
    {
        if (!input.Options.ShowsHints) return null;
        if (input.Field.Autocomplete is { IsOpen: true, Selected: >= 0 }) return $"{keys.Hint("edit.complete")} next · Enter keeps · {keys.Hint("edit.cancel")} undoes";
        if (input.Field.Autocomplete is { IsOpen: true, List.Items.Count: > 0 }) return $"{keys.Hint("edit.complete")} takes · {keys.Hint("edit.cancel")} closes";
        if (input.Field.IsSearching) return $"{keys.Hint("edit.search-history")} older · Enter takes · {keys.Hint("edit.cancel")} leaves";
        if (input.Text.Contains('\n', StringComparison.Ordinal)) return $"Enter sends · {keys.Hint("edit.new-line")} new line";
        if (input.Field.SharedHistory?.Entries.Count >= NewcomerLines) return null;
        return News(_hasSwitched ? "" : keys.Hint("chat.switch"), _hasCompleted ? "" : keys.Hint("edit.complete"), _hasHelped ? "" : keys.Hint("chat.help"));
    }

    /// <summary>What one has not used yet, by its keys; "" for what one has, or what no key leads to.</summary>
    string? News(string switchKey, string completeKey, string helpKey)
    {
        if (_newsKeys == (switchKey, completeKey, helpKey)) return _news;
        _newsKeys = (switchKey, completeKey, helpKey);
        (string Key, string Does)[] all = [(switchKey, "rooms"), (completeKey, "completes"), (helpKey, "help")];
        var hint = string.Join(" · ", all.Where(one => one.Key.Length > 0).Select(one => $"{one.Key} {one.Does}"));
        return _news = hint.Length == 0 ? null : hint;
    }
}
