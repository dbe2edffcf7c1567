using System.Security.Cryptography;
using TuiChat.Protocol;

namespace TuiChat.Server.Rooms;

/// <summary>The names that stand in the place of those of accounts that are gone. Nobody else may have one that looks so.</summary>
static class GoneName
{
    const string Prefix = "gone-";

    /// <summary>8 characters out of 31: enough for all accounts that will ever go.</summary>
    const int Characters = 8;

    const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>What all of them begin with, as a name.</summary>
    public static Nickname Kind { get; } = Parse(Prefix);

    /// <summary>A new one.</summary>
    public static Nickname Make() => Parse(Prefix + RandomNumberGenerator.GetString(Alphabet, Characters));

    /// <summary>Whether a name of this look could be taken for one.</summary>
    public static bool IsLike(string skeleton) => skeleton.StartsWith(Kind.Skeleton, StringComparison.Ordinal);

    static Nickname Parse(string name) => Nickname.TryParse(name, out var nick, out var problem) ? nick : throw new InvalidOperationException(problem);
}
