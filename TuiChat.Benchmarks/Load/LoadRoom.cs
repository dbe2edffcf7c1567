namespace TuiChat.Benchmarks.Load;

/// <summary>A room as the load generator sees it: who is in, what was sent and what has arrived.</summary>
sealed class LoadRoom(string name)
{
    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>Everybody in it.</summary>
    public List<LoadClient> Members { get; } = [];

    /// <summary>Those of them who talk.</summary>
    public List<LoadClient> Senders { get; } = [];

    /// <summary>Members that are expected to read.</summary>
    public int Readers { get; set; }

    /// <summary>Messages sent.</summary>
    public long Sent { get; set; }

    /// <summary>Messages that have arrived, counted once for each member.</summary>
    public long Delivered { get; set; }

    /// <summary>Deliveries that are still to come.</summary>
    public long Missing => (Sent * Readers) - Delivered;
}
