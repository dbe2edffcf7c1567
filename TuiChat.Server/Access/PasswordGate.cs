using System.Net;
using System.Security.Cryptography;
using System.Text;
using TuiChat.Protocol;

namespace TuiChat.Server.Access;

/// <summary>
/// Asks those who come for the server's password, if it has one. A password that was not seen before is checked slowly, one at
/// a time, so that guessing takes at most one processor; one that was found right is known again at once, so that many may come
/// back at the same moment. Touched by many threads.
/// </summary>
sealed class PasswordGate : IDisposable
{
    /// <summary>64 wait to be checked, 16 of them from one address; more are asked to come again.</summary>
    const int MaxWaiting = 64, MaxWaitingPerAddress = 16;

    /// <summary>1 s: when it is worth coming again.</summary>
    const int BusyMilliseconds = 1000;

    readonly PasswordHash? _hash;
    readonly GuessLimit _limit;
    readonly SemaphoreSlim _turn = new(1);
    readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    readonly Lock _gate = new();
    readonly Dictionary<IPAddress, int> _waiting = [];
    int _waitingInAll;
    volatile byte[]? _right;

    /// <param name="hash">The password, or null when the server is open.</param>
    /// <param name="time">The clock.</param>
    public PasswordGate(PasswordHash? hash, TimeProvider time)
    {
        _hash = hash;
        _limit = new GuessLimit(time);
    }

    /// <summary>Whether a password is needed.</summary>
    public bool IsLocked => _hash is not null;

    /// <summary>How many passwords were checked slowly; for tests.</summary>
    internal int Checks { get; private set; }

    /// <summary>Lets one in or says why not.</summary>
    /// <param name="network">What counts as its address.</param>
    /// <param name="password">What it says, or null.</param>
    public async ValueTask<PasswordVerdict> CheckAsync(IPAddress network, string? password)
    {
        if (_hash is null) return PasswordVerdict.Right;
        if (password is null) return PasswordVerdict.Missing;
        if (Encoding.UTF8.GetByteCount(password) > Limits.MaxPasswordBytes) return PasswordVerdict.Wrong;
        var digest = HMACSHA256.HashData(_key, PasswordHash.Bytes(password));
        if (Known(network, digest) is { } known) return known;
        if (!Join(network)) return PasswordVerdict.Later(TimeSpan.FromMilliseconds(BusyMilliseconds));
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (Known(network, digest) is { } meanwhile) return meanwhile;
            Checks++;
            var isRight = await Task.Run(() => _hash.Matches(password)).ConfigureAwait(false);
            if (!isRight) return PasswordVerdict.WrongAfter(_limit.Note(network), _limit.Wait(network));
            _right = digest;
            _limit.Forgive(network);
            return PasswordVerdict.Right;
        }
        finally
        {
            _turn.Release();
            Leave(network);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    /// <summary>What can be said without a slow check; null when nothing.</summary>
    PasswordVerdict? Known(IPAddress network, byte[] digest)
    {
        var wait = _limit.Wait(network);
        if (wait > TimeSpan.Zero) return PasswordVerdict.TooOften(wait);
        if (_right is not { } right || !CryptographicOperations.FixedTimeEquals(right, digest)) return null;
        _limit.Forgive(network);
        return PasswordVerdict.Right;
    }

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
        lock (_gate)
        {
            _waitingInAll--;
            if (_waiting[network] > 1) _waiting[network]--;
            else _waiting.Remove(network);
        }
    }
}
