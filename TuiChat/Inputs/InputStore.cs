using System.Text.Json;
using TuiChat.Settings;

namespace TuiChat.Inputs;

/// <summary>
/// What was typed, over restarts: a file of JSON lines in the data folder that is only appended to, so that several clients on one
/// folder lose nothing of each other, and rewritten in short when it has grown. Whoever writes holds a lock file. Not thread-safe:
/// one call at a time, on whichever thread.
/// </summary>
sealed class InputStore(string folder)
{
    /// <summary>500 earlier inputs of a room.</summary>
    public const int MaxLines = 500;

    /// <summary>2 MiB: from here on the file is rewritten in short; arbitrary, a fraction of a second to read.</summary>
    const int MaxFileBytes = 2 << 20;

    /// <summary>Half of that is left after it, so that it does not happen again soon.</summary>
    const int MaxShortBytes = MaxFileBytes / 2;

    /// <summary>16 MiB: a larger file is not ours and not read.</summary>
    const int MaxReadBytes = 16 << 20;

    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    string FilePath => Path.Combine(folder, "inputs.jsonl");

    /// <summary>
    /// Reads what is kept. A file that is damaged is set aside, what can be read of it goes on in a new one, and the problem is a
    /// sentence for a person. So is one that cannot be read at all.
    /// </summary>
    public (IReadOnlyList<InputRecord> Records, string? Problem) Load()
    {
        try
        {
            if (!File.Exists(FilePath)) return ([], null);
            var (records, isDamaged, bytes) = Read();
            return (records, isDamaged || bytes > MaxFileBytes ? Repair() : null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ([], $"What you typed earlier cannot be read: {e.Message}");
        }
    }

    /// <summary>Reads again while nobody writes, sets aside what is damaged, and leaves a short file.</summary>
    string? Repair()
    {
        using var held = Lock();
        var (records, isDamaged, _) = Read();
        var aside = $"{FilePath}.damaged";
        if (isDamaged) File.Move(FilePath, aside, overwrite: true);
        WholeFile.Replace(FilePath, Encode(Shorten(records)));
        return isDamaged ? $"What you typed earlier could not be read whole. The damaged file is kept as {aside}." : null;
    }

    /// <summary>Adds records behind all others. Returns why not, or null.</summary>
    public string? Append(IReadOnlyList<InputRecord> records)
    {
        try
        {
            Directory.CreateDirectory(folder);
            using var held = Lock();
            using var file = new FileStream(FilePath, Options(FileShare.ReadWrite | FileShare.Delete));
            CutTornEnd(file);
            file.Write(Encode(records));
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"What you type cannot be kept in {folder}: {FileTrouble.Explain(e, folder)}";
        }
    }

    /// <summary>What the records come to, by server and room.</summary>
    public static Dictionary<(string Server, string Room), KeptRoom> Fold(IEnumerable<InputRecord> records)
    {
        var rooms = new Dictionary<(string, string), KeptRoom>();
        foreach (var record in records)
        {
            if (!rooms.TryGetValue((record.Server, record.Room), out var room)) rooms.Add((record.Server, record.Room), room = new KeptRoom());
            if (record.Line is { Length: > 0 } line && (room.Lines.Count == 0 || room.Lines[^1] != line)) room.Lines.Add(line);
            if (room.Lines.Count > MaxLines) room.Lines.RemoveAt(0);
            room.Draft = record.Draft ?? room.Draft;
        }
        return rooms;
    }

    /// <summary>The newest lines of each room and the last drafts, oldest first, as many as fit.</summary>
    static List<InputRecord> Shorten(IReadOnlyList<InputRecord> records)
    {
        var kept = new List<InputRecord>();
        var lines = new Dictionary<(string, string), int>();
        var drafts = new HashSet<(string, string)>();
        var bytes = 0;
        foreach (var record in records.Reverse())
        {
            var room = (record.Server, record.Room);
            var isLast = record.Draft is not null && drafts.Add(room) && record.Draft.Length > 0;
            if (record.Line is not null) lines[room] = lines.GetValueOrDefault(room) + 1;
            if (!isLast && (record.Line is null || lines[room] > MaxLines)) continue;
            bytes += Encode([record]).Length;
            if (bytes > MaxShortBytes) break;
            kept.Add(record);
        }
        kept.Reverse();
        return kept;
    }

    /// <summary>The line at the end that a killed client left unfinished does not count as damage.</summary>
    (List<InputRecord> Records, bool IsDamaged, long Bytes) Read()
    {
        var records = new List<InputRecord>();
        var length = new FileInfo(FilePath).Length;
        if (length > MaxReadBytes) return (records, true, length);
        var text = File.ReadAllBytes(FilePath).AsSpan();
        var isDamaged = false;
        while (text.IndexOf((byte)'\n') is >= 0 and var end)
        {
            if (Decode(text[..end]) is { } record) records.Add(record);
            else isDamaged = true;
            text = text[(end + 1)..];
        }
        return (records, isDamaged, length);
    }

    static InputRecord? Decode(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, InputRecordJson.Default.InputRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static byte[] Encode(IReadOnlyList<InputRecord> records)
    {
        using var bytes = new MemoryStream();
        foreach (var record in records)
        {
            JsonSerializer.Serialize(bytes, record, InputRecordJson.Default.InputRecord);
            bytes.WriteByte((byte)'\n');
        }
        return bytes.ToArray();
    }

    static void CutTornEnd(FileStream file)
    {
        var end = file.Length;
        for (; end > 0; end--)
        {
            file.Position = end - 1;
            if (file.ReadByte() == '\n') break;
        }
        file.SetLength(end);
        file.Position = end;
    }

    /// <summary>Held while one writes. Another client holds it for a moment only; when it does not let go, that is told and tried again later.</summary>
    FileStream Lock() => new(Path.Combine(folder, "inputs.lock"), Options(FileShare.None));

    static FileStreamOptions Options(FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        return options;
    }
}
