using System.Globalization;
using TuiChat.Commands;
using TuiChat.Conversations;
using TuiChat.History;
using TuiChat.History.Export;

namespace TuiChat;

/// <summary><c>/save chat</c>: writes what this machine keeps of the room on the screen to a file. Lives on the loop; the file is written beside it.</summary>
/// <param name="client">The client.</param>
/// <param name="history">What is kept.</param>
/// <param name="post">Brings something back on the loop.</param>
/// <param name="confirm">Asks a question, and does the second thing on yes.</param>
sealed class ChatSaving(ChatClient client, LocalHistory history, Action<Action> post, Action<string, Action> confirm)
{
    Task _saving = Task.CompletedTask;

    /// <summary>Begins to write the room on the screen, or asks first when the file is there.</summary>
    public CommandResult Save(string typed)
    {
        if (client.State is not { Current: { } room, Place: { } place }) return CommandResult.Failed("You are in no room, so there is nothing to save.");
        if (!_saving.IsCompleted) return CommandResult.Failed("A room is being saved right now; try again when that is done.");
        var name = typed.Length > 0 ? typed : string.Create(CultureInfo.InvariantCulture, $"{room.Title.TrimStart('@')}-{TimeZoneInfo.ConvertTime(client.Time.GetUtcNow(), client.Time.LocalTimeZone):yyyy-MM-dd}.txt");
        if (name.Contains('\0', StringComparison.Ordinal)) return CommandResult.Failed("That is no name of a file.");
        var file = Path.GetFullPath(name.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), name[2..]) : name);
        if (Directory.Exists(file)) return CommandResult.Failed($"{file} is a folder. Give the name of a file.");
        var ending = Path.GetExtension(file).TrimStart('.');
        if (ExportFormat.Find(ending) is not { } format) return CommandResult.Failed($"A file has to end in .{string.Join(", .", ExportFormat.Names)}, for example {room.Room}.md.");
        if (File.Exists(file)) confirm($"{file} is there already. Replace it?", () => Start(format, file, room, place.Server, mayReplace: true));
        else Start(format, file, room, place.Server, mayReplace: false);
        return CommandResult.Done;
    }

    /// <summary>Completes when nothing is being written.</summary>
    public Task FinishAsync() => _saving;

    void Start(ExportFormat format, string file, Conversation room, string server, bool mayReplace) => _saving = SaveAsync(format, file, room, server, mayReplace);

    async Task SaveAsync(ExportFormat format, string file, Conversation room, string server, bool mayReplace)
    {
        await history.FlushAsync().ConfigureAwait(false); // what was said a moment ago is in the file
        var (count, problem) = await new HistoryExport(history, client.Time.LocalTimeZone).WriteFileAsync(format, file, room.Room.Value, server, mayReplace).ConfigureAwait(false);
        if (count == 0) problem ??= $"Nothing of {room.Title} is kept on this machine, so {file} is empty.";
        var lines = string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "line" : "lines")}");
        post(() => room.Tell(problem ?? $"{lines} of {room.Title} written to {file}.", isError: problem is not null));
    }
}
