using System.Net.Sockets;

namespace TuiChat.Tests.EndToEnd;

/// <summary>One way of a <see cref="FaultLine"/>: takes bytes from one socket and gives them to the other, in pieces if it is told to.</summary>
/// <param name="from">Where they come from.</param>
/// <param name="to">Where they go.</param>
/// <param name="pieces">Gives the size of each next piece; null for whole.</param>
sealed class FaultFlow(Socket from, Socket to, Func<int>? pieces)
{
    /// <summary>Closed, nothing is read any more: the sender finds the connection full.</summary>
    public FaultGate Reading { get; } = new();

    /// <summary>Closed, what was read is held.</summary>
    public FaultGate Writing { get; } = new();

    /// <summary>The receiver was told that nothing more comes.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Lets everything go that is held.</summary>
    public void Release()
    {
        Reading.Open();
        Writing.Open();
    }

    /// <summary>Tells the receiver that nothing more comes, whatever still does.</summary>
    public void End()
    {
        IsEnded = true;
        try
        {
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is gone already.
        }
    }

    /// <summary>Runs until the sender has no more, then tells the receiver.</summary>
    /// <param name="allow">Says of a number of bytes how many may go through; fewer, and the connection is over.</param>
    /// <param name="cancellation">The connection is over.</param>
    /// <returns>False when fewer bytes were allowed than there were.</returns>
    public async Task<bool> RunAsync(Func<int, int> allow, CancellationToken cancellation)
    {
        var buffer = new byte[16 * 1024];
        while (true)
        {
            await Reading.PassAsync(cancellation);
            var count = await from.ReceiveAsync(buffer, cancellation);
            if (count == 0) break;
            var allowed = allow(count);
            await SendAsync(buffer.AsMemory(0, allowed), cancellation);
            if (allowed < count) return false;
        }
        await Writing.PassAsync(cancellation);
        End();
        return true;
    }

    async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        while (!bytes.IsEmpty)
        {
            await Writing.PassAsync(cancellation);
            var piece = Math.Min(bytes.Length, pieces?.Invoke() ?? bytes.Length);
            bytes = bytes[await to.SendAsync(bytes[..piece], cancellation)..];
        }
    }
}
