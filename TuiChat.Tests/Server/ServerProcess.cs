using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;

namespace TuiChat.Tests.Server;

/// <summary>The real program, started on a free port, with its standard input not a terminal.</summary>
sealed class ServerProcess : IDisposable
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    readonly Process _process;
    readonly ConcurrentQueue<string> _errors;

    ServerProcess(Process process, string readyLine, ConcurrentQueue<string> errors)
    {
        _process = process;
        _errors = errors;
        ReadyLine = readyLine;
        EndPoint = new IPEndPoint(IPAddress.Loopback, int.Parse(readyLine.Split(' ')[^2].Split(':')[^1], CultureInfo.InvariantCulture));
    }

    public string ReadyLine { get; }

    public IPEndPoint EndPoint { get; }

    public int Id => _process.Id;

    /// <summary>What it has written to standard error.</summary>
    public IReadOnlyList<string> Errors => [.. _errors];

    public static string Program => Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "tuichat-server.exe" : "tuichat-server");

    /// <summary>Starts the program and waits for its ready line.</summary>
    public static Task<ServerProcess> StartAsync(string folder, params string[] more) => StartOnAsync(folder, 0, more);

    /// <summary>Starts it on the port that it had before; on another one when somebody has taken that meanwhile.</summary>
    public static async Task<ServerProcess> StartAgainAsync(string folder, int port, params string[] more)
    {
        try
        {
            return await StartOnAsync(folder, port, more);
        }
        catch (InvalidOperationException)
        {
            return await StartOnAsync(folder, 0, more);
        }
    }

    static async Task<ServerProcess> StartOnAsync(string folder, int port, string[] more)
    {
        var process = Start(["--bind", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture), "--name", "test", "--data", folder, .. more]);
        var errors = new ConcurrentQueue<string>();
        process.ErrorDataReceived += (_, written) => errors.Enqueue(written.Data ?? "");
        process.BeginErrorReadLine();
        using var deadline = new CancellationTokenSource(Deadline);
        var line = await process.StandardOutput.ReadLineAsync(deadline.Token) ?? throw new InvalidOperationException("The server did not become ready.");
        return new ServerProcess(process, line, errors);
    }

    /// <summary>Runs the program to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            var error = process.StandardError.ReadToEndAsync(deadline.Token);
            var output = await process.StandardOutput.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return (process.ExitCode, output, await error);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    /// <summary>Ends it as the kernel does: no code of its own runs any more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await WaitAsync();
    }

    /// <summary>Sends a signal.</summary>
    public void Signal(int number) => Assert.Equal(0, Kill(_process.Id, number));

    /// <summary>Waits for the end and returns the exit code and what else was printed.</summary>
    public async Task<(int ExitCode, string Output)> WaitAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var output = await _process.StandardOutput.ReadToEndAsync(deadline.Token);
        await _process.WaitForExitAsync(deadline.Token);
        return (_process.ExitCode, output);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    static Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo(Program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_TieredPGO"] = "0";
        return Process.Start(start) ?? throw new InvalidOperationException("The server cannot be started.");
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Kill(int process, int signal);
}
