using TuiChat.Conversations;
using TuiChat.Lobby;
using TuiChat.Suggestions;
using TuiChat.Terminal;

namespace TuiChat;

/// <summary>The servers one may go to from the chat, for completion and for the quick switcher. Lives on the loop.</summary>
sealed class ServerOffers(ChatClient client, EntranceHall hall)
{
    /// <summary>All but the one where we are.</summary>
    public IReadOnlyList<SelectItem> Others => [.. Rows.Where(known => !IsHere(known.Row)).Select(known => new SelectItem(known.Word, $"server · {Describe(known.Row)}"))];

    /// <summary>Completes a server by its name or its address; behind a # the rooms of this one.</summary>
    /// <param name="rooms">What finds rooms.</param>
    /// <param name="typed">What is typed.</param>
    public IReadOnlyList<Completion> Complete(Func<string, IReadOnlyList<Completion>> rooms, string typed)
    {
        if (typed.StartsWith('#')) return [.. rooms(typed).Select(room => room with { Text = "#" + room.Text })];
        var best = new BestMatches<Completion>();
        foreach (var (row, word) in Rows)
        {
            var address = row.Address?.ToString() ?? word;
            if (NameMatch.Score(typed, word) is { } score) best.Offer(score, new Completion(word, Describe(row)));
            else best.Offer(NameMatch.Score(typed, address), new Completion(address, row.Name));
        }
        return [.. best.Items];
    }

    IEnumerable<(LobbyRow Row, string Word)> Rows => hall.Known();

    bool IsHere(LobbyRow row)
    {
        var (here, id) = (client.State.Place?.Server, row.Known?.Id ?? row.Found?.Id ?? row.Probe.Report?.Id);
        return here is not null && here == id;
    }

    static string Describe(LobbyRow row)
    {
        var where = row.Hosted is not null ? "hosted here" : row.Found is not null ? "on this network" : "used before";
        return $"{where} · {row.Address}";
    }
}
