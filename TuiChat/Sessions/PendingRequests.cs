using System.Globalization;
using TuiChat.Protocol;

namespace TuiChat.Sessions;

/// <summary>
/// The requests that wait for an answer, by id. Written by the caller's thread and by the read loop; a lock guards the table.
/// </summary>
sealed class PendingRequests(TimeProvider time)
{
    readonly Lock _gate = new();
    readonly Dictionary<string, (Request Request, long Since)> _waiting = [];
    long _last;

    /// <summary>Gives the request its id and remembers it.</summary>
    public T Add<T>(T request) where T : Request
    {
        lock (_gate)
        {
            var id = (++_last).ToString(CultureInfo.InvariantCulture);
            var numbered = request with { Id = id };
            _waiting.Add(id, (numbered, time.GetTimestamp()));
            return numbered;
        }
    }

    /// <summary>Forgets a request that could not be sent.</summary>
    public void Remove(Request request)
    {
        lock (_gate) _waiting.Remove(request.Id ?? "");
    }

    /// <summary>How long the oldest request has waited, or null when none waits.</summary>
    public TimeSpan? Oldest
    {
        get
        {
            lock (_gate) return _waiting.Count == 0 ? null : time.GetElapsedTime(_waiting.Values.Min(entry => entry.Since));
        }
    }

    /// <summary>The request of an answer and how long it waited, or null when nobody asked. The last part forgets it.</summary>
    public (Request Request, TimeSpan After)? Match(Answer answer)
    {
        lock (_gate)
        {
            if (answer.Re is null || !_waiting.TryGetValue(answer.Re, out var entry)) return null;
            if (!answer.More) _waiting.Remove(answer.Re);
            return (entry.Request, time.GetElapsedTime(entry.Since));
        }
    }
}
