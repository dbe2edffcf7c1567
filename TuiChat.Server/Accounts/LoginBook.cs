using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using TuiChat.Protocol;
using TuiChat.Server.Configuration;
using TuiChat.Server.Storage;

namespace TuiChat.Server.Accounts;

/// <summary>
/// All logins: a token stands for one, and only its digest is kept. A login ends when it was not used for some days, or by will; it
/// is dead in memory before anybody is told so. Touched by many threads.
/// </summary>
sealed class LoginBook
{
    /// <summary>32 logins of one account; for one more the one that was used least recently ends.</summary>
    const int MaxPerAccount = 32;

    /// <summary>32 bytes: 256 random bits, which nobody guesses.</summary>
    const int TokenBytes = 32;

    /// <summary>1 hour: how old the note of the last use may become before it is written again.</summary>
    static readonly TimeSpan UseNote = TimeSpan.FromHours(1);

    readonly MessageStore _store;
    readonly LiveSettings _settings;
    readonly TimeProvider _time;
    readonly Lock _gate = new();
    readonly Dictionary<string, StoredLogin> _byDigest = [];
    readonly Dictionary<long, List<StoredLogin>> _byAccount = [];

    LoginBook(MessageStore store, LiveSettings settings, TimeProvider time)
    {
        _store = store;
        _settings = settings;
        _time = time;
    }

    /// <summary>Reads all logins, and takes away those that have ended.</summary>
    public static async Task<LoginBook> OpenAsync(MessageStore store, LiveSettings settings, TimeProvider time)
    {
        var book = new LoginBook(store, settings, time);
        var now = book.Now;
        await store.WriteAsync(connection => LoginTable.DeleteEnded(connection, now)).ConfigureAwait(false);
        foreach (var login in await store.QueryAsync(connection => LoginTable.ReadAll(connection, now)).ConfigureAwait(false)) book.Keep(login, null);
        return book;
    }

    /// <summary>The login that a token stands for, or null when it is dead or never was.</summary>
    public StoredLogin? Find(string token)
    {
        if (token.Length > Limits.MaxTokenChars) return null;
        var digest = Digest(token); // looking up a digest tells nothing of the token by its time
        lock (_gate) return _byDigest.TryGetValue(digest, out var login) && login.Expires > Now ? login : null;
    }

    /// <summary>The logins of an account, the one used last first.</summary>
    public IReadOnlyList<StoredLogin> Of(long account)
    {
        var now = Now;
        lock (_gate) return [.. _byAccount.GetValueOrDefault(account, []).Where(login => login.Expires > now).OrderByDescending(login => login.Used)];
    }

    /// <summary>Whether it has not ended.</summary>
    public bool IsAlive(long account, long login) => Of(account).Any(other => other.Id == login);

    /// <summary>A new login, and the token that stands for it, which is told once; null when the account is gone.</summary>
    public async Task<(string Token, StoredLogin Login)?> MakeAsync(long account, string? client, string address)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var draft = new StoredLogin(0, account, Digest(token), client, address, Now, Now, Expiry);
        if (await _store.WriteAsync(connection => LoginTable.Insert(connection, draft)).ConfigureAwait(false) is not { } id) return null;
        var login = draft with { Id = id };
        Keep(login, null);
        var superfluous = Of(account).Skip(MaxPerAccount).Select(other => other.Id).ToHashSet();
        if (superfluous.Count > 0) await EndAsync(account, other => superfluous.Contains(other.Id)).ConfigureAwait(false);
        return (token, login);
    }

    /// <summary>It was used: it lives on, and where and by what it was used is noted.</summary>
    public async Task UseAsync(StoredLogin login, string? client, string address)
    {
        var used = login with { Client = client, Address = address, Used = Now, Expires = Expiry };
        if (!Keep(used, login)) return; // ended, or used by another in this moment
        var isNews = used.Used - login.Used > UseNote.TotalMilliseconds || used.Address != login.Address || used.Client != login.Client;
        if (isNews) await _store.WriteAsync(connection => LoginTable.Use(connection, used)).ConfigureAwait(false);
    }

    /// <summary>Ends those logins of an account that the function names, or all; on return they are dead for good.</summary>
    /// <returns>The keys of those that were ended.</returns>
    public async Task<IReadOnlySet<long>> EndAsync(long account, Func<StoredLogin, bool>? which = null)
    {
        var ended = new HashSet<long>();
        lock (_gate)
        {
            if (!_byAccount.TryGetValue(account, out var logins)) return ended;
            foreach (var login in logins.Where(login => which is null || which(login)).ToList())
            {
                logins.Remove(login);
                _byDigest.Remove(login.Digest);
                ended.Add(login.Id);
            }
            if (logins.Count == 0) _byAccount.Remove(account);
        }
        if (ended.Count > 0) await _store.WriteAsync(connection => LoginTable.Delete(connection, ended)).ConfigureAwait(false);
        return ended;
    }

    /// <summary>Puts a login in the place of what it was, or in a new one; false when what it was is there no more.</summary>
    bool Keep(StoredLogin login, StoredLogin? before)
    {
        lock (_gate)
        {
            if (before is not null && (!_byDigest.TryGetValue(login.Digest, out var now) || now != before)) return false;
            if (!_byAccount.TryGetValue(login.Account, out var logins)) _byAccount.Add(login.Account, logins = []);
            if (before is not null) logins.Remove(before);
            logins.Add(login);
            _byDigest[login.Digest] = login;
            return true;
        }
    }

    long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    long Expiry => Now + (long)TimeSpan.FromDays(_settings.Current.TokenDays).TotalMilliseconds;

    static string Digest(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
