namespace TuiChat.Benchmarks.Peers;

/// <summary>A server of others that we compare ourselves with.</summary>
/// <param name="Name">The name of its program, of its package and of its file under Configurations.</param>
/// <param name="VersionFlag">Makes it print its version.</param>
/// <param name="Flags">Start it in the foreground; <c>@FOLDER@</c> is its folder, where the configuration is called <c>peer.conf</c>.</param>
/// <param name="Backlog">How many connections it lets wait to be accepted.</param>
/// <param name="Remark">What one has to know of its figures, or null.</param>
sealed record Peer(string Name, string VersionFlag, IReadOnlyList<string> Flags, int Backlog, string? Remark = null)
{
    /// <summary>Where system programs are that are in nobody's path.</summary>
    static readonly string[] SystemFolders = ["/usr/sbin", "/usr/local/sbin", "/usr/local/bin"];

    /// <summary>All that we know.</summary>
    public static IReadOnlyList<Peer> All { get; } =
    [
        new("inspircd", "--version", ["--nofork", "--config=@FOLDER@/peer.conf"], 1000, "lets people in once a second"), // of 4,096 by its configuration
        new("ngircd", "--version", ["-n", "-f", "@FOLDER@/peer.conf"], 8), // of 10, fixed in its source
        new("ircd-hybrid", "-version", ["-foreground", "-configfile", "@FOLDER@/peer.conf", "-logfile", "@FOLDER@/log", "-pidfile", "@FOLDER@/pid"], 8, "looks up the name of every address, which cannot be turned off"),
    ];

    /// <summary>Its program on this machine, or null when it is not installed.</summary>
    public string? Program
    {
        get
        {
            var path = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
            return path.Concat(SystemFolders).Select(folder => Path.Combine(folder, Name)).FirstOrDefault(File.Exists);
        }
    }
}
