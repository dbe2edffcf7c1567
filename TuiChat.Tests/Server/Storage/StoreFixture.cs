using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using TuiChat.Protocol;
using TuiChat.Server.Storage;

namespace TuiChat.Tests.Server.Storage;

/// <summary>A store in a folder of its own that can be closed and opened again.</summary>
sealed class StoreFixture : IDisposable
{
    readonly Lock _gate = new();
    readonly List<NumberedEvent> _committed = [];

    public StoreFixture() => Store = Open();

    public string Folder { get; } = TestServer.NewFolder();

    public string File => Path.Combine(Folder, MessageStore.FileName);

    public MessageStore Store { get; private set; }

    /// <summary>What was told after its commit, in that order.</summary>
    public IReadOnlyList<NumberedEvent> Committed
    {
        get
        {
            lock (_gate) return [.. _committed];
        }
    }

    public MessageStore Open(int queue = 1000) => MessageStore.Open(Folder, queue, Keep, TimeProvider.System, NullLoggerFactory.Instance);

    public void Reopen()
    {
        Store.Dispose();
        Store = Open();
    }

    public static EventDraft Draft(string room, string text, string nick = "ann", Guid? cid = null) =>
        new(LineClient.Room(room), EventDraft.Message, LineClient.Nick(nick), text, null, cid);

    /// <summary>A line of somebody whose author id is made from the name.</summary>
    public Task<AppendResult> SayAsync(string nick, string text, long? reply = null) =>
        Store.AppendAsync(Draft("main", text, nick) with { Target = reply, Author = AuthorOf(nick) });

    /// <summary>A change of a line by somebody whose author id is made from the name, or by another of that name.</summary>
    public Task<AppendResult> ChangeAsync(string type, string nick, long target, string text = "", string? kind = null, Guid? cid = null, string? author = null) =>
        Store.AppendAsync(new EventDraft(RoomName.Main, type, LineClient.Nick(nick), text, kind, cid) { Target = target, Author = AuthorOf(author ?? nick) });

    static Guid AuthorOf(string name) => new(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));

    public Task<AppendResult> AppendAsync(string room, string text, string nick = "ann", Guid? cid = null) => Store.AppendAsync(Draft(room, text, nick, cid));

    public async Task<IReadOnlyList<NumberedEvent>> ReadAsync(string room, long? after = null, long? before = null, int limit = 1000) =>
        await Store.ReadAsync(new HistoryQuery(LineClient.Room(room), after, before, limit)) ?? throw new InvalidOperationException("The store is busy.");

    /// <summary>Runs statements on the closed or open file from outside.</summary>
    public void Execute(string statements)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constant texts of the tests.
        command.CommandText = statements;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        Store.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    void Keep(NumberedEvent stored)
    {
        lock (_gate) _committed.Add(stored);
    }
}
