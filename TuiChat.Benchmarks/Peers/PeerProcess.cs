using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TuiChat.Benchmarks.Load;

namespace TuiChat.Benchmarks.Peers;

/// <summary>
/// A peer in a process and a folder of its own, held on core 0 like our server, with the configuration that stands beside this
/// file. Peers refuse to be the superuser, so it is nobody when we are.
/// </summary>
sealed class PeerProcess : LoadServer
{
    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(15), Step = TimeSpan.FromMilliseconds(20);

    readonly TemporaryFolder _folder = new();
    readonly Process _process;

    /// <summary>Starts it and waits until it listens.</summary>
    public PeerProcess(Peer peer, string program)
    {
        Backlog = peer.Backlog;
        (EndPoint, TlsEndPoint) = (FreeEndPoint(), FreeEndPoint());
        WriteFiles(peer);
        var command = Unprivileged([.. Cores.OnFirstCore(program), .. peer.Flags.Select(flag => flag.Replace("@FOLDER@", _folder.Path, StringComparison.Ordinal))]);
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        _process = Process.Start(start) ?? throw new ScenarioException($"{peer.Name} does not start.");
        var lastWords = "";
        _process.OutputDataReceived += (_, told) => lastWords = told.Data ?? lastWords;
        _process.ErrorDataReceived += (_, told) => lastWords = told.Data ?? lastWords;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        var started = Stopwatch.GetTimestamp();
        while (!Listens(EndPoint) || !Listens(TlsEndPoint))
        {
            if (!_process.WaitForExit(Step) && Stopwatch.GetElapsedTime(started) < StartLimit) continue;
            Dispose();
            throw new ScenarioException($"{peer.Name} did not become ready: {lastWords}");
        }
    }

    /// <inheritdoc/>
    public override Dialect Dialect { get; } = new IrcDialect();

    /// <inheritdoc/>
    public override IPEndPoint EndPoint { get; }

    /// <inheritdoc/>
    public override IPEndPoint TlsEndPoint { get; }

    /// <inheritdoc/>
    public override int Backlog { get; }

    /// <inheritdoc/>
    protected override int ProcessId => _process.Id;

    /// <summary>The command as one that runs it without the rights of the superuser, and ends it with us.</summary>
    public static IReadOnlyList<string> Unprivileged(IReadOnlyList<string> command) => Environment.IsPrivilegedProcess
        ? ["setpriv", "--pdeathsig=KILL", "--reuid=65534", "--regid=65534", "--clear-groups", .. command]
        : ["setpriv", "--pdeathsig=KILL", .. command];

    /// <inheritdoc/>
    public override void Dispose()
    {
        _process.Kill(); // nothing of it is kept
        _process.WaitForExit();
        _process.Dispose();
        _folder.Dispose();
    }

    void WriteFiles(Peer peer)
    {
        string InFolder(string name) => Path.Combine(_folder.Path, name);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=peer", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(InFolder("certificate.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(InFolder("key.pem"), key.ExportECPrivateKeyPem());
        File.WriteAllText(InFolder("motd"), "peer\n");
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Peers", "Configurations", $"{peer.Name}.conf"))
            .Replace("@PORT@", EndPoint.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("@TLSPORT@", TlsEndPoint.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("@CERTIFICATE@", InFolder("certificate.pem"), StringComparison.Ordinal)
            .Replace("@KEY@", InFolder("key.pem"), StringComparison.Ordinal)
            .Replace("@FOLDER@", _folder.Path, StringComparison.Ordinal);
        File.WriteAllText(InFolder("peer.conf"), text);
        const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        const UnixFileMode Enter = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        if (OperatingSystem.IsWindows()) throw new ScenarioException("Peers are started on Unix only.");
        File.SetUnixFileMode(_folder.Path, Everybody | Enter); // a key for a day and loopback
        foreach (var file in Directory.GetFiles(_folder.Path)) File.SetUnixFileMode(file, Everybody);
    }

    static bool Listens(IPEndPoint endPoint)
    {
        using var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(endPoint);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    static IPEndPoint FreeEndPoint()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (IPEndPoint)socket.LocalEndPoint!; // it is bound
    }
}
