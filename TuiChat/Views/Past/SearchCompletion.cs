using TuiChat.Conversations;
using TuiChat.History;
using TuiChat.Terminal;

namespace TuiChat.Views.Past;

/// <summary>Completes <c>from:</c> with people of our rooms, <c>in:</c> and <c>server:</c> with what is kept. The disk is asked once.</summary>
sealed class SearchCompletion
{
    /// <summary>20 choices: more are found by typing on.</summary>
    const int MaxChoices = 20;

    readonly ChatClient _client;
    readonly Task<IReadOnlyList<KeptRoom>> _rooms;

    /// <summary>Begins to read which rooms there are.</summary>
    public SearchCompletion(ChatClient client, LocalHistory history)
    {
        _client = client;
        _rooms = history.ReadRoomsAsync();
    }

    /// <summary>What completes the word at the caret.</summary>
    public CompletionList? Complete(string text, int caret, bool isAsked)
    {
        var start = caret;
        while (start > 0 && !char.IsWhiteSpace(text[start - 1])) start--;
        var colon = text.IndexOf(':', start, caret - start);
        if (colon < 0) return null;
        var typed = text[(colon + 1)..caret];
        var names = Names(text[start..colon].ToLowerInvariant()).Where(name => name.StartsWith(typed, StringComparison.OrdinalIgnoreCase) && !name.Any(char.IsWhiteSpace));
        Completion[] choices = [.. names.Distinct(StringComparer.OrdinalIgnoreCase).Take(MaxChoices).Select(name => new Completion(name))];
        return choices.Length == 0 ? null : new CompletionList(colon + 1, choices);
    }

    IEnumerable<string> Names(string key) => key switch
    {
        "from" => _client.State.Conversations.SelectMany(room => room.People).Select(nick => nick.Value),
        "in" => Kept(room => room.Title.TrimStart('#')).Where(title => title != "@…"),
        "server" => Kept(room => room.ServerName),
        "has" => ["link"],
        "before" or "after" => ["today", "yesterday"],
        _ => [],
    };

    IEnumerable<string> Kept(Func<KeptRoom, string> name) => _rooms.IsCompletedSuccessfully ? _rooms.GetAwaiter().GetResult().Select(name) : [];
}
