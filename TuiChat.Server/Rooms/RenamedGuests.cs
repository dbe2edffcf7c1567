namespace TuiChat.Server.Rooms;

/// <summary>
/// Remembers under which name guests came who have another now, so that what they repeat after the next hello is known again.
/// Owned by <see cref="Visitors"/>.
/// </summary>
sealed class RenamedGuests
{
    /// <summary>10,000, arbitrary: for one more the first is forgotten.</summary>
    const int Most = 10_000;

    readonly Dictionary<Guid, string> _senders = [];
    readonly Queue<Guid> _order = new();

    /// <summary>By what the guest's repeats are known, or null when it is not renamed.</summary>
    public string? Find(Guid guest) => _senders.GetValueOrDefault(guest);

    /// <summary>The guest has another name now.</summary>
    public void Add(Guid guest, string sender)
    {
        if (!_senders.TryAdd(guest, sender)) return;
        _order.Enqueue(guest);
        if (_order.Count > Most) _senders.Remove(_order.Dequeue());
    }
}
