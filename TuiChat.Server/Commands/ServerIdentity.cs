using System.Reflection;
using TuiChat.Protocol;

namespace TuiChat.Server.Commands;

/// <summary>Who the server is.</summary>
/// <param name="name">Its name for people.</param>
/// <param name="id">Its stable id.</param>
/// <param name="started">When it started, by <see cref="TimeProvider.GetTimestamp"/>.</param>
sealed class ServerIdentity(string name, string id, long started)
{
    volatile string _name = name;

    /// <summary>Its name for people; may be changed while it runs.</summary>
    public string Name
    {
        get => _name;
        set => _name = value;
    }

    /// <summary>Its stable id.</summary>
    public string Id => id;

    /// <summary>When it started, by <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public long Started => started;

    /// <summary>Such as <c>0.1.0</c>.</summary>
    public static string Version { get; } =
        typeof(ServerIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>The optional parts of the protocol that this server offers.</summary>
    public static IReadOnlyList<string> Capabilities { get; } =
        [Capability.History, Capability.Idempotent, Capability.Reply, Capability.Edit, Capability.React, Capability.Accounts, Capability.Direct, Capability.Presence, Capability.Moderation];

    /// <summary>Program and version.</summary>
    public static string Software { get; } = $"tuichat-server/{Version}";
}
