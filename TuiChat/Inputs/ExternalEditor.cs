using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace TuiChat.Inputs;

/// <summary>Writes a text in the editor that the environment names. The text goes through a file in a folder for its owner alone that is deleted afterwards.</summary>
static class ExternalEditor
{
    /// <summary>1 MiB: what is read back at most.</summary>
    const int MaxBytes = 1 << 20;

    /// <summary>127: what a POSIX shell says of a command that is not there.</summary>
    const int NotFound = 127;

    /// <summary>The command line of the editor: <c>VISUAL</c>, else <c>EDITOR</c>; null when neither is set.</summary>
    public static string? Command(Func<string, string?> environment) =>
        ((string[])["VISUAL", "EDITOR"]).Select(environment).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));

    /// <summary>Runs the editor on a text, on the terminal of this process. The text as it was left, or why there is none.</summary>
    /// <param name="command">The command line of the editor.</param>
    /// <param name="text">What it begins with.</param>
    /// <param name="ending">The program ends: the editor is closed, and the text is what it had saved.</param>
    public static async Task<(string? Text, string? Problem)> EditAsync(string command, string text, CancellationToken ending = default)
    {
        // A folder of its own: what editors put beside the file goes with it.
        var folder = Directory.CreateTempSubdirectory("tuichat-").FullName;
        var path = Path.Combine(folder, "message.txt");
        try
        {
            await WriteAsync(path, text).ConfigureAwait(false);
            var code = await RunAsync(command, path, ending).ConfigureAwait(false);
            if (code == NotFound && !ending.IsCancellationRequested) return (null, $"The editor “{command}” was not found: set VISUAL or EDITOR to one that is installed. What you had typed is as before.");
            if (code != 0 && !ending.IsCancellationRequested) return (null, $"The editor “{command}” ended with {code}. What you had typed is as before.");
            if (new FileInfo(path).Length > MaxBytes) return (null, "The text from the editor is longer than 1 MiB. What you had typed is as before.");
            return ((await File.ReadAllTextAsync(path, Encoding.UTF8, CancellationToken.None).ConfigureAwait(false)).TrimEnd('\n', '\r', ' '), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Win32Exception)
        {
            return (null, $"The editor “{command}” could not be used: {e.Message} What you had typed is as before.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task WriteAsync(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new FileStream(path, options);
        await file.WriteAsync(Encoding.UTF8.GetBytes(text.Length == 0 ? "" : text + "\n")).ConfigureAwait(false);
    }

    /// <summary>Through the shell, since these variables hold command lines, such as <c>code --wait</c>. Its keys must not end that shell.</summary>
    static async Task<int> RunAsync(string command, string path, CancellationToken ending)
    {
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo("cmd.exe", $"/c {command} \"{path}\"")
            : new ProcessStartInfo("/bin/sh", ["-c", $"trap : INT QUIT; {command} \"$1\"", "sh", path]);
        using var process = Process.Start(start) ?? throw new IOException("it did not start.");
        try
        {
            await process.WaitForExitAsync(ending).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }
        return process.ExitCode;
    }
}
