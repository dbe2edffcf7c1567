using System.Globalization;
using System.Net;
using TuiChat.Scripting;

namespace TuiChat.Tests.Server;

/// <summary>The real program, started on a free port, with its standard input not a terminal.</summary>
sealed class ServerProcess : IDisposable
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    readonly ServerProgram _program;

    ServerProcess(ServerProgram program) => _program = program;

    public string ReadyLine => _program.ReadyLine;

    public IPEndPoint EndPoint => _program.EndPoint;

    public int Id => _program.Id;

    /// <summary>What it has written to standard error, the last of it.</summary>
    public IReadOnlyList<string> Errors => _program.Errors.Split('\n');

    public static string Program => ServerProgram.Find() ?? throw new InvalidOperationException("There is no server program.");

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
        using var deadline = new CancellationTokenSource(Deadline);
        var (program, errors, _) = await ServerProgram.StartAsync(["--bind", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture), "--name", "test", "--data", folder, .. more], deadline.Token);
        return new ServerProcess(program ?? throw new InvalidOperationException($"The server did not become ready. {errors}"));
    }

    /// <summary>Runs the program to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = ServerProgram.Run(arguments);
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
    public Task KillAsync() => _program.KillAsync();

    /// <summary>Sends a signal.</summary>
    public void Signal(int number) => _program.Signal(number);

    /// <summary>Waits for the end and returns the exit code and what else was printed.</summary>
    public async Task<(int ExitCode, string Output)> WaitAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        return await _program.WaitAsync(deadline.Token);
    }

    public void Dispose() => _program.Dispose();
}
