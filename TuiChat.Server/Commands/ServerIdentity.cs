using System.Reflection;

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

    /// <summary>Program and version.</summary>
    public static string Software { get; } = $"tuichat-server/{Version}";
}
