using TuiChat.Terminal;

namespace TuiChat.Scripting;

/// <summary>What was typed where nobody is to read it, and codes of the script's server: what is told of a failure shows none of it. Owned by the script.</summary>
sealed class ScriptSecrets
{
    const string Hidden = "•••";

    readonly List<string> _secrets = [];
    TextField? _field;

    /// <summary>Remembers what stands in the field in which a client types, when it hides that.</summary>
    public void Note(ScriptClient client)
    {
        if (client.HiddenField is not { Text.Length: > 0 } field) return;
        // Typed on in parts: only the whole is a secret.
        if (field == _field && field.Text.StartsWith(_secrets[^1], StringComparison.Ordinal)) _secrets.RemoveAt(_secrets.Count - 1);
        _field = field;
        Add(field.Text);
    }

    /// <summary>Remembers a text.</summary>
    public void Add(string secret) => _secrets.Add(secret);

    /// <summary>A text for people, with nothing secret in it.</summary>
    public string Hide(string text) => _secrets.OrderByDescending(secret => secret.Length).Aggregate(text, (shown, secret) => shown.Replace(secret, Hidden, StringComparison.Ordinal));
}
