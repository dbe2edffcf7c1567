using System.Text;
using TuiChat.History.Search;
using TuiChat.Settings;

namespace TuiChat.History.Export;

/// <summary>Writes what is kept into a format, a thousand lines at a time.</summary>
sealed class HistoryExport(LocalHistory history, TimeZoneInfo zone)
{
    const int PageLines = 1000;

    /// <summary>Writes the rooms that fit; returns how many lines there were.</summary>
    /// <param name="format">How.</param>
    /// <param name="output">Where to.</param>
    /// <param name="room">The name of a room, or <c>@</c> and that of the other one in a direct room; null for all.</param>
    /// <param name="server">The id of a server or a part of its name, or null for all.</param>
    /// <param name="cancellation">Stops in the middle.</param>
    public async Task<long> WriteAsync(ExportFormat format, TextWriter output, string? room, string? server, CancellationToken cancellation = default)
    {
        var rooms = await history.ReadRoomsAsync(cancellation).ConfigureAwait(false);
        var asked = room is null ? null : SearchParser.RoomKey(room);
        var count = 0L;
        format.Begin(output);
        foreach (var kept in rooms)
        {
            if (asked is not null && !RoomTitle.Is(asked, kept.Name, kept.Partner is { } partner ? SearchParser.AuthorKey(partner) : null)) continue;
            if (server is not null && kept.Server != server && !kept.ServerName.Contains(server, StringComparison.OrdinalIgnoreCase)) continue;
            count += await WriteAsync(format, output, kept, cancellation).ConfigureAwait(false);
        }
        format.End(output);
        await output.FlushAsync(cancellation).ConfigureAwait(false);
        return count;
    }

    /// <summary>Writes beside a file and moves that there when it is whole. Returns how many lines there were, or what is wrong.</summary>
    /// <param name="format">How.</param>
    /// <param name="file">The full path.</param>
    /// <param name="room">The name of a room, or null for all.</param>
    /// <param name="server">The id of a server or a part of its name, or null for all.</param>
    /// <param name="mayReplace">A file that is there goes.</param>
    public async Task<(long Count, string? Problem)> WriteFileAsync(ExportFormat format, string file, string? room, string? server, bool mayReplace)
    {
        var temporary = $"{file}.{Environment.ProcessId}.part";
        try
        {
            long count;
            var writer = new StreamWriter(new FileStream(temporary, FileMode.CreateNew, FileAccess.Write), new UTF8Encoding(false));
            await using (writer.ConfigureAwait(false)) count = await WriteAsync(format, writer, room, server).ConfigureAwait(false);
            File.Move(temporary, file, overwrite: mayReplace);
            return (count, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (0, $"{file} cannot be written: {FileTrouble.Explain(e, Path.GetDirectoryName(file) ?? file)}{TakeAway(temporary)}");
        }
    }

    /// <summary>Takes the half-written file away; a sentence more when that cannot be done.</summary>
    static string TakeAway(string temporary)
    {
        try
        {
            if (File.Exists(temporary)) File.Delete(temporary);
            return "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $" A part of it is in {temporary}.";
        }
    }

    async Task<long> WriteAsync(ExportFormat format, TextWriter output, KeptRoom room, CancellationToken cancellation)
    {
        var after = 0L;
        var count = 0L;
        while (true)
        {
            var page = await history.ReadAfterAsync(room.Server, room.Name, after, PageLines, cancellation).ConfigureAwait(false);
            if (page.Lines.Count == 0) return count;
            if (after == 0) format.BeginRoom(output, room);
            foreach (var line in page.Lines)
            {
                var at = DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(line.At, 0, DateTimeOffset.MaxValue.AddDays(-2).ToUnixTimeMilliseconds()));
                format.Write(output, new ExportLine(room, line, TimeZoneInfo.ConvertTime(at, zone)));
            }
            count += page.Lines.Count;
            after = page.Lines[^1].Seq;
            await output.FlushAsync(cancellation).ConfigureAwait(false);
        }
    }
}
