namespace TuiChat.Terminal;

/// <summary>The roles a theme may name: the <see cref="StandardRoles"/> and those of the client. Immutable.</summary>
public sealed class ThemeSchema
{
    readonly Dictionary<string, ThemeRole> _roles = new(StringComparer.Ordinal);

    /// <summary>Makes a schema of the standard roles and the client's. Throws on a name given twice or an unknown fallback.</summary>
    public ThemeSchema(IEnumerable<ThemeRole>? clientRoles = null)
    {
        Roles = [.. StandardRoles.All, .. clientRoles ?? []];
        foreach (ThemeRole role in Roles)
        {
            if (role.Fallback is { } fallback && !_roles.ContainsKey(fallback))
                throw new ArgumentException($"The role \"{role.Name}\" falls back to \"{fallback}\", which does not stand before it.", nameof(clientRoles));
            if (!_roles.TryAdd(role.Name, role))
                throw new ArgumentException($"The role \"{role.Name}\" is defined twice.", nameof(clientRoles));
        }
    }

    /// <summary>All roles; a fallback stands before those that fall back to it.</summary>
    public IReadOnlyList<ThemeRole> Roles { get; }

    /// <summary>The role is known.</summary>
    public bool Contains(string role) => _roles.ContainsKey(role);

    /// <summary>The names of all roles.</summary>
    public IEnumerable<string> Names => _roles.Keys;
}
