namespace TuiChat.History;

/// <summary>What the writer is asked to do. The closed set.</summary>
abstract record HistoryWrite
{
    /// <summary>Whether it must not be given up when the disk refuses it for a while; all others can be fetched again.</summary>
    public virtual bool IsPrecious => false;

    /// <summary>Whether it may be gathered with what comes in the next tenth of a second: nobody waits for it, and the server has it too.</summary>
    public virtual bool CanWait => false;

    /// <summary>Keeps events, each once however often it comes.</summary>
    public sealed record Keep(HistoryRoom Room, IReadOnlyList<HistoryLine> Lines) : HistoryWrite
    {
        /// <inheritdoc/>
        public override bool CanWait => true;
    }

    /// <summary>The server has nothing more of these numbers than what is kept: they are complete.</summary>
    public sealed record Cover(HistoryRoom Room, SeqRange Range) : HistoryWrite
    {
        /// <inheritdoc/>
        public override bool CanWait => true;
    }

    /// <summary>The server has gone back to an older state: what lies behind its newest number is no more.</summary>
    public sealed record Rewind(HistoryRoom Room, long Head) : HistoryWrite;

    /// <summary>Everything up to this number has been read; never goes back.</summary>
    public sealed record MarkRead(HistoryRoom Room, long Seq) : HistoryWrite
    {
        /// <inheritdoc/>
        public override bool CanWait => true;
    }

    /// <summary>Who the other one in a direct room is, or is called by now.</summary>
    public sealed record Meet(HistoryRoom Room, string Partner) : HistoryWrite;

    /// <summary>Something was typed and is not confirmed.</summary>
    public sealed record Wait(WaitingLine Line) : HistoryWrite
    {
        /// <inheritdoc/>
        public override bool IsPrecious => true;
    }

    /// <summary>It is confirmed, or will not be sent.</summary>
    public sealed record Settle(Guid Cid) : HistoryWrite
    {
        /// <inheritdoc/>
        public override bool IsPrecious => true;
    }

    /// <summary>Takes over what a client that is no more has left, for one server and nickname; answered with all of it, oldest first.</summary>
    public sealed record Adopt(string Server, string Nick, TaskCompletionSource<IReadOnlyList<WaitingLine>> Answer) : HistoryWrite;

    /// <summary>A reader met damage: the database is to be looked at.</summary>
    public sealed record Doubt : HistoryWrite;

    /// <summary>Answered when everything before it has been handled.</summary>
    public sealed record Flush(TaskCompletionSource Answer) : HistoryWrite;
}
