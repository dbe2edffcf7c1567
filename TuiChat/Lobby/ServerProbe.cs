using System.Net.Sockets;
using System.Text;
using TuiChat.Discovery;
using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat.Lobby;

/// <summary>
/// Asks servers <c>about</c> themselves before any login, a few at a time and with a deadline. Any thread. Whoever answers is a
/// stranger: what it says is bounded and cleaned for the screen, and the key it shows is told but not remembered.
/// </summary>
sealed class ServerProbe(TimeProvider time) : IDisposable
{
    /// <summary>16 at a time: a network full of false announcements shall neither hold up the true ones nor make us a port scanner.</summary>
    const int MaxAtOnce = 16;

    /// <summary>4 addresses of one server are tried; a real one has one or two.</summary>
    const int MaxAddresses = 4;

    /// <summary>1 million: more people or rooms than any server has is a lie, and would not fit its column.</summary>
    const int MaxCount = 1_000_000;

    /// <summary>4 s for one server, from the connect to the answer; a cold start of TLS on a busy machine takes a good part of it.</summary>
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(4);

    /// <summary>1.5 s for the connect: TCP repeats a lost first packet after 1 s, and a host that is not there shall not hold a turn for longer.</summary>
    static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(1.5);

    /// <summary>The first 8 answers are asked for twice: what the runtime takes to begin is no part of a round trip.</summary>
    const int ColdAnswers = 8;

    readonly SemaphoreSlim _turns = new(MaxAtOnce);
    int _answers;

    /// <summary>Asks at the first of the addresses that takes a connection; null when nobody of ours answers there.</summary>
    public async Task<ServerReport?> AskAsync(IEnumerable<ServerAddress> addresses, CancellationToken cancellation)
    {
        await _turns.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var report = await AskNowAsync([.. addresses.Take(MaxAddresses)], cancellation).ConfigureAwait(false);
            if (report is null || Interlocked.Increment(ref _answers) > ColdAnswers) return report;
            return await AskNowAsync([report.Address], cancellation).ConfigureAwait(false) is { } again && again.RoundTrip < report.RoundTrip ? again : report;
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();

    async Task<ServerReport?> AskNowAsync(IReadOnlyList<ServerAddress> addresses, CancellationToken cancellation)
    {
        if (addresses.Count == 0) return null;
        using var deadline = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            using var line = await TlsDialer.OpenAsync(addresses, ConnectTimeout, Timeout, expectsTls: false, time, either.Token).ConfigureAwait(false);
            var asked = time.GetTimestamp();
            return await AboutQuestion.AskAsync(line.Stream, either.Token).ConfigureAwait(false) is { } info ? Clean(line, info, time.GetElapsedTime(asked)) : null;
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

    static ServerReport Clean(OpenLine line, ServerInfo info, TimeSpan roundTrip)
    {
        var name = PrintableText.Clean(Encoding.UTF8.GetBytes(info.Name), PrintableText.MaxNameRunes).Trim();
        return new ServerReport(line.Address, name, info.Server, Math.Clamp(info.People, 0, MaxCount), Math.Clamp(info.Rooms, 0, MaxCount), info.Locked, roundTrip) { Key = line.Key };
    }
}
