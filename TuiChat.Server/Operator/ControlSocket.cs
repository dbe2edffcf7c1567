using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using TuiChat.Server.Connections;
using TuiChat.Server.Logging;

namespace TuiChat.Server.Operator;

/// <summary>
/// The operator's commands for a server without a terminal: a Unix domain socket in the data folder that its owner alone may open. Takes a few
/// clients at once, one command of each, until it is disposed of.
/// </summary>
sealed class ControlSocket : IAsyncDisposable
{
    /// <summary>4 clients are served at once; more wait.</summary>
    const int MaxClients = 4;

    /// <summary>10 s: how long a client may take to say its command.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly OperatorConsole _console;
    readonly Listener _listener;
    readonly string _path;
    readonly TimeProvider _time;
    readonly Action _exit;
    readonly ControlLog _log;
    readonly CancellationTokenSource _stop = new();
    readonly SemaphoreSlim _places = new(MaxClients);
    readonly List<Task> _clients = []; // of the listener's loop, and after its end

    ControlSocket(OperatorConsole console, Socket socket, string path, TimeProvider time, Action exit, ControlLog log, ConnectionLog connections)
    {
        _console = console;
        _path = path;
        _time = time;
        _exit = exit;
        _log = log;
        _listener = new Listener(socket, Take, time, connections);
    }

    /// <summary>Begins to listen; null when that cannot be, which is told in the log: the server goes on without.</summary>
    /// <param name="folder">The data folder, which this process holds: a socket that lies there is a dead one's.</param>
    /// <param name="console">Who runs the commands.</param>
    /// <param name="exit">Told when the server shall stop.</param>
    /// <param name="loggers">Where it is told how that goes.</param>
    /// <param name="time">The clock.</param>
    public static ControlSocket? Open(string folder, OperatorConsole console, Action exit, ILoggerFactory loggers, TimeProvider time)
    {
        var log = new ControlLog(loggers.CreateLogger<ControlSocket>());
        var connections = new ConnectionLog(loggers.CreateLogger<ControlSocket>());
        var path = Path.Combine(folder, ControlProtocol.FileName);
        // Bound under another name and moved when nobody else can open it: at no moment can others, and a dead server's goes.
        var hidden = $"{path}.{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}";
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            File.Delete(hidden);
            socket.Bind(new UnixDomainSocketEndPoint(hidden));
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(hidden, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            socket.Listen(MaxClients);
            File.Move(hidden, path, overwrite: true);
            return new ControlSocket(console, socket, path, time, exit, log, connections);
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException or ArgumentException) // the last: the path is too long
        {
            socket.Dispose();
            log.NotListening(LogText.Clean(e.Message));
            return null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _listener.DisposeAsync().ConfigureAwait(false);
        await Task.WhenAll(_clients).ConfigureAwait(false);
        _stop.Dispose();
        _places.Dispose();
        File.Delete(_path);
    }

    void Take(Socket client)
    {
        _clients.RemoveAll(served => served.IsCompleted);
        _clients.Add(ServeInTurnAsync(client));
    }

    async Task ServeInTurnAsync(Socket client)
    {
        try
        {
            await _places.WaitAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) // the server stops
        {
            client.Dispose();
            return;
        }
        await ServeAsync(client).ConfigureAwait(false);
        _places.Release();
    }

    async Task ServeAsync(Socket client)
    {
        var result = ConsoleResult.Done;
        try
        {
            using var patience = new CancellationTokenSource(Patience, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, patience.Token);
            var stream = new NetworkStream(client, ownsSocket: true);
            await using (stream.ConfigureAwait(false))
            {
                if (await ReadLineAsync(stream, either.Token).ConfigureAwait(false) is not { } line) return;
                var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
                result = await _console.RunAsync(line, output).ConfigureAwait(false);
                await stream.WriteAsync(Encode(output.ToString(), ControlProtocol.ExitCode(result)), _stop.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // The client is gone or says nothing: nobody waits for an answer.
        }
        catch (Exception e) // the outermost loop: this command fails, the server goes on
        {
            _log.Failed(e);
        }
        finally
        {
            client.Dispose();
            if (result == ConsoleResult.Exit) _exit();
        }
    }

    /// <summary>One line; null when it is too long, no UTF-8 or not ended.</summary>
    static async Task<string?> ReadLineAsync(NetworkStream stream, CancellationToken stop)
    {
        var buffer = new byte[ControlProtocol.MaxLineBytes];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), stop).ConfigureAwait(false);
            if (read == 0) return null;
            length += read;
            if (buffer.AsSpan(0, length).IndexOf((byte)'\n') is var end and >= 0) return Decode(buffer.AsSpan(0, end));
        }
        return null;
    }

    static string? Decode(ReadOnlySpan<byte> line)
    {
        if (!System.Text.Unicode.Utf8.IsValid(line)) return null;
        var text = Encoding.UTF8.GetString(line);
        return text.Any(char.IsControl) ? null : text;
    }

    static byte[] Encode(string output, int exitCode)
    {
        var text = new StringBuilder();
        foreach (var line in output.TrimEnd('\n').Split('\n').Where(_ => output.Length > 0)) text.Append(ControlProtocol.Output).Append(line).Append('\n');
        text.Append(ControlProtocol.End).Append(exitCode.ToString(CultureInfo.InvariantCulture)).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
