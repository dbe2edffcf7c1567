using System.Text.Json.Serialization;

namespace TuiChat.Pipe;

/// <summary>
/// A line of the standard output of <c>tuichat pipe</c>. The names of kinds and fields are those of the wire protocol where they mean the
/// same, and are kept: a new version adds, and says so in <see cref="Started.V"/> when it does more than that. The page is docs/PIPE.md.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(Started), "pipe")]
[JsonDerivedType(typeof(Online), "online")]
[JsonDerivedType(typeof(Offline), "offline")]
[JsonDerivedType(typeof(End), "end")]
[JsonDerivedType(typeof(EnteredRoom), "room")]
[JsonDerivedType(typeof(Said), "msg")]
[JsonDerivedType(typeof(EditedLine), "edited")]
[JsonDerivedType(typeof(DeletedLine), "deleted")]
[JsonDerivedType(typeof(Reacted), "reaction")]
[JsonDerivedType(typeof(TopicSet), "topic")]
[JsonDerivedType(typeof(Announced), "notice")]
[JsonDerivedType(typeof(Unknown), "unknown")]
[JsonDerivedType(typeof(Joined), "joined")]
[JsonDerivedType(typeof(Left), "left")]
[JsonDerivedType(typeof(Changed), "person")]
[JsonDerivedType(typeof(Renamed), "renamed")]
[JsonDerivedType(typeof(AccessSet), "access")]
[JsonDerivedType(typeof(PutOut), "removed")]
[JsonDerivedType(typeof(LetIn), "invited")]
[JsonDerivedType(typeof(Addressed), "direct-room")]
[JsonDerivedType(typeof(Gone), "gone")]
[JsonDerivedType(typeof(OwnState), "you")]
[JsonDerivedType(typeof(Gap), "gap")]
[JsonDerivedType(typeof(Ok), "ok")]
[JsonDerivedType(typeof(Error), "error")]
[JsonDerivedType(typeof(PeopleList), "people-list")]
[JsonDerivedType(typeof(RoomList), "room-list")]
abstract partial record PipeEvent
{
    /// <summary>The version of this form.</summary>
    public const int Version = 1;

    /// <summary>The first line.</summary>
    public sealed record Started : PipeEvent
    {
        public required int V { get; init; }

        public required string Software { get; init; }
    }

    /// <summary>We are in, for the first time or again.</summary>
    public sealed record Online : PipeEvent
    {
        public required string Nick { get; init; }

        public required string Name { get; init; }

        public required string Server { get; init; }

        public required string Address { get; init; }

        public required string Trust { get; init; }

        public string? Key { get; init; }
    }

    /// <summary>The connection is lost and will be tried again.</summary>
    public sealed record Offline : PipeEvent
    {
        public string? Code { get; init; }

        public required string Text { get; init; }

        public required long Wait { get; init; }
    }

    /// <summary>The last line.</summary>
    public sealed record End : PipeEvent
    {
        public required int Exit { get; init; }

        public string? Code { get; init; }

        public required string Text { get; init; }
    }

    /// <summary>We are in a room, for the first time or again.</summary>
    public sealed record EnteredRoom : PipeEvent
    {
        [JsonPropertyName("room")]
        public required string Name { get; init; }

        public required string Topic { get; init; }

        public required long Head { get; init; }

        public required int People { get; init; }
    }

    /// <summary>What has a place in a room.</summary>
    public abstract record Stored : PipeEvent
    {
        [JsonPropertyOrder(-3)]
        public required string Room { get; init; }

        [JsonPropertyOrder(-2)]
        public required long Seq { get; init; }

        [JsonPropertyOrder(-1)]
        public required long At { get; init; }

        /// <summary>It happened before we came.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool Past { get; init; }
    }

    /// <summary>What has a place in a room and an author.</summary>
    public abstract record Authored : Stored
    {
        [JsonPropertyOrder(-1)]
        public required string From { get; init; }

        /// <summary>It was our name.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool Own { get; init; }
    }

    /// <summary>Somebody said something.</summary>
    public sealed record Said : Authored
    {
        public required string Text { get; init; }

        public string? Kind { get; init; }

        public long? Reply { get; init; }

        public string? To { get; init; }

        public Guid? Cid { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool Edited { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool Deleted { get; init; }

        public IReadOnlyList<ReactionKind>? Reactions { get; init; }

        public long? Rev { get; init; }

        /// <summary>It names us, or answers us.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool Mention { get; init; }
    }

    /// <summary>A line says something else.</summary>
    public sealed record EditedLine : Authored
    {
        public required long Target { get; init; }

        public required string Text { get; init; }
    }

    /// <summary>A line is gone.</summary>
    public sealed record DeletedLine : Authored
    {
        public required long Target { get; init; }
    }

    /// <summary>Somebody reacted to a line, or took that back.</summary>
    public sealed record Reacted : Authored
    {
        public required long Target { get; init; }

        public required string Text { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool Remove { get; init; }
    }

    /// <summary>The topic was set.</summary>
    public sealed record TopicSet : Authored
    {
        public required string Text { get; init; }
    }

    /// <summary>The operator speaks.</summary>
    public sealed record Announced : Stored
    {
        public required string Text { get; init; }
    }

    /// <summary>Something that this version does not know.</summary>
    public sealed record Unknown : Stored
    {
        public required string Name { get; init; }
    }

    /// <summary>Somebody came.</summary>
    public sealed record Joined : PipeEvent
    {
        public required string Room { get; init; }

        public required long At { get; init; }

        public required string Nick { get; init; }
    }

    /// <summary>Somebody went.</summary>
    public sealed record Left : PipeEvent
    {
        public required string Room { get; init; }

        public required long At { get; init; }

        public required string Nick { get; init; }

        public string? Why { get; init; }
    }

    /// <summary>Events that the server has not got any more.</summary>
    public sealed record Gap : PipeEvent
    {
        public required string Room { get; init; }

        public required long After { get; init; }

        public required long Before { get; init; }
    }

    /// <summary>A command with an id is done.</summary>
    public sealed record Ok : PipeEvent
    {
        public required long Line { get; init; }

        public required string Re { get; init; }

        public string? Room { get; init; }

        public long? Seq { get; init; }

        public long? At { get; init; }
    }

    /// <summary>Something was not done.</summary>
    public sealed record Error : PipeEvent
    {
        public long? Line { get; init; }

        public string? Re { get; init; }

        public string? Room { get; init; }

        public required string Code { get; init; }

        public required string Text { get; init; }

        public long? Wait { get; init; }
    }

    /// <summary>Who is in a room.</summary>
    public sealed record PeopleList : PipeEvent
    {
        public required long Line { get; init; }

        public string? Re { get; init; }

        public required string Room { get; init; }

        public required IReadOnlyList<Person> People { get; init; }
    }

    /// <summary>Which rooms there are.</summary>
    public sealed record RoomList : PipeEvent
    {
        public required long Line { get; init; }

        public string? Re { get; init; }

        public required IReadOnlyList<RoomRow> Rooms { get; init; }
    }

    /// <summary>One kind of reaction.</summary>
    public sealed record ReactionKind(string Text, IReadOnlyList<string> Who);

    /// <summary>Somebody in a list of people.</summary>
    public sealed record Person(string Nick);

    /// <summary>A room in a list of rooms.</summary>
    public sealed record RoomRow(string Room, string Topic, int People);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PipeEvent))]
sealed partial class PipeJson : JsonSerializerContext;
