using System.Reflection;
using TuiChat.Server;

namespace TuiChat.Benchmarks.Load;

/// <summary>Our own server.</summary>
/// <param name="name">What the tables call it.</param>
/// <param name="parent">The folder that its data folder is made in; null is the folder for temporary files.</param>
sealed class OwnContender(string name, string? parent = null) : Contender
{
    /// <summary>A folder in memory, where the system has one.</summary>
    const string MemoryFolder = "/dev/shm";

    /// <summary>With its data on disk, as people run it.</summary>
    public static OwnContender OnDisk { get; } = new("TuiChat");

    /// <summary>With its data in memory: what is left of the costs when nothing has to reach a disk. Null where the system has no such folder.</summary>
    public static OwnContender? InMemory { get; } = Directory.Exists(MemoryFolder) ? new OwnContender("TuiChat on tmpfs", MemoryFolder) : null;

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override string Version =>
        typeof(ServerOptions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "?";

    /// <inheritdoc/>
    public override string Command => "tuichat-server --port 0 --bind 127.0.0.1 --allow-plaintext --no-announce --config C --data D";

    /// <inheritdoc/>
    public override LoadServer Start() => new ServerProcess(parent);
}
