using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;

namespace TuiChat.Scripting;

/// <summary>The program <c>tuichat-server</c>, running, with its standard input not a terminal. Any thread.</summary>
sealed class ServerProgram : IDisposable
{
    /// <summary>50 lines: what is kept of what it says beside its results.</summary>
    const int KeptLines = 50;

    const int Terminate = 15;

    readonly Process _process;
    readonly Queue<string> _errors = new();

    ServerProgram(Process process) => _process = process;

    /// <summary>Its one line when it listens: <c>ready NAME ADDRESS:PORT sha256:…</c></summary>
    public string ReadyLine { get; private set; } = "";

    /// <summary>Where it listens on this machine.</summary>
    public IPEndPoint EndPoint => new(IPAddress.Loopback, int.Parse(ReadyLine.Split(' ')[^2].Split(':')[^1], CultureInfo.InvariantCulture));

    /// <summary>What clients know its key by; null when it has none.</summary>
    public string? Key => ReadyLine.Split(' ')[^1] is var key && key != "plain" ? key : null;

    /// <summary>Its process.</summary>
    public int Id => _process.Id;

    /// <summary>What it said last beside its results.</summary>
    public string Errors
    {
        get
        {
            lock (_errors) return string.Join('\n', _errors);
        }
    }

    /// <summary>The program beside this one, else the one on the PATH; null when there is none.</summary>
    public static string? Find()
    {
        var name = OperatingSystem.IsWindows() ? "tuichat-server.exe" : "tuichat-server";
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Prepend(AppContext.BaseDirectory).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    /// <summary>Runs it with these words; it may end at once.</summary>
    public static Process Run(IEnumerable<string> words)
    {
        var program = Find() ?? throw new ScriptFailure("The program tuichat-server is neither beside tuichat nor on the PATH.") { ShowsScreen = false };
        var start = new ProcessStartInfo(program, words) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_TieredPGO"] = "0"; // it lives shortly
        return Process.Start(start) ?? throw new InvalidOperationException("The server cannot be started.");
    }

    /// <summary>Runs it and waits until it listens; null with what it said and its exit code when it ends before.</summary>
    public static async Task<(ServerProgram? Program, string Errors, int ExitCode)> StartAsync(IEnumerable<string> words, CancellationToken cancellation)
    {
        var program = new ServerProgram(Run(words));
        var process = program._process;
        process.ErrorDataReceived += program.Keep;
        process.BeginErrorReadLine();
        try
        {
            if (await process.StandardOutput.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line)
            {
                program.ReadyLine = line;
                return (program, "", 0);
            }
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        }
        catch
        {
            program.Dispose();
            throw;
        }
        var (errors, exitCode) = (program.Errors, process.ExitCode);
        program.Dispose();
        return (null, errors, exitCode);
    }

    /// <summary>Ends it as the kernel does: no code of its own runs any more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().ConfigureAwait(false);
    }

    /// <summary>Asks it to stop and waits for that. On Windows, where a program without a window cannot be asked, it is killed.</summary>
    public async Task StopAsync()
    {
        if (OperatingSystem.IsWindows()) _process.Kill();
        else Signal(Terminate);
        await _process.WaitForExitAsync().ConfigureAwait(false);
    }

    /// <summary>Sends a signal; nothing happens when it has ended.</summary>
    public void Signal(int number)
    {
        if (!_process.HasExited && Send(_process.Id, number) != 0 && !_process.HasExited) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    /// <summary>Waits for its end and returns its exit code and what else it printed.</summary>
    public async Task<(int ExitCode, string Output)> WaitAsync(CancellationToken cancellation)
    {
        var output = await _process.StandardOutput.ReadToEndAsync(cancellation).ConfigureAwait(false);
        await _process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        return (_process.ExitCode, output);
    }

    /// <summary>Ends it if it still runs.</summary>
    public void Dispose()
    {
        try
        {
            if (!_process.HasExited) _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended meanwhile.
        }
        _process.Dispose();
    }

    void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null) return;
        lock (_errors)
        {
            _errors.Enqueue(line.Data);
            if (_errors.Count > KeptLines) _errors.Dequeue();
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Send(int process, int signal);
}
