using TuiChat.Protocol;
using TuiChat.Server.Moderation;
using TuiChat.Server.Rooms;

namespace TuiChat.Server.Commands;

/// <summary>Who does something to others: somebody who is here, or the operator at the console, who may do what a host may. Its rank is asked for anew each time.</summary>
sealed class Actor
{
    readonly Visitor? _visitor;

    Actor(Visitor? visitor) => _visitor = visitor;

    /// <summary>The operator.</summary>
    public static Actor Operator { get; } = new(null);

    /// <summary>Whether it is the operator.</summary>
    public bool IsOperator => _visitor is null;

    /// <summary>The name; null for the operator.</summary>
    public Nickname? Nick => _visitor?.Nick;

    /// <summary>Who it is in lists and in the log.</summary>
    public string Name => _visitor?.Nick.Value ?? Sentences.Operator;

    /// <summary>The level on the server.</summary>
    public Level Level => _visitor is { } visitor ? Levels.Of(visitor.Rank) : Level.Host;

    /// <summary>Somebody who is here.</summary>
    public static Actor Of(Visitor visitor) => new(visitor);

    /// <summary>The level in a room; on the server when there is none.</summary>
    public Level In(RoomName? room, ModerationBook book) =>
        room is { } name && _visitor is { } visitor ? Levels.Higher(Level, book.RulesOf(name).RankOf(visitor.Author)) : Level;

    /// <summary>Whether it is this one.</summary>
    public bool Is(Guid author) => _visitor?.Author == author;
}
