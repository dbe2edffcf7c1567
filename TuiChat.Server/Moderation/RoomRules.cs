using System.Collections.Immutable;
using TuiChat.Server.Access;

namespace TuiChat.Server.Moderation;

/// <summary>What is set of one room. Immutable.</summary>
sealed record RoomRules
{
    /// <summary>A room nobody has set anything of.</summary>
    public static RoomRules Default { get; } = new();

    /// <summary>Who may enter.</summary>
    public AccessMode Access { get; init; }

    /// <summary>The passphrase, or null without.</summary>
    public PasswordHash? Secret { get; init; }

    /// <summary>Milliseconds between two lines of one person; 0 for no slow mode.</summary>
    public int SlowMs { get; init; }

    /// <summary>Who looks after it: <see cref="Level.RoomModerator"/> or <see cref="Level.RoomOwner"/>, by author.</summary>
    public ImmutableDictionary<Guid, Level> Ranks { get; init; } = ImmutableDictionary<Guid, Level>.Empty;

    /// <summary>Who may enter although it is closed: those who were in it when it was closed, and those who were asked.</summary>
    public ImmutableHashSet<Guid> Passes { get; init; } = [];

    /// <summary>Whether not everybody may enter.</summary>
    public bool IsClosed => Access != AccessMode.Open || Secret is not null;

    /// <summary>Whether nothing is set but who looks after it.</summary>
    public bool IsPlain => !IsClosed && SlowMs == 0;

    /// <summary>Somebody's rank, or <see cref="Level.Guest"/> for none.</summary>
    public Level RankOf(Guid author) => Ranks.GetValueOrDefault(author);

    /// <inheritdoc/>
    public override string ToString() => "the rules of a room"; // without the secret
}
