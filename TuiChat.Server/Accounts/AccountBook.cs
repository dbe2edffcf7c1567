using TuiChat.Protocol;
using TuiChat.Server.Rooms;
using TuiChat.Server.Storage;

namespace TuiChat.Server.Accounts;

/// <summary>
/// All accounts of the server. Questions are answered from memory; whatever changes is on disk before it holds. Changes are done
/// one at a time, and names are taken in <see cref="Visitors"/>, so that of two who want one name exactly one gets it. Touched by many threads.
/// </summary>
sealed class AccountBook : IDisposable
{
    /// <summary>7 days: how long a name holds at least, and how long nobody else may have the one before.</summary>
    public static readonly TimeSpan NameTime = TimeSpan.FromDays(7);

    readonly MessageStore _store;
    readonly Visitors _visitors;
    readonly TimeProvider _time;
    readonly SemaphoreSlim _turn = new(1);
    readonly Lock _gate = new();
    readonly Dictionary<long, StoredAccount> _accounts = [];
    readonly Dictionary<string, long> _byKey = [];
    readonly Dictionary<Guid, long> _byAuthor = [];

    AccountBook(MessageStore store, Visitors visitors, TimeProvider time)
    {
        _store = store;
        _visitors = visitors;
        _time = time;
    }

    /// <summary>How many accounts there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _accounts.Count;
        }
    }

    /// <summary>How many of them run the server.</summary>
    public int Hosts
    {
        get
        {
            lock (_gate) return _accounts.Values.Count(IsHost);
        }
    }

    /// <summary>Reads all accounts, and has their names kept for them.</summary>
    public static async Task<AccountBook> OpenAsync(MessageStore store, Visitors visitors, TimeProvider time)
    {
        var book = new AccountBook(store, visitors, time);
        var now = book.Now;
        var (accounts, names) = await store.QueryAsync(connection => (AccountTable.ReadAll(connection), AccountTable.ReadFormer(connection, now))).ConfigureAwait(false);
        foreach (var name in names) visitors.Hold(new HeldName(name.Author ?? Guid.NewGuid(), name.Name, name.Until));
        foreach (var account in accounts)
        {
            visitors.Hold(new HeldName(account.Author, account.Name, null));
            book.Keep(account);
        }
        return book;
    }

    /// <summary>The account of this name, or null; one that only looks like it is another.</summary>
    public StoredAccount? Find(Nickname nick)
    {
        lock (_gate) return _byKey.TryGetValue(nick.Key, out var id) ? _accounts.GetValueOrDefault(id) : null;
    }

    /// <summary>The account of this key, or null.</summary>
    public StoredAccount? Find(long id)
    {
        lock (_gate) return _accounts.GetValueOrDefault(id);
    }

    /// <summary>The account of this author, or null.</summary>
    public StoredAccount? Find(Guid author)
    {
        lock (_gate) return _byAuthor.TryGetValue(author, out var id) ? _accounts.GetValueOrDefault(id) : null;
    }

    /// <summary>Whether it is the only one that runs the server.</summary>
    public bool IsLastHost(long id)
    {
        lock (_gate) return IsHost(_accounts.GetValueOrDefault(id)) && !_accounts.Values.Any(other => other.Id != id && IsHost(other));
    }

    /// <summary>The names that an account had, the newest first.</summary>
    public Task<List<Nickname>> FormerNamesAsync(long id) => _store.QueryAsync(connection => AccountTable.ReadFormerOf(connection, id));

    /// <summary>Makes an account; its name is taken, or somebody has it.</summary>
    public Task<(StoredAccount? Account, NameConflict? Conflict)> RegisterAsync(Guid author, string sender, Nickname name, string hash, ServerRank rank) => InTurnAsync(async () =>
    {
        if (_visitors.Hold(new HeldName(author, name, null)) is { } conflict) return ((StoredAccount?)null, conflict);
        var draft = new StoredAccount(0, author, sender, name, hash, rank.Word(), null, Now, Now, null);
        try
        {
            var made = draft with { Id = await _store.WriteAsync(connection => AccountTable.Insert(connection, draft)).ConfigureAwait(false) };
            Keep(made);
            return (made, (NameConflict?)null);
        }
        catch
        {
            _visitors.Release(name, author);
            throw;
        }
    });

    /// <summary>Gives an account another name; somebody may have it, or it may be too early.</summary>
    /// <returns>The account as it is now; otherwise who has the name, or how long it has to wait.</returns>
    public Task<(StoredAccount? Account, NameConflict? Conflict, TimeSpan Wait)> RenameAsync(long id, Nickname name) => InTurnAsync(async () =>
    {
        if (Find(id) is not { } account) return default((StoredAccount?, NameConflict?, TimeSpan));
        if (account.Name == name) return (account, null, TimeSpan.Zero);
        var now = Now;
        var wait = TimeSpan.FromMilliseconds((account.Renamed + (long)NameTime.TotalMilliseconds ?? now) - now);
        if (wait > TimeSpan.Zero) return (null, null, wait);
        if (_visitors.Hold(new HeldName(account.Author, name, null)) is { } conflict) return (null, conflict, TimeSpan.Zero);
        var isSameLook = name.Skeleton == account.Name.Skeleton;
        var until = now + (isSameLook ? 0 : (long)NameTime.TotalMilliseconds);
        var renamed = account with { Name = name, Renamed = now };
        try
        {
            await _store.WriteAsync(connection => AccountTable.Rename(connection, renamed, account.Name, until)).ConfigureAwait(false);
        }
        catch
        {
            if (!isSameLook) _visitors.Release(name, account.Author);
            throw;
        }
        Keep(renamed);
        if (_visitors.Find(account.Author) is { } visitor) _visitors.Rename(visitor, name); // nobody else can have it: it is held
        if (!isSameLook) _visitors.Hold(new HeldName(account.Author, account.Name, until));
        return (renamed, (NameConflict?)null, TimeSpan.Zero);
    });

    /// <summary>Another password.</summary>
    public Task<StoredAccount?> SetHashAsync(long id, string hash) => UpdateAsync(id, account => account with { Hash = hash });

    /// <summary>Another colour, or none.</summary>
    public Task<StoredAccount?> SetColorAsync(long id, string? color) => UpdateAsync(id, account => account with { Color = color });

    /// <summary>It was here until now. Noted at once, and on disk soon; whether that works is nobody's to wait for.</summary>
    public void NoteSeen(long id)
    {
        var now = Now;
        lock (_gate)
        {
            if (_accounts.TryGetValue(id, out var account)) _accounts[id] = account with { Seen = now };
        }
        _ = WriteSeenAsync(id, now); // never fails
    }

    /// <summary>Another role, here and now too; null when there is no such account, or it would leave the server without a host.</summary>
    public async Task<StoredAccount?> SetRoleAsync(long id, ServerRank rank)
    {
        var changed = await UpdateAsync(id, account => account with { Role = rank.Word() }, account => rank == ServerRank.Host || !IsLastHost(account.Id)).ConfigureAwait(false);
        if (changed is not null) _visitors.Find(changed.Author)?.Change(profile => profile with { Rank = rank });
        return changed;
    }

    /// <summary>Takes an account away; its name is kept from others for a while. False when it is the last host, or is gone.</summary>
    public Task<bool> DeleteAsync(long id, StoredErasure erasure) => InTurnAsync(async () =>
    {
        if (Find(id) is not { } account || IsLastHost(id)) return false;
        var until = Now + (long)NameTime.TotalMilliseconds;
        await _store.WriteAsync(connection => AccountTable.Delete(connection, account, until, erasure)).ConfigureAwait(false);
        lock (_gate)
        {
            _accounts.Remove(id);
            _byKey.Remove(account.Name.Key);
            _byAuthor.Remove(account.Author);
        }
        _visitors.Hold(new HeldName(account.Author, account.Name, until));
        return true;
    });

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    async Task WriteSeenAsync(long id, long at)
    {
        try
        {
            await _store.WriteAsync(connection => AccountTable.SetSeen(connection, id, at)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is StoreException or Microsoft.Data.Sqlite.SqliteException)
        {
            // The store has told the operator; the account was seen a little earlier than it was.
        }
    }

    Task<StoredAccount?> UpdateAsync(long id, Func<StoredAccount, StoredAccount> change, Func<StoredAccount, bool>? may = null) => InTurnAsync(async () =>
    {
        if (Find(id) is not { } account || may?.Invoke(account) == false) return null;
        var changed = change(account);
        await _store.WriteAsync(connection => AccountTable.Update(connection, changed)).ConfigureAwait(false);
        Keep(changed);
        return (StoredAccount?)changed;
    });

    async Task<T> InTurnAsync<T>(Func<Task<T>> work)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    void Keep(StoredAccount account)
    {
        lock (_gate)
        {
            if (_accounts.TryGetValue(account.Id, out var before)) _byKey.Remove(before.Name.Key);
            _accounts[account.Id] = account;
            _byKey[account.Name.Key] = account.Id;
            _byAuthor[account.Author] = account.Id;
        }
    }

    static bool IsHost(StoredAccount? account) => account?.Role == ServerRole.Host;

    long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();
}
