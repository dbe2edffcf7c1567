using System.Text.Json;
using System.Text.Json.Serialization;
using Polly;
using Polly.Retry;
using TuiChat.Protocol;
using TuiChat.Settings;

namespace TuiChat.Sessions;

/// <summary>
/// The keys of the servers we were on, in one file of the data folder, and in memory as well, so that within one run nothing is
/// forgotten when the folder cannot be written. Any thread, and several programs at once: changes are made under a lock file, and
/// the file is moved into place whole. A file that cannot be read is set aside, and as long as it lies there nothing new is trusted
/// without asking.
/// </summary>
sealed class PinStore(string? folder, TimeProvider time)
{
    /// <summary>1,000 servers; those not seen for longest are forgotten first.</summary>
    const int MaxPins = 1000;

    /// <summary>8 addresses of one server.</summary>
    const int MaxAddresses = 8;

    /// <summary>2 MiB: a larger file is not ours.</summary>
    const int MaxFileBytes = 2 << 20;

    /// <summary>256 characters: the longest name or id that is kept.</summary>
    const int MaxTextChars = 256;

    /// <summary>20 ms, 100 times: far longer than another program holds the file.</summary>
    static readonly ResiliencePipeline Patience = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions { ShouldHandle = new PredicateBuilder().Handle<IOException>(), Delay = TimeSpan.FromMilliseconds(20), MaxRetryAttempts = 100 })
        .Build();

    readonly Lock _gate = new();
    List<Pin> _memory = [];

    /// <summary>Where the keys are kept, or null for in memory only.</summary>
    public string? FilePath => folder is null ? null : Path.Combine(folder, "keys.json");

    /// <summary>Where a damaged file was put aside.</summary>
    public string? AsidePath => folder is null ? null : Path.Combine(folder, "keys.damaged.json");

    /// <summary>Why what is remembered may not be all, in a sentence, or null. As long as there is a reason, a key never seen before may be one that was lost.</summary>
    public string? Problem { get; private set; }

    /// <summary>The keys that are known now.</summary>
    public IReadOnlyList<Pin> Load()
    {
        var stored = Read();
        lock (_gate) return [.. stored, .. _memory.Where(own => stored.All(pin => pin.Key != own.Key))];
    }

    /// <summary>Remembers a key. Returns why it could not be stored, or null.</summary>
    /// <param name="key">The key.</param>
    /// <param name="id">The server's stable id.</param>
    /// <param name="name">Its name.</param>
    /// <param name="address">The address that was typed, or null.</param>
    /// <param name="isReplacement">Other keys of this id or address are forgotten: the person chose this one.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<string?> RememberAsync(Fingerprint key, string id, string name, ServerAddress? address, bool isReplacement, CancellationToken cancellation)
    {
        List<Pin> Change(IReadOnlyList<Pin> pins) => With(pins, key, Cut(id), Cut(name), address is null ? null : Pin.Form(address), isReplacement, time.GetUtcNow());
        lock (_gate) _memory = Change(_memory);
        if (folder is null || FilePath is not { } path) return null;
        try
        {
            Directory.CreateDirectory(folder);
            await Patience.ExecuteAsync(
                _ =>
                {
                    using var held = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                    WholeFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(Change(Read()), PinsJson.Default.ListPin));
                    return ValueTask.CompletedTask;
                },
                cancellation).ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"The server's key could not be stored in {folder}: {FileTrouble.Explain(e, folder)} It is known until you leave the program.";
        }
    }

    static List<Pin> With(IReadOnlyList<Pin> pins, Fingerprint key, string id, string name, string? address, bool isReplacement, DateTimeOffset now)
    {
        var text = key.ToString();
        var before = pins.FirstOrDefault(pin => pin.Key == text);
        var addresses = (before?.Addresses ?? []).Where(known => known != address).Prepend(address).OfType<string>().Take(MaxAddresses).ToList();
        var others = pins.Where(pin => pin.Key != text);
        if (isReplacement) others = others.Where(pin => pin.Id != id).Select(pin => Without(pin, address)).OfType<Pin>();
        return [.. others.Prepend(new Pin(text, id, name, addresses, before?.Since ?? now, now)).OrderByDescending(pin => pin.Seen).Take(MaxPins)];
    }

    /// <summary>The pin with this address taken out; null when it was its only one.</summary>
    static Pin? Without(Pin pin, string? address)
    {
        if (address is null || !pin.Addresses.Contains(address)) return pin;
        return pin.Addresses.Count == 1 ? null : pin with { Addresses = [.. pin.Addresses.Where(known => known != address)] };
    }

    List<Pin> Read()
    {
        if (FilePath is not { } path) return [];
        if (File.Exists(AsidePath)) Problem = $"The file of known keys was damaged and is now {AsidePath}. Delete it when you have checked your servers.";
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists) return [];
            if (file.Length > MaxFileBytes) return SetAside(path);
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var pins = JsonSerializer.Deserialize(stream, PinsJson.Default.ListPin);
            return pins is not null && pins.TrueForAll(IsGood) ? pins : SetAside(path);
        }
        catch (JsonException)
        {
            return SetAside(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Problem = $"The file of known keys, {path}, cannot be read: {e.Message}";
            return [];
        }
    }

    static bool IsGood(Pin? pin) => pin is not null && Fingerprint.TryParse(pin.Key, out _) && pin.Addresses.All(address => address is not null);

    List<Pin> SetAside(string path)
    {
        try
        {
            File.Move(path, AsidePath!, overwrite: true); // there is one when there is a path
            Problem = $"The file of known keys was damaged and is now {AsidePath}. Delete it when you have checked your servers.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Problem = $"The file of known keys, {path}, is damaged and cannot be set aside: {e.Message}";
        }
        return [];
    }

    static string Cut(string text) => text.Length <= MaxTextChars ? text : text[..MaxTextChars];
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(List<Pin>))]
sealed partial class PinsJson : JsonSerializerContext;
