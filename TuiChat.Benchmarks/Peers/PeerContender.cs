using System.Diagnostics;
using TuiChat.Benchmarks.Load;

namespace TuiChat.Benchmarks.Peers;

/// <summary>An installed peer.</summary>
sealed class PeerContender(Peer peer, string program) : Contender
{
    /// <inheritdoc/>
    public override string Name => peer.Name;

    /// <inheritdoc/>
    public override string Version { get; } = ReadVersion(program, peer.VersionFlag);

    /// <inheritdoc/>
    public override string Command => string.Join(' ', [program, .. peer.Flags]).Replace("@FOLDER@", "F", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string? Remark => peer.Remark;

    /// <inheritdoc/>
    public override LoadServer Start() => new PeerProcess(peer, program);

    static string ReadVersion(string program, string flag)
    {
        var command = PeerProcess.Unprivileged([program, flag]);
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new ScenarioException($"{program} does not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        return said.Split('\n').FirstOrDefault(line => line.Any(char.IsAsciiDigit))?.Trim() ?? "?";
    }
}
