using System.Collections.Concurrent;

namespace TuiChat.Server.Metrics;

/// <summary>What the connections and commands count. One per server; touched by many threads.</summary>
sealed class ServerMeters
{
    readonly ConcurrentDictionary<string, Counter> _refusals = [];

    /// <summary>Connections now.</summary>
    public Counter Connections { get; } = new();

    /// <summary>Connections accepted.</summary>
    public Counter Accepted { get; } = new();

    /// <summary>Bytes that clients said, without what TLS adds.</summary>
    public Counter BytesReceived { get; } = new();

    /// <summary>Bytes that clients were sent, without what TLS adds.</summary>
    public Counter BytesSent { get; } = new();

    /// <summary>TLS handshakes that have begun and not ended.</summary>
    public Counter PendingHandshakes { get; } = new();

    /// <summary>TLS handshakes that came to an agreement.</summary>
    public Counter Handshakes { get; } = new();

    /// <summary>TLS handshakes that did not.</summary>
    public Counter FailedHandshakes { get; } = new();

    /// <summary>Refusals and cuts by their code, which is one of ours.</summary>
    public IEnumerable<(string Code, long Count)> Refusals => _refusals.Select(pair => (pair.Key, pair.Value.Value)).OrderBy(pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Something was refused, or somebody cut, for this reason.</summary>
    public void Refused(string code) => _refusals.GetOrAdd(code, static _ => new Counter()).Add();
}
