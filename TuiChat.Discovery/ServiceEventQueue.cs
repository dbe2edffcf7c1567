using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using TuiChat.Discovery.Wire;

namespace TuiChat.Discovery;

/// <summary>
/// Events on their way from the loop to one reader who may be slow. It never fills: what the reader has not seen yet is merged,
/// so that at most one event per service waits. Both sides may use it at the same time.
/// </summary>
sealed class ServiceEventQueue
{
    readonly Lock _lock = new();
    readonly Dictionary<(DnsName Instance, DnsName Host), LinkedListNode<ServiceEvent>> _waiting = [];
    readonly LinkedList<ServiceEvent> _order = [];

    // A signal, not the events: one is enough for any number of them.
    readonly Channel<bool> _news = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Adds an event.</summary>
    public void Add(ServiceEvent added)
    {
        lock (_lock) Merge(added);
        _news.Writer.TryWrite(true);
    }

    /// <summary>No further events; the reader ends, with the error if there is one.</summary>
    public void End(Exception? error = null) =>
        _news.Writer.TryComplete(error is null ? null : new IOException("Discovery ended: " + error.Message, error));

    /// <summary>The events; one reader only.</summary>
    public async IAsyncEnumerable<ServiceEvent> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        do
        {
            _news.Reader.TryRead(out _);
            while (TryTake(out ServiceEvent? next)) yield return next;
        }
        while (await _news.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false));
    }

    void Merge(ServiceEvent added)
    {
        var key = (added.Service.Instance, added.Service.Host);
        if (!_waiting.TryGetValue(key, out LinkedListNode<ServiceEvent>? node))
        {
            _waiting[key] = _order.AddLast(added);
            return;
        }

        switch (node.Value, added)
        {
            case (ServiceEvent.Found, ServiceEvent.Gone):
                _order.Remove(node);
                _waiting.Remove(key);
                break;
            case (ServiceEvent.Found, _):
                node.Value = new ServiceEvent.Found(added.Service);
                break;
            case (ServiceEvent.Gone, ServiceEvent.Found):
                node.Value = new ServiceEvent.Changed(added.Service);
                break;
            default:
                node.Value = added;
                break;
        }
    }

    bool TryTake([NotNullWhen(true)] out ServiceEvent? next)
    {
        lock (_lock)
        {
            next = _order.First?.Value;
            if (next is null) return false;
            _order.RemoveFirst();
            _waiting.Remove((next.Service.Instance, next.Service.Host));
            return true;
        }
    }
}
