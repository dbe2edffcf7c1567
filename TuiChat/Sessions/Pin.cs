using System.Text.Json.Serialization;
using TuiChat.Protocol;

namespace TuiChat.Sessions;

/// <summary>A key that a server was seen to have.</summary>
/// <param name="Key">The text form of its <see cref="Fingerprint"/>.</param>
/// <param name="Id">The server's stable id.</param>
/// <param name="Name">What it called itself.</param>
/// <param name="Addresses">The addresses that were typed, <c>host:port</c> in lower case; none that were only found.</param>
/// <param name="Since">When it was first seen.</param>
/// <param name="Seen">When it was last seen.</param>
sealed record Pin(string Key, string Id, string Name, IReadOnlyList<string> Addresses, DateTimeOffset Since, DateTimeOffset Seen)
{
    /// <summary>The key itself; a pin is only made with a good one.</summary>
    [JsonIgnore]
    public Fingerprint Fingerprint => Fingerprint.TryParse(Key, out var key) ? key : default;

    /// <summary>How an address stands in <see cref="Addresses"/>.</summary>
    public static string Form(ServerAddress address) => address.ToEndPoint().ToLowerInvariant();
}
