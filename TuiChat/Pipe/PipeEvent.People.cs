using System.Text.Json.Serialization;

namespace TuiChat.Pipe;

/// <summary>What happens to people and to ourselves. Nothing of it is stored or numbered.</summary>
abstract partial record PipeEvent
{
    /// <summary>Something about a member is another now: role, rank, or whether somebody sits there.</summary>
    public sealed record Changed : PipeEvent
    {
        public required string Room { get; init; }

        public required long At { get; init; }

        public required string Nick { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool Guest { get; init; }

        public string? Role { get; init; }

        public string? Rank { get; init; }

        public string? State { get; init; }

        public string? Note { get; init; }
    }

    /// <summary>A member has another name.</summary>
    public sealed record Renamed : PipeEvent
    {
        public required string Room { get; init; }

        public required long At { get; init; }

        public required string Nick { get; init; }

        public required string To { get; init; }

        /// <summary>It is our name.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool Own { get; init; }
    }

    /// <summary>Who may enter a room, and how fast one may speak in it.</summary>
    public sealed record AccessSet : PipeEvent
    {
        public required string Room { get; init; }

        public required long At { get; init; }

        public string? By { get; init; }

        public string? Access { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool Passphrase { get; init; }

        public int? Slow { get; init; }
    }

    /// <summary>We were put out of a room.</summary>
    public sealed record PutOut : PipeEvent
    {
        public required string Room { get; init; }

        public required string Code { get; init; }

        public required string Text { get; init; }

        public long? Until { get; init; }
    }

    /// <summary>Somebody lets us into a room.</summary>
    public sealed record LetIn : PipeEvent
    {
        public required string Room { get; init; }

        public required string By { get; init; }
    }

    /// <summary>Somebody says something to us alone; the room is joined.</summary>
    public sealed record Addressed : PipeEvent
    {
        public required string Room { get; init; }

        public required string With { get; init; }

        public required long Head { get; init; }
    }

    /// <summary>An account has ended; what it said stands under another name.</summary>
    public sealed record Gone : PipeEvent
    {
        public required IReadOnlyList<string> Nicks { get; init; }

        public required string To { get; init; }
    }

    /// <summary>How we stand now.</summary>
    public sealed record OwnState : PipeEvent
    {
        public required string Nick { get; init; }

        public string? Room { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool Account { get; init; }

        public string? Role { get; init; }

        public string? Rank { get; init; }

        public long? Muted { get; init; }

        public string? Text { get; init; }
    }
}
