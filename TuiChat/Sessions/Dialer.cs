using System.Net;
using System.Net.Sockets;

namespace TuiChat.Sessions;

/// <summary>Opens a TCP connection to the first of several addresses that takes one, and puts into words why none does.</summary>
static class Dialer
{
    /// <summary>250 ms: after that the next address is tried beside the ones before (RFC 8305 §5).</summary>
    static readonly TimeSpan Stagger = TimeSpan.FromMilliseconds(250);

    /// <summary>16 addresses of one server are tried; no honest one has more.</summary>
    const int MaxEndPoints = 16;

    /// <summary>Resolves and connects: all addresses, best first, each a moment after the one before or as soon as that one has failed.</summary>
    /// <exception cref="SessionEndException">None can be reached; the text says why of the first, and what to do.</exception>
    public static async Task<DialedSocket> ConnectAsync(IReadOnlyList<ServerAddress> addresses, TimeSpan timeout, TimeProvider time, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        var first = addresses[0];
        try
        {
            var (endPoints, unknown) = await ResolveAsync(addresses, either.Token).ConfigureAwait(false);
            if (endPoints.Count == 0) throw Unreachable(Explain(first, unknown?.SocketErrorCode ?? SocketError.HostNotFound), unknown);
            return await RaceAsync(endPoints, time, either.Token).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            throw Unreachable(Explain(first, e.SocketErrorCode), e);
        }
        catch (Exception e) when (e is NotSupportedException or ArgumentException)
        {
            // An address of a family that is switched off here, or a name that no resolver takes.
            throw Unreachable($"This machine cannot use the address “{first.Host}”. Type another one, for example the server's IPv4 address.", e);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw Unreachable(Explain(first, SocketError.TimedOut), e);
        }
    }

    static async Task<(List<Candidate> EndPoints, SocketException? Failure)> ResolveAsync(IReadOnlyList<ServerAddress> addresses, CancellationToken cancellation)
    {
        var found = new List<Candidate>();
        SocketException? failure = null;
        foreach (var address in addresses)
        {
            try
            {
                var resolved = IPAddress.TryParse(address.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(address.Host, cancellation).ConfigureAwait(false);
                found.AddRange(resolved.Select(ip => new Candidate(address, new IPEndPoint(ip, address.Port))));
            }
            catch (SocketException e)
            {
                failure ??= e;
            }
        }
        return ([.. found.DistinctBy(candidate => candidate.EndPoint).Take(MaxEndPoints)], failure);
    }

    /// <summary>The first that connects wins; the others are given up. When all fail, the failure of the first is the one told.</summary>
    static async Task<DialedSocket> RaceAsync(List<Candidate> candidates, TimeProvider time, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var running = new List<Task<DialedSocket>>();
        var started = new List<Task<DialedSocket>>();
        DialedSocket? winner = null;
        try
        {
            var next = 0;
            while (winner is null && (next < candidates.Count || running.Count > 0))
            {
                if (next < candidates.Count)
                {
                    running.Add(ConnectAsync(candidates[next++], over.Token));
                    started.Add(running[^1]);
                }
                await WaitAsync(running, isLast: next == candidates.Count, time, over.Token).ConfigureAwait(false);
                winner = Take(running);
            }
            cancellation.ThrowIfCancellationRequested();
            return winner ?? await started[0].ConfigureAwait(false);
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(running.Select(DropAsync)).ConfigureAwait(false);
        }
    }

    /// <summary>Until one of them is done, or it is time for the next.</summary>
    static async Task WaitAsync(List<Task<DialedSocket>> running, bool isLast, TimeProvider time, CancellationToken cancellation)
    {
        var any = Task.WhenAny(running);
        if (isLast)
        {
            await any.ConfigureAwait(false);
            return;
        }
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(any, Task.Delay(Stagger, time, enough.Token)).ConfigureAwait(false);
        await enough.CancelAsync().ConfigureAwait(false);
    }

    /// <summary>Takes those that are done out of the running ones; the first that has connected is returned.</summary>
    static DialedSocket? Take(List<Task<DialedSocket>> running)
    {
        if (running.Find(task => task.IsCompletedSuccessfully) is { } won)
        {
            running.Remove(won);
            return won.GetAwaiter().GetResult(); // it is done
        }
        running.RemoveAll(task => task.IsCompleted);
        return null;
    }

    static async Task<DialedSocket> ConnectAsync(Candidate candidate, CancellationToken cancellation)
    {
        var socket = new Socket(candidate.EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(candidate.EndPoint, cancellation).ConfigureAwait(false);
            return new DialedSocket(socket, candidate.Address, IsLoopback(candidate.EndPoint.Address));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    static bool IsLoopback(IPAddress address) => IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    static async Task DropAsync(Task<DialedSocket> late)
    {
        try
        {
            (await late.ConfigureAwait(false)).Socket.Dispose();
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or NotSupportedException or ArgumentException)
        {
            // Given up: another address was faster, or nobody waits any more.
        }
    }

    static SessionEndException Unreachable(string text, Exception? inner) => new(new SessionEnd(SessionEndKind.Unreachable, text), inner);

    static string Explain(ServerAddress address, SocketError error) => error switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain =>
            $"No host is called “{address.Host}”. Check the spelling, or type its IP address.",
        SocketError.ConnectionRefused =>
            $"{address.Host} is there, but nothing listens on port {address.Port}. Is the server running, and is it that port?",
        SocketError.TimedOut =>
            $"{address.Host} does not answer on port {address.Port}. Check the address, the network and the server's firewall.",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.HostDown =>
            $"There is no way to {address.Host} from here. Check the network connection.",
        SocketError.AccessDenied =>
            $"This machine does not allow a connection to {address.Host} port {address.Port}. Check its firewall.",
        _ => $"{address.Host} port {address.Port} cannot be reached ({error}). Check the address and the network.",
    };

    sealed record Candidate(ServerAddress Address, IPEndPoint EndPoint);
}

/// <summary>A connected socket, the address that took it, and whether that is this very machine.</summary>
sealed record DialedSocket(Socket Socket, ServerAddress Address, bool IsLoopback);
