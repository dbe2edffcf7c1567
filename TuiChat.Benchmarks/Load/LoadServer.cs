using System.Net;

namespace TuiChat.Benchmarks.Load;

/// <summary>A running server under load, ours or a peer: a process of its own on core 0.</summary>
abstract class LoadServer : IDisposable
{
    /// <summary>What it speaks.</summary>
    public abstract Dialect Dialect { get; }

    /// <summary>Where it listens without encryption.</summary>
    public abstract IPEndPoint EndPoint { get; }

    /// <summary>Where it listens with TLS; may be the same.</summary>
    public abstract IPEndPoint TlsEndPoint { get; }

    /// <summary>
    /// How many connections it lets wait to be accepted. The system drops what is above that, and the client tries again after a
    /// second: no more than this are begun before it has said something to those that were begun first.
    /// </summary>
    public abstract int Backlog { get; }

    /// <summary>Seconds of processor time so far.</summary>
    public double CpuSeconds => ProcessUsage.CpuSeconds(ProcessId);

    /// <summary>Resident memory now.</summary>
    public double ResidentBytes => ProcessUsage.ResidentBytes(ProcessId);

    /// <summary>The process.</summary>
    protected abstract int ProcessId { get; }

    /// <inheritdoc/>
    public abstract void Dispose();
}
