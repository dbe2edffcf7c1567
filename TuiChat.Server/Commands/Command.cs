using TuiChat.Protocol;

namespace TuiChat.Server.Commands;

/// <summary>A row of the <see cref="CommandTable"/>.</summary>
abstract class Command(Type request)
{
    /// <summary>The record it handles.</summary>
    public Type Request => request;

    /// <summary>The reason not to run it, or null.</summary>
    public abstract Refusal? Check(Session session, Message message);

    /// <summary>Runs it.</summary>
    public abstract ValueTask RunAsync(Session session, Message message);

    /// <summary>A row for one kind of request.</summary>
    public static Command For<TRequest>(Guard<TRequest> guard, Func<Session, TRequest, ValueTask> handler)
        where TRequest : Message => new Typed<TRequest>(guard, handler);

    sealed class Typed<TRequest>(Guard<TRequest> guard, Func<Session, TRequest, ValueTask> handler) : Command(typeof(TRequest))
        where TRequest : Message
    {
        public override Refusal? Check(Session session, Message message) => guard(session, (TRequest)message);

        public override ValueTask RunAsync(Session session, Message message) => handler(session, (TRequest)message);
    }
}
