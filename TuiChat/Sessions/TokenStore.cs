using System.Text.Json;
using System.Text.Json.Serialization;
using TuiChat.Protocol;
using TuiChat.Settings;

namespace TuiChat.Sessions;

/// <summary>
/// The tokens by which one is logged in without typing a password, in one file of the data folder that only its owner may read, and in
/// memory as well. A token is sent only where the same key shows up that gave it (without encryption: to the same address of this
/// machine). Any thread; the file is moved into place whole, and one that cannot be read counts as empty: one logs in again.
/// </summary>
sealed class TokenStore(string? folder, TimeProvider time)
{
    /// <summary>200 logins; those used longest ago are forgotten first.</summary>
    const int MaxTokens = 200;

    /// <summary>1 MiB: a larger file is not ours.</summary>
    const int MaxFileBytes = 1 << 20;

    readonly Lock _gate = new();
    List<StoredToken>? _tokens;

    /// <summary>Where the tokens are kept, or null for in memory only.</summary>
    public string? FilePath => folder is null ? null : Path.Combine(folder, "logins.json");

    /// <summary>What a token is bound to: the server's key, or the address where there is none and it is on this machine; null where a token is not to be sent.</summary>
    public static string? Place(Fingerprint? key, ServerAddress address, bool isLoopback) =>
        key is { } known ? known.ToString() : isLoopback ? $"plain {address.ToEndPoint().ToLowerInvariant()}" : null;

    /// <summary>The token for a name at a place, or null.</summary>
    public Secret? Find(string? place, Nickname nick)
    {
        if (place is null) return null;
        lock (_gate)
        {
            var found = Load().FirstOrDefault(token => token.Place == place && IsOf(token, nick) && token.Expires > time.GetUtcNow());
            return found is null ? null : new Secret(found.Token);
        }
    }

    /// <summary>Keeps a token, in place of the one of the same account. Returns why it could not be stored, or null.</summary>
    /// <param name="place">What it is bound to.</param>
    /// <param name="server">The server's stable id.</param>
    /// <param name="nick">The name of the account.</param>
    /// <param name="token">The token.</param>
    /// <param name="expires">Until when it is good.</param>
    public string? Keep(string? place, string server, Nickname nick, string token, DateTimeOffset expires)
    {
        if (place is null || token.Length > Limits.MaxTokenChars) return null;
        return Change(all => [new StoredToken(place, server, nick.Value, token, expires), .. all.Where(known => known.Place != place || !IsOf(known, nick))]);
    }

    /// <summary>An account has another name now.</summary>
    public string? Rename(string? place, Nickname from, Nickname to) =>
        Find(place, from) is null ? null : Change(all => [.. all.Select(known => known.Place == place && IsOf(known, from) ? known with { Nick = to.Value } : known)]);

    /// <summary>A token is good no more.</summary>
    public string? Forget(string? place, Nickname nick) =>
        place is null ? null : Change(all => [.. all.Where(known => known.Place != place || !IsOf(known, nick))]);

    static bool IsOf(StoredToken token, Nickname nick) => Nickname.TryParse(token.Nick, out var name, out _) && name.Key == nick.Key;

    string? Change(Func<List<StoredToken>, List<StoredToken>> change)
    {
        lock (_gate)
        {
            _tokens = null; // another client may have written
            var now = change(Load());
            _tokens = [.. now.Take(MaxTokens)];
            if (FilePath is not { } path) return null;
            try
            {
                WholeFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(_tokens, TokensJson.Default.ListStoredToken), isSecret: true);
                return null;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return $"The login could not be stored in {folder}: {FileTrouble.Explain(e, Path.GetDirectoryName(path) ?? path)} You are asked again next time.";
            }
        }
    }

    List<StoredToken> Load()
    {
        if (_tokens is not null) return _tokens;
        _tokens = [];
        if (FilePath is not { } path) return _tokens;
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists || file.Length > MaxFileBytes) return _tokens;
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            _tokens = [.. (JsonSerializer.Deserialize(stream, TokensJson.Default.ListStoredToken) ?? []).OfType<StoredToken>()];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            _tokens = []; // one logs in again
        }
        return _tokens;
    }
}

/// <summary>One token as it stands in the file.</summary>
/// <param name="Place">What it is bound to, see <see cref="TokenStore.Place"/>.</param>
/// <param name="Server">The server's stable id, for whoever reads the file.</param>
/// <param name="Nick">The name of the account.</param>
/// <param name="Token">The token.</param>
/// <param name="Expires">Until when it is good.</param>
sealed record StoredToken(string Place, string Server, string Nick, string Token, DateTimeOffset Expires)
{
    /// <inheritdoc/>
    public override string ToString() => $"token of {Nick}"; // without the secret
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(List<StoredToken>))]
sealed partial class TokensJson : JsonSerializerContext;
