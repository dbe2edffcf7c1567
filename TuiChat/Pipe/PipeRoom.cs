using TuiChat.Conversations;

namespace TuiChat.Pipe;

/// <summary>A room that we listen to, or are about to.</summary>
sealed class PipeRoom(Conversation conversation)
{
    /// <summary>1,000 entries of the timeline, which nobody looks at here.</summary>
    const int MaxEntries = 1000;

    /// <summary>The room itself.</summary>
    public Conversation Conversation => conversation;

    /// <summary>The number up to which all happened before we came; null before we are in.</summary>
    public long? Head { get; set; }

    /// <summary>What has a lower number is not told.</summary>
    public long First { get; init; }

    /// <summary>The number of the last event that was told; null before the first.</summary>
    public long? Told { get; set; }

    /// <summary>The highest number that a line of ours got.</summary>
    public long Confirmed { get; set; }

    /// <summary>The line of the input that asked to join, until that is answered.</summary>
    public (long Line, string? Id)? Asked { get; set; }

    /// <summary>All that the server has of it was told, our own lines too.</summary>
    public bool IsComplete => conversation.IsCaughtUp && conversation.Last >= Confirmed;

    /// <summary>Forgets what was told.</summary>
    public void Tidy()
    {
        if (conversation.Timeline.Count > MaxEntries) conversation.Timeline.Clear();
    }
}
