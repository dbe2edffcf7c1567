using System.Diagnostics;
using System.Runtime.InteropServices;

namespace TuiChat.Tests.Discovery;

/// <summary>A program on a host of a <see cref="NetLab"/>; ended by SIGTERM.</summary>
public sealed class LabProgram(Process process) : IAsyncDisposable
{
    const int SigTerm = 15;

    readonly List<string> _lines = [];

    /// <summary>Reads lines until one fits, and returns it.</summary>
    public async Task<string> ExpectAsync(Predicate<string> fits, CancellationToken cancellationToken)
    {
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                _lines.Add(line);
                if (fits(line)) return line;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The same failure as an early end, told below.
        }

        throw new InvalidOperationException("The expected line did not come. Read: " + string.Join('\n', _lines));
    }

    /// <summary>Reads lines until one contains the text.</summary>
    public Task<string> ExpectAsync(string text, CancellationToken cancellationToken) =>
        ExpectAsync(line => line.Contains(text, StringComparison.Ordinal), cancellationToken);

    /// <summary>Asks the program to end.</summary>
    public void Terminate()
    {
        if (!process.HasExited) _ = Kill(process.Id, SigTerm);
    }

    public async ValueTask DisposeAsync()
    {
        Terminate();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            process.Kill(true);
        }

        process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Kill(int process, int signal);
}
