using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace TuiChat.Server.Operator;

/// <summary>The other end of <see cref="ControlSocket"/>: <c>tuichat-server ctl COMMAND</c>.</summary>
static class ControlClient
{
    /// <summary>Sends one command to the server of a data folder and prints what it answers.</summary>
    /// <returns>0 done, 1 refused, 2 not understood, 3 no server there, 70 no good answer.</returns>
    public static async Task<int> RunAsync(string folder, string command, TextWriter output, TextWriter error, CancellationToken stop)
    {
        if (command.Any(char.IsControl) || Encoding.UTF8.GetByteCount(command) >= ControlProtocol.MaxLineBytes)
        {
            await error.WriteLineAsync("tuichat-server: A command is one line of at most 8 KiB.").ConfigureAwait(false);
            return ExitCodes.Usage;
        }
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(folder, ControlProtocol.FileName)), stop).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            await error.WriteLineAsync($"tuichat-server: {Explain(e, folder)}").ConfigureAwait(false);
            return ExitCodes.Unusable;
        }
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(command + "\n"), SocketFlags.None, stop).ConfigureAwait(false);
            using var reader = new StreamReader(new NetworkStream(socket), Encoding.UTF8);
            return await ReadAsync(reader, output, error, stop).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return await CutAsync(error).ConfigureAwait(false);
        }
    }

    static async Task<int> ReadAsync(StreamReader reader, TextWriter output, TextWriter error, CancellationToken stop)
    {
        while (await reader.ReadLineAsync(stop).ConfigureAwait(false) is { } line)
        {
            if (line.StartsWith(ControlProtocol.Output)) await output.WriteLineAsync(line.AsMemory(1), stop).ConfigureAwait(false);
            else if (line.StartsWith(ControlProtocol.End) && int.TryParse(line.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var code)) return code;
        }
        return await CutAsync(error).ConfigureAwait(false);
    }

    static async Task<int> CutAsync(TextWriter error)
    {
        await error.WriteLineAsync("tuichat-server: The server broke off without an answer. Look into its log.").ConfigureAwait(false);
        return ExitCodes.Defect;
    }

    static string Explain(Exception e, string folder) => e is SocketException { SocketErrorCode: SocketError.AccessDenied }
        ? $"You may not control the server of {folder}: only the user that it runs as may."
        : $"No server runs on {folder}, or it has no control socket. Name its data folder with --data.";
}
