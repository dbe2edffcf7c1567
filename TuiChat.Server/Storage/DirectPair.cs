using System.Security.Cryptography;
using TuiChat.Protocol;

namespace TuiChat.Server.Storage;

/// <summary>The two people of a direct room, and the room's name, which follows from who they are. Nothing in it changes.</summary>
sealed class DirectPair
{
    const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>26 characters of 5 bits: 130 bits of the digest.</summary>
    const int Chars = 26;

    /// <param name="one">One of them.</param>
    /// <param name="other">The other; the order makes no difference.</param>
    public DirectPair(DirectParty one, DirectParty other)
    {
        var isOrdered = one.Author.CompareTo(other.Author) <= 0;
        (A, B) = isOrdered ? (one, other) : (other, one);
        Name = NameOf(A.Author, B.Author);
    }

    /// <summary>The one whose author id is lower.</summary>
    public DirectParty A { get; }

    /// <summary>The other one.</summary>
    public DirectParty B { get; }

    /// <summary>The room's name: <c>@</c> and 26 characters that nobody can foresee for another pair.</summary>
    public RoomName Name { get; }

    /// <summary>Whether this is one of the two.</summary>
    public bool Has(Guid author) => A.Author == author || B.Author == author;

    /// <summary>Whom this one talks to there.</summary>
    public DirectParty Other(Guid author) => A.Author == author ? B : A;

    /// <summary>SHA-256 of both ids as base32 (RFC 4648 §6, lower case), cut.</summary>
    static RoomName NameOf(Guid a, Guid b)
    {
        Span<byte> ids = stackalloc byte[32];
        a.TryWriteBytes(ids, bigEndian: true, out _);
        b.TryWriteBytes(ids[16..], bigEndian: true, out _);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(ids, digest);
        Span<char> name = stackalloc char[Chars + 1];
        name[0] = '@';
        for (var i = 0; i < Chars; i++)
        {
            var bit = i * 5;
            var pair = (digest[bit / 8] << 8) | digest[(bit / 8) + 1];
            name[i + 1] = Alphabet[(pair >> (11 - (bit % 8))) & 31];
        }
        return RoomName.TryParse(name.ToString(), out var room, out var problem) ? room : throw new InvalidOperationException(problem);
    }
}
