using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace TuiChat.Protocol;

/// <summary>Something about a member of a room, with all that the others see of the person. Not stored, not numbered.</summary>
public abstract record MemberEvent : RoomEvent
{
    private protected MemberEvent()
    {
    }

    [SetsRequiredMembers]
    private protected MemberEvent(RoomName room, long at, Person who)
    {
        (Room, At, Nick) = (room, at, who.Nick);
        (Guest, Role, Rank, State, Note, Color) = (who.Guest, who.Role, who.Rank, who.State, who.Note, who.Color);
    }

    /// <inheritdoc cref="Person.Nick"/>
    public required Nickname Nick { get; init; }

    /// <inheritdoc cref="Person.Guest"/>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Guest { get; init; }

    /// <inheritdoc cref="Person.Role"/>
    public string? Role { get; init; }

    /// <inheritdoc cref="Person.Rank"/>
    public string? Rank { get; init; }

    /// <inheritdoc cref="Person.State"/>
    public string? State { get; init; }

    /// <inheritdoc cref="Person.Note"/>
    public string? Note { get; init; }

    /// <inheritdoc cref="Person.Color"/>
    public string? Color { get; init; }

    /// <summary>The same fields as a person in a list.</summary>
    public Person ToPerson() => new() { Nick = Nick, Guest = Guest, Role = Role, Rank = Rank, State = State, Note = Note, Color = Color };
}

/// <summary>Somebody became a member. Not stored, not numbered.</summary>
public sealed record MemberJoined : MemberEvent
{
    /// <summary>For reading.</summary>
    public MemberJoined()
    {
    }

    [SetsRequiredMembers]
    MemberJoined(RoomName room, long at, Person who)
        : base(room, at, who)
    {
    }

    /// <summary>This person joined.</summary>
    public static MemberJoined Of(RoomName room, long at, Person who) => new(room, at, who);
}

/// <summary>Something about a member is another now, the name excepted. Not stored, not numbered.</summary>
public sealed record PersonChanged : MemberEvent
{
    /// <summary>For reading.</summary>
    public PersonChanged()
    {
    }

    [SetsRequiredMembers]
    PersonChanged(RoomName room, long at, Person who)
        : base(room, at, who)
    {
    }

    /// <summary>This is how the person is now.</summary>
    public static PersonChanged Of(RoomName room, long at, Person who) => new(room, at, who);
}

/// <summary>A member has another name now. Not stored, not numbered.</summary>
public sealed record PersonRenamed : RoomEvent
{
    /// <summary>The name of before.</summary>
    public required Nickname Nick { get; init; }

    /// <summary>The name from now on.</summary>
    public required Nickname To { get; init; }
}

/// <summary>A member is writing. Good for some seconds, or until a line of theirs comes. Not stored, not numbered.</summary>
public sealed record WritingEvent : RoomEvent
{
    /// <summary>Who.</summary>
    public required Nickname Nick { get; init; }
}

/// <summary>Who may enter a room, and how fast one may speak in it, from now on. Not stored, not numbered.</summary>
public sealed record AccessChanged : RoomEvent
{
    /// <summary>Who set it, or null when the operator did.</summary>
    public Nickname? By { get; init; }

    /// <summary>One of <see cref="RoomAccess"/>; null when it is open.</summary>
    public string? Access { get; init; }

    /// <summary>Entering takes a passphrase.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Passphrase { get; init; }

    /// <summary>Milliseconds between two lines of one person; null when there are none.</summary>
    public int? Slow { get; init; }
}
