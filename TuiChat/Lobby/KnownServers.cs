using System.Text.Json;
using System.Text.Json.Serialization;
using TuiChat.Settings;

namespace TuiChat.Lobby;

/// <summary>
/// The servers we were on, newest first, in one file of the data folder. Replaced whole, so that a crash or a second client leaves
/// one version or the other, never a mixture.
/// </summary>
sealed class KnownServers(string folder)
{
    /// <summary>100 servers: older ones are forgotten.</summary>
    const int MaxServers = 100;

    /// <summary>1 MiB: a larger file is not ours.</summary>
    const int MaxFileBytes = 1 << 20;

    string FilePath => Path.Combine(folder, "servers.json");

    /// <summary>Reads the file anew. Nothing there, or nothing readable, is an empty list.</summary>
    public IReadOnlyList<KnownServer> Load()
    {
        try
        {
            var file = new FileInfo(FilePath);
            if (!file.Exists || file.Length > MaxFileBytes) return [];
            using var stream = file.OpenRead();
            return [.. (JsonSerializer.Deserialize(stream, KnownServersJson.Default.ListKnownServer) ?? []).OfType<KnownServer>()];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            // Comfort only: without it the program asks again what it knew before.
            return [];
        }
    }

    /// <summary>Remembers a server, in place of what was known of it. Returns why not, or null.</summary>
    public string? Remember(KnownServer server)
    {
        var all = Load().Where(known => known.Id != server.Id).Prepend(server).Take(MaxServers).ToList();
        try
        {
            WholeFile.Replace(FilePath, JsonSerializer.SerializeToUtf8Bytes(all, KnownServersJson.Default.ListKnownServer));
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"The list of servers could not be saved in {folder}: {FileTrouble.Explain(e, folder)}";
        }
    }
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(List<KnownServer>))]
sealed partial class KnownServersJson : JsonSerializerContext;
