using System.Diagnostics;
using System.Runtime.InteropServices;

namespace TuiChat.Tests.Scripting;

/// <summary>The real program with a script: its exit codes, and its end by a signal.</summary>
public sealed class ScriptProgramTests
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("!exit 7\n", 7, "")]
    [InlineData("!nosuch\n", 2, "standard input:1: There is no step !nosuch.")]
    [InlineData("!expect qqq within 1ms\n", 1, "“qqq” was not on the screen of ada")]
    public async Task StandardInput_IsAScript(string script, int code, string problem)
    {
        using var process = Start("-", "-u", "ada");
        await process.StandardInput.WriteAsync(script);
        process.StandardInput.Close();
        Assert.Contains(problem, await EndAsync(process), StringComparison.Ordinal);
        Assert.Equal(code, process.ExitCode);
    }

    [Fact]
    public async Task NoFile_IsTold()
    {
        using var process = Start("no-such-file.chat");
        Assert.Contains("no-such-file.chat cannot be read", await EndAsync(process), StringComparison.Ordinal);
        Assert.Equal(2, process.ExitCode);
    }

    /// <summary>The clients say goodbye, the server is gone, and so is the folder.</summary>
    [Theory]
    [InlineData(2, 130)]
    [InlineData(15, 143)]
    public async Task Signal_EndsItInGoodOrder(int signal, int code)
    {
        if (OperatingSystem.IsWindows()) return; // has no signals
        using var process = Start("-");
        await process.StandardInput.WriteAsync("!server start\n!as ada\n!resize 200x12\n/save $FOLDER\n!expect is a folder\n!screen -\n!wait 1h\n");
        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(Deadline);
        string? row;
        var folder = "";
        while ((row = await process.StandardOutput.ReadLineAsync(deadline.Token)) is not null)
        {
            if (row.TrimStart() is var told && told.Contains(" is a folder", StringComparison.Ordinal)) folder = told[..told.IndexOf(" is a folder", StringComparison.Ordinal)];
            if (row.StartsWith('>')) break;
        }
        Assert.True(Directory.Exists(folder), folder);
        Assert.Equal(0, Kill(process.Id, signal));
        Assert.Equal("", await EndAsync(process));
        Assert.Equal(code, process.ExitCode);
        Assert.False(Directory.Exists(folder), folder);
    }

    static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "tuichat.exe" : "tuichat"), ["script", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start) ?? throw new InvalidOperationException("The client cannot be started.");
    }

    static async Task<string> EndAsync(Process process)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var error = await process.StandardError.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return error;
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Kill(int process, int signal);
}
