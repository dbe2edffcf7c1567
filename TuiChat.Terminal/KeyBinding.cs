namespace TuiChat.Terminal;

/// <summary>A row of the key table: an action, what it does, and the keys that start it.</summary>
/// <param name="Action">Stable name, "context.action", such as "edit.kill-line"; the context is who listens.</param>
/// <param name="Description">One phrase for /keys and F1, such as "cut to the end of the line".</param>
/// <param name="Keys">The keys, the one to show first first; may be empty.</param>
public sealed record KeyBinding(string Action, string Description, IReadOnlyList<Key> Keys)
{
    /// <summary>The part of <see cref="Action"/> before the first dot.</summary>
    public string Context => Action[..Action.IndexOf('.', StringComparison.Ordinal)];

    /// <summary>The keys as text, such as "Ctrl+A, Home"; "not bound" when there are none.</summary>
    public string KeyText => Keys.Count == 0 ? "not bound" : string.Join(", ", Keys);
}
