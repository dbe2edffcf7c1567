using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;
using TuiChat.Discovery;
using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat.Lobby;

/// <summary>
/// Asks servers <c>about</c> themselves before any login, a few at a time and with a deadline. Any thread. Whoever answers is a
/// stranger: what it says is bounded and cleaned for the screen.
/// </summary>
sealed class ServerProbe(TimeProvider time) : IDisposable
{
    /// <summary>4 at a time: a network full of false announcements shall not make us a port scanner.</summary>
    const int MaxAtOnce = 4;

    /// <summary>4 addresses of one server are tried; a real one has one or two.</summary>
    const int MaxAddresses = 4;

    /// <summary>1 million: more people or rooms than any server has is a lie, and would not fit its column.</summary>
    const int MaxCount = 1_000_000;

    /// <summary>For one address, from the connect to the answer.</summary>
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    readonly SemaphoreSlim _turns = new(MaxAtOnce);

    /// <summary>Asks at each address in turn until one answers; null when none does.</summary>
    public async Task<ServerReport?> AskAsync(IEnumerable<ServerAddress> addresses, CancellationToken cancellation)
    {
        await _turns.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            foreach (var address in addresses.Take(MaxAddresses))
            {
                if (await AskOneAsync(address, cancellation).ConfigureAwait(false) is { } report) return report;
            }
            return null;
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();

    async Task<ServerReport?> AskOneAsync(ServerAddress address, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            using var socket = await Dialer.ConnectAsync(address, Timeout, time, either.Token).ConfigureAwait(false);
            await using var stream = new NetworkStream(socket, ownsSocket: false);
            var asked = time.GetTimestamp();
            await stream.WriteAsync(MessageCodec.Encode(new AboutRequest { Id = "about" }), either.Token).ConfigureAwait(false);
            var line = await ReadLineAsync(PipeReader.Create(stream), either.Token).ConfigureAwait(false);
            return line is not null && MessageCodec.Decode(line).Message is ServerInfo info ? Clean(address, info, time.GetElapsedTime(asked)) : null;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return null; // silent: as good as not there
        }
        catch (Exception e) when (e is IOException or SocketException or SessionEndException)
        {
            return null; // not there, or nothing of ours
        }
    }

    static async Task<byte[]?> ReadLineAsync(PipeReader reader, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellation).ConfigureAwait(false);
            var buffer = read.Buffer;
            var status = LineFraming.TryRead(ref buffer, out var line);
            if (status == LineStatus.Line) return System.Buffers.BuffersExtensions.ToArray(line);
            if (status == LineStatus.TooLong || read.IsCompleted) return null;
            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    static ServerReport Clean(ServerAddress address, ServerInfo info, TimeSpan roundTrip)
    {
        var name = PrintableText.Clean(Encoding.UTF8.GetBytes(info.Name), PrintableText.MaxNameRunes).Trim();
        return new ServerReport(address, name, info.Server, Math.Clamp(info.People, 0, MaxCount), Math.Clamp(info.Rooms, 0, MaxCount), info.Locked, roundTrip);
    }
}
