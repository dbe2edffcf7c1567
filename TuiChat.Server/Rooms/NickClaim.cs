using System.Security.Cryptography;
using System.Text;
using TuiChat.Protocol;

namespace TuiChat.Server.Rooms;

/// <summary>
/// Somebody's hold on a nickname, with the secret by which the same client takes it over on another connection. Touched by
/// many threads; nothing in it changes but that it ends once.
/// </summary>
sealed class NickClaim(Nickname nick, string secret, Action<Bye> cut)
{
    readonly TaskCompletionSource _freed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly byte[] _digest = Digest(secret);
    readonly Guid _author = new(Digest("author " + secret).AsSpan(0, 16), bigEndian: true);

    /// <summary>The name.</summary>
    public Nickname Nick => nick;

    /// <summary>
    /// Who speaks, beyond the name: the same on every connection of a session, another one for whoever has the name later. Says
    /// nothing about the secret that it is made of.
    /// </summary>
    public Guid Author => _author;

    /// <summary>Completes when the name is free: all that came on the connection before is handled then.</summary>
    public Task Freed => _freed.Task;

    /// <summary>Whether this is the secret of the claim; takes equally long for every wrong one.</summary>
    public bool Matches(string candidate) => CryptographicOperations.FixedTimeEquals(_digest, Digest(candidate));

    /// <summary>Ends the connection that holds the name.</summary>
    public void Cut(Bye last) => cut(last);

    /// <summary>The name is free.</summary>
    public void End() => _freed.TrySetResult();

    static byte[] Digest(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
