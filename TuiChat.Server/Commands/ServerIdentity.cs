using System.Reflection;
using TuiChat.Protocol;

namespace TuiChat.Server.Commands;

/// <summary>Who the server is.</summary>
/// <param name="Name">Its name for people.</param>
/// <param name="Id">Its stable id.</param>
/// <param name="Started">When it started, by <see cref="TimeProvider.GetTimestamp"/>.</param>
sealed record ServerIdentity(string Name, string Id, long Started)
{
    /// <summary>Such as <c>0.1.0</c>.</summary>
    public static string Version { get; } =
        typeof(ServerIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>The optional parts of the protocol that this server offers.</summary>
    public static IReadOnlyList<string> Capabilities { get; } =
        [Capability.History, Capability.Idempotent, Capability.Reply, Capability.Edit, Capability.React, Capability.Accounts];

    /// <summary>Program and version.</summary>
    public static string Software { get; } = $"tuichat-server/{Version}";
}
