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
    /// <summary>1 s: when it is worth coming again.</summary>
    const int BusyMilliseconds = 1000;

    readonly GuessLimit<IPAddress> _limit;
    readonly CheckLine _line = new();
    volatile PasswordHash? _hash;
    readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    volatile byte[]? _right;

    /// <param name="hash">The password, or null when the server is open.</param>
    /// <param name="time">The clock.</param>
    public PasswordGate(PasswordHash? hash, TimeProvider time)
    {
        _hash = hash;
        _limit = new GuessLimit<IPAddress>(time);
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
        if (_hash is not { } hash) return PasswordVerdict.Right;
        if (password is null) return PasswordVerdict.Missing;
        if (Encoding.UTF8.GetByteCount(password) > Limits.MaxPasswordBytes) return PasswordVerdict.Wrong;
        var digest = HMACSHA256.HashData(_key, PasswordHash.Bytes(password));
        if (Known(network, digest) is { } known) return known;
        using var turn = await _line.EnterAsync(network).ConfigureAwait(false);
        if (turn is null) return PasswordVerdict.Later(TimeSpan.FromMilliseconds(BusyMilliseconds));
        if (Known(network, digest) is { } meanwhile) return meanwhile;
        Checks++;
        var isRight = await Task.Run(() => hash.Matches(password)).ConfigureAwait(false);
        if (!isRight) return PasswordVerdict.WrongAfter(_limit.Note(network), _limit.Wait(network));
        if (_hash == hash) _right = digest;
        _limit.Forgive(network);
        return PasswordVerdict.Right;
    }

    /// <summary>Another password counts from now on, or none; those who are in stay.</summary>
    public void Change(PasswordHash? hash)
    {
        _hash = hash;
        _right = null;
    }

    /// <inheritdoc/>
    public void Dispose() => _line.Dispose();

    /// <summary>What can be said without a slow check; null when nothing.</summary>
    PasswordVerdict? Known(IPAddress network, byte[] digest)
    {
        var wait = _limit.Wait(network);
        if (wait > TimeSpan.Zero) return PasswordVerdict.TooOften(wait);
        if (_right is not { } right || !CryptographicOperations.FixedTimeEquals(right, digest)) return null;
        _limit.Forgive(network);
        return PasswordVerdict.Right;
    }
}
