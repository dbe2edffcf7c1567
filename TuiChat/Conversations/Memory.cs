using TuiChat.Protocol;

namespace TuiChat.Conversations;

/// <summary>
/// What remembers for the client over its end. All of it returns at once; answers come back on the loop, through
/// <see cref="ChatClient.Recall"/> and <see cref="ChatClient.AddEarlier"/>.
/// </summary>
sealed record Memory
{
    /// <summary>Asks for what is known of a room that is being entered.</summary>
    public required Action<RoomName> Recall { get; init; }

    /// <summary>Asks for events of a room before a number.</summary>
    public required Action<RoomName, long> LoadEarlier { get; init; }

    /// <summary>Asks for what was typed for this server in an earlier run and waits; answered once, by <see cref="ChatClient.TakeUp"/>.</summary>
    public required Action TakeUp { get; init; }

    /// <summary>Keeps what was typed until it is settled.</summary>
    public required Action<NumberedRequest> Keep { get; init; }

    /// <summary>It is confirmed or will not be sent.</summary>
    public required Action<Guid> Settle { get; init; }
}
