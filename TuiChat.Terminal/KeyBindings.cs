namespace TuiChat.Terminal;

/// <summary>
/// The table from keys to named actions, per context ("edit", "list", "app"). Views look their keys up here, and help is
/// printed from the same rows. Rows are defined once with their default keys and can be rebound. UI thread only.
/// </summary>
public sealed class KeyBindings
{
    readonly List<string> _order = [];
    readonly Dictionary<string, KeyBinding> _rows = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<string, IReadOnlyList<Key>> _defaults = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<(string Context, Key Key), string> _actions = [];
    // Texts of keys, which the screen asks for with every frame.
    readonly Dictionary<string, string> _hints = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>All rows in the order they were defined.</summary>
    public IEnumerable<KeyBinding> Rows => _order.Select(action => _rows[action]);

    /// <summary>Adds a row. Throws when the action exists, its name has no context, a key cannot be read, or a default key is taken.</summary>
    public void Define(string action, string description, params string[] keys)
    {
        if (!action.Contains('.', StringComparison.Ordinal))
            throw new ArgumentException($"The action \"{action}\" has no context: write \"context.action\".", nameof(action));
        var row = new KeyBinding(action, description, [.. keys.Select(Key.Parse)]);
        if (!_rows.TryAdd(action, row))
            throw new ArgumentException($"The action \"{action}\" is defined twice.", nameof(action));
        _order.Add(action);
        _defaults[action] = row.Keys;
        foreach (Key key in row.Keys)
        {
            if (!_actions.TryAdd((row.Context, key), action))
                throw new ArgumentException($"{key} is bound to {_actions[(row.Context, key)]} already.", nameof(keys));
        }
    }

    /// <summary>The action a key starts in a context, or null.</summary>
    public string? Find(string context, Key key) => _actions.GetValueOrDefault((context, key));

    /// <summary>The row of an action, or null.</summary>
    public KeyBinding? Row(string action) => _rows.GetValueOrDefault(action);

    /// <summary>The first key of an action as short as people write it ("Esc"), for hints on the screen; "" when it has none.</summary>
    public string Hint(string action)
    {
        if (_hints.TryGetValue(action, out string? known))
            return known;
        if (Row(action) is not { } row)
            return "";
        string text = row.Keys is [var first, ..] ? first.ToString() : "";
        return _hints[action] = text is "Escape" ? "Esc" : text;
    }

    /// <summary>
    /// Gives an action other keys ("" or no key at all unbinds it). A key that belonged to another action of the same
    /// context moves. Returns one sentence for each thing that is wrong or noteworthy; what is right has been done.
    /// </summary>
    public IReadOnlyList<string> Rebind(string action, IReadOnlyList<string> keys)
    {
        if (Row(action) is not { } row)
        {
            string? near = NearestName.Find(action, _order);
            return [$"There is no action \"{action}\"" + (near is null ? "." : $"; did you mean \"{near}\"?")];
        }

        var problems = new List<string>();
        var parsed = new List<Key>();
        foreach (string text in keys.Where(text => text.Length > 0))
        {
            if (!Key.TryParse(text, out Key key))
                problems.Add($"\"{text}\" is not a key; write for example Ctrl+K, Alt+Enter or F1.");
            else if (!parsed.Contains(key))
                parsed.Add(key);
        }

        if (parsed.Count == 0 && problems.Count > 0)
            return problems;
        foreach (Key key in parsed)
        {
            if (Find(row.Context, key) is not { } owner || owner == row.Action)
                continue;
            problems.Add($"{key} was bound to {owner}, which loses it.");
            Set(_rows[owner] with { Keys = [.. _rows[owner].Keys.Where(other => other != key)] });
        }

        Set(row with { Keys = parsed });
        return problems;
    }

    /// <summary>Gives every action its default keys again.</summary>
    public void Reset()
    {
        foreach (string action in _order)
            Set(_rows[action] with { Keys = [] });
        foreach (string action in _order)
            Set(_rows[action] with { Keys = _defaults[action] });
    }

    /// <summary>
    /// Keys bound in two of the given contexts, which are listed from the one asked first to the one asked last: one
    /// sentence for each key that never reaches the later context.
    /// </summary>
    public IReadOnlyList<string> Shadowed(params string[] contexts)
    {
        var found = new List<string>();
        foreach (((string context, Key key), string action) in _actions)
        {
            int at = Array.IndexOf(contexts, context);
            string? winner = contexts.Take(Math.Max(0, at)).Select(earlier => Find(earlier, key)).FirstOrDefault(hit => hit is not null);
            if (winner is not null)
                found.Add($"{key} does {winner}; {action} never sees it while that listens.");
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    }

    void Set(KeyBinding row)
    {
        foreach (Key key in _rows[row.Action].Keys)
            _actions.Remove((row.Context, key));
        _rows[row.Action] = row;
        _hints.Remove(row.Action);
        foreach (Key key in row.Keys)
            _actions[(row.Context, key)] = row.Action;
    }
}
