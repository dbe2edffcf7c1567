using System.Net;

namespace TuiChat.Server.Access;

/// <summary>
/// The line before slow checks of passwords: one is checked at a time, so that guessing takes at most one processor, and of those
/// who wait no address has more than its share. Touched by many threads.
/// </summary>
sealed class CheckLine : IDisposable
{
    /// <summary>64 wait to be checked, 16 of them from one address; more are asked to come again.</summary>
    const int MaxWaiting = 64, MaxWaitingPerAddress = 16;

    readonly SemaphoreSlim _turn = new(1);
    readonly Lock _gate = new();
    readonly Dictionary<IPAddress, int> _waiting = [];
    int _waitingInAll;

    /// <summary>Waits for its turn, which lasts until the result is disposed of; null at once when too many wait.</summary>
    public async ValueTask<Turn?> EnterAsync(IPAddress network)
    {
        if (!Join(network)) return null;
        await _turn.WaitAsync().ConfigureAwait(false);
        return new Turn(this, network);
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    bool Join(IPAddress network)
    {
        lock (_gate)
        {
            var here = _waiting.GetValueOrDefault(network);
            if (_waitingInAll >= MaxWaiting || here >= MaxWaitingPerAddress) return false;
            _waitingInAll++;
            _waiting[network] = here + 1;
            return true;
        }
    }

    void Leave(IPAddress network)
    {
        _turn.Release();
        lock (_gate)
        {
            _waitingInAll--;
            if (_waiting[network] > 1) _waiting[network]--;
            else _waiting.Remove(network);
        }
    }

    /// <summary>The right to check now. Disposed of once, by whoever got it.</summary>
    public sealed class Turn(CheckLine line, IPAddress network) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => line.Leave(network);
    }
}
