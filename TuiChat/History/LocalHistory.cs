using System.Threading.Channels;
using TuiChat.History.Search;

namespace TuiChat.History;

/// <summary>
/// What this machine remembers of all servers and rooms, and what was typed and not confirmed: one SQLite file that several
/// clients may use at once. Contract: an event is kept once per server, room and number however often and in whatever order it
/// comes, and a line reads as after all changes that are known; which numbers are complete is known exactly; a transaction that
/// was committed survives the end of the program in any way; pages are ascending with exclusive ends. Making one is cheap: the
/// database is opened by a thread of its own, and nothing here ever waits for the disk on the caller's thread but
/// <see cref="Dispose"/>. May be called from any thread.
/// </summary>
sealed class LocalHistory : IDisposable
{
    /// <summary>10,000 writes that may wait; what does not fit is not kept, which leaves a hole that is fetched again.</summary>
    const int MaxWrites = 10_000;

    readonly Channel<HistoryNotice> _notices = Channel.CreateBounded<HistoryNotice>(new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropWrite });
    readonly HistoryPlace _place;
    readonly HistoryWriter _writer;
    readonly HistoryReader<PageReader> _pages;
    readonly HistoryReader<SearchReader> _search;

    LocalHistory(string folder, RetentionOptions retention, TimeProvider time)
    {
        _place = new HistoryPlace(folder);
        _writer = new HistoryWriter(_place, retention, MaxWrites, time, Tell);
        _pages = new HistoryReader<PageReader>(_place, "history pages", statements => new PageReader(statements), Failed);
        _search = new HistoryReader<SearchReader>(_place, "history search", statements => new SearchReader(statements), Failed);
    }

    /// <summary>What goes wrong, and that it is well again. One reader.</summary>
    public ChannelReader<HistoryNotice> Notices => _notices.Reader;

    /// <summary>The last thing that a reader failed with, or null.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>How much is kept from now on; another value holds at once.</summary>
    public RetentionOptions Retention
    {
        set => _writer.Retention = value;
    }

    /// <summary>Begins to open or make the history of a data folder.</summary>
    public static LocalHistory Open(string folder, RetentionOptions retention, TimeProvider time)
    {
        var history = Prepare(folder, retention, time);
        history.Begin();
        return history;
    }

    /// <summary>The history of a data folder, of which nothing is opened before <see cref="Begin"/>; what is asked and written until then waits.</summary>
    public static LocalHistory Prepare(string folder, RetentionOptions retention, TimeProvider time) => new(folder, retention, time);

    /// <summary>Begins to open it; nothing happens when that was done before.</summary>
    public void Begin() => _writer.Begin();

    /// <summary>Keeps events of a room; false when they are not taken because too much waits.</summary>
    public bool Keep(HistoryRoom room, IReadOnlyList<HistoryLine> lines) => lines.Count == 0 || _writer.TryWrite(new HistoryWrite.Keep(room, lines));

    /// <summary>The server has nothing of these numbers but what is kept: they are no hole.</summary>
    public bool Cover(HistoryRoom room, SeqRange range) => _writer.TryWrite(new HistoryWrite.Cover(room, range));

    /// <summary>The server's newest number is below what is kept: it has gone back to an older state, and so do we.</summary>
    public bool Rewind(HistoryRoom room, long head) => _writer.TryWrite(new HistoryWrite.Rewind(room, head));

    /// <summary>Everything up to a number has been read.</summary>
    public bool MarkRead(HistoryRoom room, long seq) => _writer.TryWrite(new HistoryWrite.MarkRead(room, seq));

    /// <summary>Who the other one in a direct room is: what the room is called from now on.</summary>
    public bool Meet(HistoryRoom room, string partner) => _writer.TryWrite(new HistoryWrite.Meet(room, partner));

    /// <summary>Keeps something typed until it is settled; on the disk when the task of the next <see cref="FlushAsync"/> completes.</summary>
    public bool Wait(WaitingLine line) => _writer.TryWrite(new HistoryWrite.Wait(line));

    /// <summary>It is confirmed, or will not be sent.</summary>
    public bool Settle(Guid cid) => _writer.TryWrite(new HistoryWrite.Settle(cid));

    /// <summary>All that waits for a server under a nickname, oldest first: ours, and what clients left that run no more, which is ours from here on.</summary>
    public Task<IReadOnlyList<WaitingLine>> AdoptAsync(string server, string nick)
    {
        var answer = new TaskCompletionSource<IReadOnlyList<WaitingLine>>(TaskCreationOptions.RunContinuationsAsynchronously);
        return _writer.TryWrite(new HistoryWrite.Adopt(server, nick, answer)) ? answer.Task : Task.FromResult<IReadOnlyList<WaitingLine>>([]);
    }

    /// <summary>Completes when everything asked for before is written or has failed.</summary>
    public Task FlushAsync()
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _writer.TryWrite(new HistoryWrite.Flush(answer)) ? answer.Task : Task.CompletedTask;
    }

    /// <summary>The newest lines of a room below a number.</summary>
    /// <param name="server">The id of the server.</param>
    /// <param name="room">The name of the room.</param>
    /// <param name="before">Exclusive; <see cref="long.MaxValue"/> for the newest.</param>
    /// <param name="limit">The most to read, at least 1.</param>
    /// <param name="cancellation">Nobody wants it any more.</param>
    public Task<HistoryPage> ReadBeforeAsync(string server, string room, long before, int limit, CancellationToken cancellation = default) =>
        _pages.AskAsync(reader => reader.Before(server, room, before, limit), HistoryPage.Empty, cancellation);

    /// <summary>The first lines of a room above a number.</summary>
    /// <param name="server">The id of the server.</param>
    /// <param name="room">The name of the room.</param>
    /// <param name="after">Exclusive; 0 for the oldest.</param>
    /// <param name="limit">The most to read, at least 1.</param>
    /// <param name="cancellation">Nobody wants it any more.</param>
    public Task<HistoryPage> ReadAfterAsync(string server, string room, long after, int limit, CancellationToken cancellation = default) =>
        _pages.AskAsync(reader => reader.After(server, room, after, limit), HistoryPage.Empty, cancellation);

    /// <summary>What is missing between what is kept of a room, the newest first.</summary>
    /// <param name="server">The id of the server.</param>
    /// <param name="room">The name of the room.</param>
    /// <param name="limit">The most holes, at least 1.</param>
    /// <param name="cancellation">Nobody wants it any more.</param>
    public Task<IReadOnlyList<SeqRange>> ReadHolesAsync(string server, string room, int limit, CancellationToken cancellation = default) =>
        _pages.AskAsync<IReadOnlyList<SeqRange>>(reader => reader.Holes(server, room, limit), [], cancellation);

    /// <summary>All rooms of all servers, by the names of the servers and theirs.</summary>
    public Task<IReadOnlyList<KeptRoom>> ReadRoomsAsync(CancellationToken cancellation = default) =>
        _pages.AskAsync<IReadOnlyList<KeptRoom>>(reader => reader.Rooms(), [], cancellation);

    /// <summary>The newest lines that a query fits; a search that is cancelled stops in the middle.</summary>
    /// <param name="query">What to look for.</param>
    /// <param name="below">Exclusive: the id of the last hit of the page before, or <see cref="long.MaxValue"/>.</param>
    /// <param name="limit">The most hits of a page, at least 1.</param>
    /// <param name="cancellation">Nobody wants it any more, for example because more was typed.</param>
    public Task<SearchPage> SearchAsync(SearchQuery query, long below, int limit, CancellationToken cancellation = default) =>
        _search.AskAsync(reader => reader.Find(query, below, limit), SearchPage.Empty, cancellation);

    /// <summary>Writes what waits and closes.</summary>
    public void Dispose()
    {
        _search.Dispose();
        _pages.Dispose();
        _writer.Dispose();
        _notices.Writer.TryComplete();
        _place.Dispose();
    }

    void Tell(HistoryNotice notice) => _notices.Writer.TryWrite(notice);

    /// <summary>The writer finds out what is wrong and mends it if it can.</summary>
    void Failed(Exception e)
    {
        Failure = e;
        if (HistoryFile.IsDamage(e)) _writer.TryWrite(new HistoryWrite.Doubt());
    }
}
