using System.Net;
using System.Text;
using TuiChat.Protocol;

namespace TuiChat.Server.Access;

/// <summary>
/// Checks the passwords of accounts, slowly and one at a time, and makes those wait who guess: by their address, and by the account
/// at which they guess. Knows nothing of accounts but the name and hash it is given. Touched by many threads.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="iterations">The cost of new hashes; one that cost less is made anew when its password is shown.</param>
sealed class LoginGate(TimeProvider time, int iterations) : IDisposable
{
    readonly CheckLine _line = new();
    readonly GuessLimit<IPAddress> _byAddress = new(time);
    readonly GuessLimit<string> _byAccount = new(time);
    readonly PasswordHash _nobody = PasswordHash.Nobody(iterations);

    /// <summary>How many passwords were checked slowly; for tests.</summary>
    internal int Checks { get; private set; }

    /// <summary>Believes one or says why not. Takes as long for an account that does not exist as for a wrong password.</summary>
    /// <param name="network">What counts as its address.</param>
    /// <param name="account">The key of the name.</param>
    /// <param name="hash">The hash of the account's password, or null when there is no such account.</param>
    /// <param name="secret">What it says.</param>
    /// <param name="isKnown">
    /// Whether the account has logged in from this address: then guesses of others at the account do not keep its owner out.
    /// </param>
    public async ValueTask<LoginVerdict> CheckAsync(IPAddress network, string account, PasswordHash? hash, string secret, bool isKnown)
    {
        if (Encoding.UTF8.GetByteCount(secret) > Limits.MaxPasswordBytes) return new LoginVerdict(LoginVerdict.Wrong);
        if (Wait(network, account, isKnown) is { } first) return LoginVerdict.TooOften(first);
        using var turn = await _line.EnterAsync(network).ConfigureAwait(false);
        if (turn is null) return LoginVerdict.Later;
        if (Wait(network, account, isKnown) is { } meanwhile) return LoginVerdict.TooOften(meanwhile);
        Checks++;
        var isRight = await Task.Run(() => (hash ?? _nobody).Matches(secret)).ConfigureAwait(false) && hash is not null;
        if (!isRight)
        {
            _byAccount.Note(account);
            return new LoginVerdict(LoginVerdict.Wrong, null, _byAddress.Note(network));
        }
        _byAccount.Forgive(account); // not the address: who has an account could guess at others for ever
        var isWeak = hash?.IsWeakerThan(iterations) == true;
        return new LoginVerdict(null, Better: isWeak ? await Task.Run(() => PasswordHash.Make(secret, iterations)).ConfigureAwait(false) : null);
    }

    /// <summary>The hash of a new password; null when too many are waiting.</summary>
    public async ValueTask<PasswordHash?> MakeAsync(IPAddress network, string secret)
    {
        using var turn = await _line.EnterAsync(network).ConfigureAwait(false);
        return turn is null ? null : await Task.Run(() => PasswordHash.Make(secret, iterations)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _line.Dispose();

    /// <summary>How long it has to wait, or null when it may try now.</summary>
    TimeSpan? Wait(IPAddress network, string account, bool isKnown)
    {
        var wait = _byAddress.Wait(network);
        if (!isKnown && _byAccount.Wait(account) is var other && other > wait) wait = other;
        return wait > TimeSpan.Zero ? wait : null;
    }
}
