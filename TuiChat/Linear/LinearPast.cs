using System.Globalization;
using TuiChat.Commands;
using TuiChat.Conversations;
using TuiChat.History;
using TuiChat.History.Search;

namespace TuiChat.Linear;

/// <summary>What this machine keeps of the past, found by words and told in lines. Lives on the loop; the disk is asked on the pool.</summary>
sealed class LinearPast(ChatClient client, LocalHistory history, LineWriter output, Func<Action, Task> post)
{
    /// <summary>20 lines: what is told at once.</summary>
    const int PageHits = 20;

    /// <summary>100 questions that wait for the one before; arbitrary.</summary>
    const int MaxWaiting = 100;

    readonly Queue<string> _waiting = [];
    SearchQuery? _query;
    long _below;
    Task _asking = Task.CompletedTask;

    /// <summary>For commands.</summary>
    public PastActions Actions(Func<string, CommandResult> save) => new(Search, save);

    /// <summary>Something is looked for.</summary>
    public bool IsBusy { get; private set; }

    /// <summary>Completes when the disk is not asked any more.</summary>
    public Task FinishAsync() => _asking;

    /// <summary>Looks for words; without any, for what is older than what was found last. One question comes after the other.</summary>
    CommandResult Search(string typed)
    {
        if (IsBusy && _waiting.Count >= MaxWaiting) return CommandResult.Failed("Too many searches wait; try again in a moment.");
        if (!IsBusy) return Begin(typed);
        _waiting.Enqueue(typed);
        return CommandResult.Done;
    }

    CommandResult Begin(string typed)
    {
        if (typed.Trim().Length > 0)
        {
            if (!SearchParser.TryParse(typed, client.Time.GetUtcNow(), client.Time.LocalTimeZone, isTyping: false, out var query, out var problem)) return CommandResult.Failed(problem);
            (_query, _below) = (query, long.MaxValue);
        }
        if (_query is not { } wanted) return CommandResult.Failed("Type words behind /search.");
        IsBusy = true;
        _asking = FindAsync(wanted, _below);
        return CommandResult.Done;
    }

    /// <summary>The answer is told; the next question that can be asked is.</summary>
    void GoOn()
    {
        IsBusy = false;
        while (!IsBusy && _waiting.TryDequeue(out var next))
        {
            if (Begin(next).Problem is { } problem) output.Write($"Not done: {problem}");
        }
    }

    async Task FindAsync(SearchQuery query, long below)
    {
        await history.FlushAsync().ConfigureAwait(false); // what was said just before is found as well
        var page = await history.SearchAsync(query, below, PageHits).ConfigureAwait(false);
        await post(() =>
        {
            Tell(page);
            GoOn();
        }).ConfigureAwait(false);
    }

    /// <summary>In the order in which it was said, as one reads.</summary>
    void Tell(SearchPage page)
    {
        if (page.Hits.Count == 0)
        {
            output.Write(_below == long.MaxValue ? "Nothing was found on this machine." : "Nothing older was found on this machine.");
            return;
        }
        _below = page.Hits[^1].Id;
        var lines = page.Hits.Reverse().Select(Describe);
        var more = page.HasMore ? "There are older ones: /search without words tells them." : "There are no older ones.";
        output.Write(string.Create(CultureInfo.InvariantCulture, $"{page.Hits.Count} found:\n{string.Join('\n', lines)}\n{more}"));
    }

    string Describe(SearchHit hit)
    {
        var at = TimeZoneInfo.ConvertTime(hit.At, client.Time.LocalTimeZone);
        return string.Create(CultureInfo.InvariantCulture, $"{at:yyyy-MM-dd HH:mm} {hit.Author ?? "the operator"} in {hit.Room} on {hit.ServerName}: {hit.Excerpt}");
    }
}
