using System.Diagnostics;
using System.Globalization;
using System.Net;
using TuiChat.Benchmarks.Load;

namespace TuiChat.Benchmarks.Peers;

/// <summary>The floor beside which the others stand: <see cref="BareRelay"/> in a process of its own, compiled before its first line.</summary>
sealed class BareContender : Contender
{
    /// <summary>What makes this program the relay.</summary>
    public const string Argument = "bare";

    /// <inheritdoc/>
    public override string Name => "bare";

    /// <inheritdoc/>
    public override string Version => "no server";

    /// <inheritdoc/>
    public override string Command => $"TuiChat.Benchmarks {Argument}";

    /// <inheritdoc/>
    public override string Remark => "is what this machine asks for passing lines on, with no feature of a chat";

    /// <inheritdoc/>
    public override LoadServer Start() => new BareProcess();

    sealed class BareProcess : LoadServer
    {
        readonly Process _process;

        public BareProcess()
        {
            var program = Environment.ProcessPath ?? throw new ScenarioException("The name of this program is not known.");
            var command = Cores.OnFirstCore(program);
            var start = new ProcessStartInfo(command[0], [.. command.Skip(1), Argument]) { RedirectStandardOutput = true };
            start.Environment["DOTNET_TieredCompilation"] = "0";
            _process = Process.Start(start) ?? throw new ScenarioException("The relay does not start.");
            if (!int.TryParse(_process.StandardOutput.ReadLine(), CultureInfo.InvariantCulture, out var port)) throw new ScenarioException("The relay did not become ready.");
            EndPoint = new IPEndPoint(IPAddress.Loopback, port);
        }

        /// <inheritdoc/>
        public override Dialect Dialect { get; } = new IrcDialect();

        /// <inheritdoc/>
        public override IPEndPoint EndPoint { get; }

        /// <inheritdoc/>
        public override IPEndPoint TlsEndPoint => throw new ScenarioException("It has no TLS.");

        /// <inheritdoc/>
        public override int Backlog => 1000; // of 4,096

        /// <inheritdoc/>
        protected override int ProcessId => _process.Id;

        /// <inheritdoc/>
        public override void Dispose()
        {
            _process.Kill(); // nothing of it is kept
            _process.WaitForExit();
            _process.Dispose();
        }
    }
}
