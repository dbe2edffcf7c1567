using TuiChat.Protocol;

namespace TuiChat.Conversations;

/// <summary>For a front end without a screen, where no room is in front of the others.</summary>
sealed partial class ChatClient
{
    /// <summary>Rooms are being entered; what is said waits until that is done.</summary>
    public bool IsReturning => !_joiner.IsDone;

    /// <summary>Joins a room without bringing it on the screen: now, or as soon as the server lets us in.</summary>
    /// <param name="room">Which room.</param>
    /// <param name="past">How many stored events to begin with.</param>
    public Conversation Listen(RoomName room, int past)
    {
        var conversation = State.Prepare(room, past);
        if (!conversation.IsJoined) Foresee(room);
        return conversation;
    }

    /// <summary>Says or changes something in any room that we are in. A reason when it is not sent; without a <c>cid</c> it gets one.</summary>
    public string? Post(NumberedRequest request, out Guid cid)
    {
        cid = request.Cid ?? NewCid();
        return State.Find(request.Room) is { IsJoined: true } ? Put(request with { Cid = cid }) : $"You are not in {request.Room}. Join it first.";
    }
}
