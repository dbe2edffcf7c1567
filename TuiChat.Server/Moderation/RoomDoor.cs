using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using TuiChat.Protocol;
using TuiChat.Server.Access;

namespace TuiChat.Server.Moderation;

/// <summary>
/// Checks the passphrases of rooms: one at a time for the whole server, so that guessing takes at most one processor; wrong ones make an
/// address wait, as with the server's password; one that was found right is known again at once. Touched by many threads.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="iterations">What the hash of a new passphrase costs.</param>
sealed class RoomDoor(TimeProvider time, int iterations) : IDisposable
{
    /// <summary>1 s: when it is worth coming again.</summary>
    static readonly TimeSpan BusyWait = TimeSpan.FromSeconds(1);

    static readonly Refusal Needed = new(RefusalCode.PassphraseNeeded, "This room needs a passphrase. Ask somebody in it, and join again with it.");
    static readonly Refusal Wrong = new(RefusalCode.WrongPassphrase, "That is not the passphrase of this room. Check capital letters and the keyboard layout, and try again.");
    static readonly Refusal TooOften = new(RefusalCode.Flood, "There were too many wrong passphrases from your address. Wait a little, then try again.");
    static readonly Refusal Busy = new(RefusalCode.Busy, "Too many passphrases are being checked at this moment. Try again.");

    readonly GuessLimit<IPAddress> _limit = new(time);
    readonly CheckLine _line = new();
    readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    readonly ConcurrentDictionary<RoomName, (PasswordHash Hash, byte[] Right)> _known = [];

    /// <summary>Whether the passphrase opens the room: no problem when it does.</summary>
    /// <param name="network">What counts as the address of who knocks.</param>
    /// <param name="room">Which room.</param>
    /// <param name="hash">Its passphrase.</param>
    /// <param name="secret">What was said, or null.</param>
    public async ValueTask<(Refusal? Problem, TimeSpan? Wait)> KnockAsync(IPAddress network, RoomName room, PasswordHash hash, string? secret)
    {
        if (secret is null) return (Needed, null);
        if (Encoding.UTF8.GetByteCount(secret) > Limits.MaxPasswordBytes) return (Wrong, null);
        if (_limit.Wait(network) is var wait && wait > TimeSpan.Zero) return (TooOften, wait);
        var digest = HMACSHA256.HashData(_key, PasswordHash.Bytes(secret));
        if (IsKnown(room, hash, digest)) return (null, null);
        using var turn = await _line.EnterAsync(network).ConfigureAwait(false);
        if (turn is null) return (Busy, BusyWait);
        if (_limit.Wait(network) is var later && later > TimeSpan.Zero) return (TooOften, later);
        if (!IsKnown(room, hash, digest) && !await Task.Run(() => hash.Matches(secret)).ConfigureAwait(false))
        {
            _limit.Note(network);
            return (Wrong, _limit.Wait(network) is var next && next > TimeSpan.Zero ? next : null);
        }
        _known[room] = (hash, digest);
        _limit.Forgive(network);
        return (null, null);
    }

    /// <summary>Makes the hash of a new passphrase; whoever asks may set one, and does so one at a time.</summary>
    public Task<PasswordHash> MakeAsync(string secret) => Task.Run(() => PasswordHash.Make(secret, iterations));

    /// <inheritdoc/>
    public void Dispose() => _line.Dispose();

    bool IsKnown(RoomName room, PasswordHash hash, byte[] digest) =>
        _known.TryGetValue(room, out var known) && known.Hash == hash && CryptographicOperations.FixedTimeEquals(known.Right, digest);
}
