using System.Globalization;
using System.Net;

namespace TuiChat.Server;

/// <summary>Finds out who has a port, so that "address in use" becomes something to act on.</summary>
static class PortHolder
{
    /// <summary>The state LISTEN in /proc/net/tcp (include/net/tcp_states.h).</summary>
    const string Listening = "0A";

    /// <summary>A sentence on why the address cannot be listened on.</summary>
    public static string Explain(IPEndPoint address)
    {
        var holder = OperatingSystem.IsLinux() ? Find(address.Port) : null;
        return holder is null
            ? $"{address} cannot be listened on: it is in use, or not an address of this machine, or needs more rights. Choose another with --port or --bind."
            : $"Port {address.Port} is in use by {holder}. Stop that one or choose another with --port.";
    }

    static string? Find(int port)
    {
        var inodes = ((string[])["/proc/net/tcp", "/proc/net/tcp6"]).Where(File.Exists).SelectMany(File.ReadLines)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns.Length > 9 && columns[3] == Listening && IsPort(columns[1], port))
            .Select(columns => $"socket:[{columns[9]}]")
            .ToHashSet();
        if (inodes.Count == 0) return null;
        return Directory.EnumerateDirectories("/proc").FirstOrDefault(process => Holds(process, inodes)) is { } found
            ? $"{ReadName(found)} with process id {Path.GetFileName(found)}"
            : "a process of another user";
    }

    static bool IsPort(string endPoint, int port) =>
        int.TryParse(endPoint.AsSpan(endPoint.IndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var found) && found == port;

    static bool Holds(string process, HashSet<string> inodes)
    {
        if (!int.TryParse(Path.GetFileName(process), CultureInfo.InvariantCulture, out _)) return false;
        try
        {
            return Directory.EnumerateFiles(Path.Combine(process, "fd")).Any(file => inodes.Contains(new FileInfo(file).LinkTarget ?? ""));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // another user's, or gone in this moment
        }
    }

    static string ReadName(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "comm")).Trim();
        }
        catch (IOException)
        {
            return "a program";
        }
    }
}
