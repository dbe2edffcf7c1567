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

    /// <summary>The name.</summary>
    public Nickname Nick => nick;

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
