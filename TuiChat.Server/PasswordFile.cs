using System.Text;
using TuiChat.Protocol;
using TuiChat.Server.Access;

namespace TuiChat.Server;

/// <summary>The file of <c>--password-file</c>: its first line is the password. Read once; only the hash is kept.</summary>
sealed class PasswordFile
{
    /// <summary>64 KiB: a file above that holds no password.</summary>
    const int MaxBytes = 64 * 1024;

    /// <summary>What the settings take; null before a file was read.</summary>
    public string? Hash { get; private set; }

    /// <summary>Reads the file the first time.</summary>
    /// <returns>The problem, if any; what stands in the file is not in it.</returns>
    public IEnumerable<string> Read(string path)
    {
        if (Hash is not null) return [];
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MaxBytes }) return [$"--password-file: {path} is too long for a password."];
            using var file = new StreamReader(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            var password = file.ReadLine() ?? "";
            if (Problem(password) is { } problem) return [$"--password-file: {path}: {problem}"];
            Hash = PasswordHash.Make(password).Text;
            return [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException) // the last: an empty name, or no UTF-8
        {
            return [$"--password-file: {path} cannot be read as text. Check the name, its rights, and that it is UTF-8."];
        }
    }

    /// <summary>Why this cannot be a password, as a sentence; null when it can.</summary>
    public static string? Problem(string password) =>
        password.Length == 0 ? "The password is empty. Write it into the first line, or leave it out to let everybody in."
        : Encoding.UTF8.GetByteCount(password) > Limits.MaxPasswordBytes ? $"A password has at most {Limits.MaxPasswordBytes} bytes."
        : password.Any(char.IsControl) ? "A password holds no control characters."
        : null;
}
