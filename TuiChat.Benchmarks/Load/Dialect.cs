namespace TuiChat.Benchmarks.Load;

/// <summary>What the load generator must know of a protocol: how one gets in, says something, and knows what has come. Without state.</summary>
abstract class Dialect
{
    /// <summary>100 bytes of text in every message, whatever is around it.</summary>
    protected const int TextBytes = 100;

    /// <summary>The text of a message: the time of sending and letters.</summary>
    protected static string Text { get; } = MessageTemplate.Time + new string('x', TextBytes - MessageTemplate.Time.Length);

    /// <summary>The first thing a client says.</summary>
    /// <param name="number">The number of the client; its name is <c>n</c> and the number.</param>
    /// <param name="room">Where it wants to go, or null.</param>
    public abstract string Greeting(int number, string? room);

    /// <summary>Whether the line tells somebody who is getting in that this is done.</summary>
    /// <param name="line">The line, without its newline.</param>
    /// <param name="room">Where the client wants to go, or null.</param>
    /// <param name="reply">What the client has to say now, or null.</param>
    public abstract bool IsIn(ReadOnlySpan<byte> line, string? room, out string? reply);

    /// <summary>The line that takes somebody who is in already into a room.</summary>
    public abstract string Join(string room);

    /// <summary>The line that says something in a room.</summary>
    public abstract MessageTemplate Message(string room);

    /// <summary>Whether the line is a message.</summary>
    public abstract bool IsMessage(ReadOnlySpan<byte> line);

    /// <summary>Whether the line is a message, and then how long it has been on its way.</summary>
    public abstract bool IsMessage(ReadOnlySpan<byte> line, out TimeSpan age);

    /// <summary>Whether the line says that a message is stored, and then how long after it was sent. Peers say no such thing.</summary>
    public abstract bool IsStored(ReadOnlySpan<byte> line, out TimeSpan age);

    /// <summary>Whether the line tells that this client has left.</summary>
    public abstract bool IsGone(ReadOnlySpan<byte> line, int number);

    /// <summary>Whether the server refuses something or says goodbye.</summary>
    public abstract bool IsRefusal(ReadOnlySpan<byte> line);

    /// <summary>How many of the members of a room hear a message: whether its sender is one of them differs.</summary>
    public abstract int Hearers(int members);

    /// <summary>How many lines a sender gets as an answer to each message, beside the message itself.</summary>
    public abstract int Answers { get; }
}
