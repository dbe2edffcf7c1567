using Microsoft.Extensions.Logging;
using TuiChat.Protocol;
using TuiChat.Server.Configuration;
using TuiChat.Server.Rooms;
using TuiChat.Server.Storage;

namespace TuiChat.Server.Accounts;

/// <summary>
/// Takes away what accounts that are gone have said, in the background and after a restart too. A line is removed by the same event
/// as when its author deletes it, so that all who have it learn of it. One task at a time; <see cref="Begin"/> from any thread.
/// </summary>
sealed class Erasures(MessageStore store, LiveSettings settings, ILogger<Erasures> logger) : IAsyncDisposable
{
    /// <summary>256 changes on their way to the disk at a time, so that those who speak meanwhile find room in the line.</summary>
    const int Most = 256;

    readonly CancellationTokenSource _stop = new();
    readonly Lock _gate = new();
    Task _running = Task.CompletedTask;

    /// <summary>What is to become of what an account said that goes now; the name that stands in its place is nobody's.</summary>
    public StoredErasure Plan(Guid author) => new(author, GoneName.Make(), settings.Current.DeletedAccountLines == ServerSettings.RemoveLines);

    /// <summary>Does what is noted in the store, behind what is being done and behind this, which never fails.</summary>
    /// <param name="after">What is awaited before.</param>
    /// <param name="then">Told when all is done; not told when the server stops before. Must not throw.</param>
    public void Begin(Task after, Action? then = null)
    {
        lock (_gate)
        {
            var before = Task.WhenAll(_running, after);
            _running = Task.Run(() => RunAsync(before, then));
        }
    }

    /// <summary>Completes when nothing is being done.</summary>
    public Task WhenIdle()
    {
        lock (_gate) return _running;
    }

    /// <summary>Stops; what is not done is done after the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await WhenIdle().ConfigureAwait(false);
        _stop.Dispose();
    }

    async Task RunAsync(Task before, Action? then)
    {
        try
        {
            await before.WaitAsync(_stop.Token).ConfigureAwait(false);
            foreach (var erasure in await store.QueryAsync(ErasureTable.ReadAll).ConfigureAwait(false)) await EraseAsync(erasure).ConfigureAwait(false);
            then?.Invoke();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The server stops: it stays noted.
        }
        catch (Exception e) // the outermost loop: it stays noted, and is tried again after the next start
        {
            ErasureLog.Failed(logger, e);
        }
    }

    async Task EraseAsync(StoredErasure erasure)
    {
        if (erasure.IsRemoval) await RemoveAsync(erasure).ConfigureAwait(false);
        for (long? after = 0; after is { } last;)
        {
            _stop.Token.ThrowIfCancellationRequested();
            after = await store.WriteAsync(connection => ErasureTable.Rename(connection, erasure, last)).ConfigureAwait(false);
        }
        await store.WriteAsync(connection => ErasureTable.RenameElsewhere(connection, erasure) + ErasureTable.Delete(connection, erasure.Author)).ConfigureAwait(false);
    }

    async Task RemoveAsync(StoredErasure erasure)
    {
        for (long? after = 0; after is { } last;)
        {
            var (drafts, end) = await store.QueryAsync(connection => ErasureTable.ReadRemovals(connection, erasure, last)).ConfigureAwait(false);
            await AppendAsync(drafts).ConfigureAwait(false);
            after = end;
        }
        var isDone = false;
        while (!isDone)
        {
            var reactions = await store.QueryAsync(connection => ErasureTable.ReadReactions(connection, erasure)).ConfigureAwait(false);
            isDone = await AppendAsync(reactions).ConfigureAwait(false) == 0;
        }
    }

    /// <summary>Stores the changes, and returns how many there were to store.</summary>
    async Task<int> AppendAsync(List<EventDraft> drafts)
    {
        var stored = 0;
        foreach (var some in drafts.Chunk(Most))
        {
            _stop.Token.ThrowIfCancellationRequested();
            var results = await Task.WhenAll(some.Select(draft => store.AppendAsync(draft))).ConfigureAwait(false);
            var refused = Array.Find(results, result => result.Problem is { Code: not RefusalCode.NoLine });
            if (refused.Problem is { } problem) throw new StoreException(problem.Text);
            stored += results.Count(result => result.Seq > 0);
        }
        return stored;
    }
}
