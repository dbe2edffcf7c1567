using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat.Conversations;

/// <summary>What is asked of the server beside what is on the screen.</summary>
sealed partial class ChatClient
{
    readonly Dictionary<string, Action<Answer?>> _asides = [];

    /// <summary>
    /// Asks for stored events of a room without bringing them on the screen; false when nobody can be asked now.
    /// </summary>
    /// <param name="request">Which events.</param>
    /// <param name="then">Given the answer, part by part, and null when there will be none.</param>
    public bool AskAside(HistoryRequest request, Action<Answer?> then)
    {
        if (!IsOnline || _session?.Ask(request, _connection) is not { Id: { } id }) return false;
        _asides[id] = then;
        return true;
    }

    /// <summary>True when something that happened was asked for aside, and changes nothing else.</summary>
    bool TakeAside(SessionEvent happened)
    {
        if (happened is not SessionEvent.Answered { Request: HistoryRequest { Id: { } id } } answered || !_asides.TryGetValue(id, out var then)) return false;
        if (!answered.Answer.More) _asides.Remove(id);
        then(answered.Answer);
        return true;
    }

    void ForgetAsides()
    {
        Action<Answer?>[] forgotten = [.. _asides.Values];
        _asides.Clear();
        foreach (var then in forgotten) then(null);
    }
}
