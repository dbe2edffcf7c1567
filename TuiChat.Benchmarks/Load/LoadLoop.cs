using System.Diagnostics;
using System.Net;

namespace TuiChat.Benchmarks.Load;

/// <summary>All connections of the load generator and the one loop that reads them. Owned by one thread.</summary>
sealed class LoadLoop : IDisposable
{
    readonly Epoll _epoll = new();
    readonly List<LoadClient> _clients = [];
    readonly List<LoadClient> _connecting = [];
    readonly int[] _ready = new int[1024];
    readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(256 * 1024, pinned: true);

    /// <summary>All connections, by their key.</summary>
    public IReadOnlyList<LoadClient> Clients => _clients;

    /// <summary>One more connection, read from now on.</summary>
    /// <param name="server">Where to.</param>
    /// <param name="waits">Until the connection stands; otherwise what is sent goes out once it does.</param>
    public LoadClient Connect(IPEndPoint server, bool waits = true)
    {
        var client = new LoadClient(server, _clients.Count, waits);
        _clients.Add(client);
        if (!waits) _connecting.Add(client);
        _epoll.Watch(client.Descriptor, client.Key);
        return client;
    }

    /// <summary>The client reads no more, but stays connected.</summary>
    public void StopReading(LoadClient client) => _epoll.Forget(client.Descriptor);

    /// <summary>Waits up to this long and reads once from each connection that has something.</summary>
    /// <returns>How many connections were read.</returns>
    public int Poll(int milliseconds)
    {
        if (_connecting.Count > 0) FlushConnecting();
        var count = _epoll.Wait(_ready, _connecting.Count > 0 ? Math.Min(milliseconds, 1) : milliseconds);
        foreach (var key in _ready.AsSpan(0, count))
        {
            var client = _clients[key];
            client.Receive(_buffer);
            if (client.HasUnsent) client.Flush();
            if (client.IsClosed) _epoll.Forget(client.Descriptor);
        }
        return count;
    }

    /// <summary>Reads until the condition holds.</summary>
    /// <exception cref="ScenarioException">It does not hold within the time.</exception>
    public void PollUntil(Func<bool> condition, TimeSpan limit, string what)
    {
        var start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Poll(10);
            if (Stopwatch.GetElapsedTime(start) > limit) throw new ScenarioException($"After {limit.TotalSeconds:0} s still waiting for {what}.");
        }
    }

    /// <summary>Reads for this long.</summary>
    public void PollFor(TimeSpan time)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < time) Poll(10);
    }

    /// <summary>Reads until nothing has come for this long.</summary>
    public void Drain(int milliseconds)
    {
        while (Poll(milliseconds) > 0)
        {
            // more may follow
        }
    }

    void FlushConnecting()
    {
        foreach (var client in _connecting)
        {
            if (client.HasUnsent) client.Flush();
        }
        _connecting.RemoveAll(static client => !client.HasUnsent);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var client in _clients) client.Dispose();
        _epoll.Dispose();
    }
}
