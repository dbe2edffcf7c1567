using Microsoft.Data.Sqlite;
using TuiChat.History;
using TuiChat.History.Search;
using TuiChat.Server.Storage;

namespace TuiChat.Tests.Client.History;

/// <summary>A history in a folder of its own that can be closed and opened again, also twice at once.</summary>
sealed class HistoryFixture : IDisposable
{
    public static readonly HistoryRoom Main = new("6f1c", "Harbour", "main");

    readonly List<LocalHistory> _open = [];

    public HistoryFixture(string? folder = null)
    {
        Folder = folder ?? Directory.CreateTempSubdirectory("tuichat-history-").FullName;
        History = Open();
    }

    public string Folder { get; }

    public string File => Path.Combine(Folder, HistoryFile.Name);

    public LocalHistory History { get; private set; }

    public LocalHistory Open(RetentionOptions? retention = null, TimeProvider? time = null)
    {
        var history = LocalHistory.Open(Folder, retention ?? new RetentionOptions(), time ?? TimeProvider.System);
        _open.Add(history);
        return history;
    }

    public void Reopen(RetentionOptions? retention = null, TimeProvider? time = null)
    {
        History.Dispose();
        History = Open(retention, time);
    }

    public static HistoryLine Line(long seq, string text = "hello", string author = "ann", long? at = null, HistoryKind kind = HistoryKind.Said) =>
        new() { Seq = seq, At = at ?? (1_767_225_600_000 + (seq * 1000)), Kind = kind, Author = author, AuthorKey = author, Text = text };

    public static HistoryLine About(long seq, HistoryKind kind, long target, string text = "", string author = "ann", bool isTakenBack = false) =>
        Line(seq, text, author, kind: kind) with { Target = target, IsTakenBack = isTakenBack };

    public void Keep(params HistoryLine[] lines) => Assert.True(History.Keep(Main, lines));

    public async Task<HistoryPage> ReadAsync(long before = long.MaxValue, int limit = 1000)
    {
        await History.FlushAsync();
        return await History.ReadBeforeAsync(Main.Server, Main.Name, before, limit);
    }

    public async Task<IReadOnlyList<SearchHit>> SearchAsync(string text, DateTimeOffset? now = null, int limit = 100)
    {
        await History.FlushAsync();
        Assert.True(SearchParser.TryParse(text, now ?? DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc, isTyping: false, out var query, out var problem), problem);
        return (await History.SearchAsync(query, long.MaxValue, limit)).Hits;
    }

    public async Task<HistoryNotice> NoticeAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await History.Notices.ReadAsync(deadline.Token);
    }

    /// <summary>Runs statements on the file from outside.</summary>
    public void Execute(string statements)
    {
        SqliteLibrary.Load();
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        connection.CreateFunction("character_pairs", (string text) => CharacterPairs.OfText(text), isDeterministic: true);
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constant texts of the tests.
        command.CommandText = statements;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var history in _open) history.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
