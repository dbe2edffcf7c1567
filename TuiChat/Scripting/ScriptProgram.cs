using System.Runtime.InteropServices;
using System.Text;

namespace TuiChat.Scripting;

/// <summary>The subcommand <c>script</c>: reads the file, runs it, and turns signals into an end in good order.</summary>
static class ScriptProgram
{
    /// <summary>128 and the number of the signal, as shells have it.</summary>
    const int Interrupted = 130, Terminated = 143, HungUp = 129;

    /// <summary>Runs a script file, or standard input for <c>-</c>. Returns the exit code.</summary>
    public static int Run(string file, ScriptOptions options, TextReader input, TextWriter output, TextWriter error)
    {
        if (Read(file, input, error) is not { } text) return ExitCodes.Usage;
        using var stop = new CancellationTokenSource();
        var code = ExitCodes.Ok;
        using var interrupt = On(PosixSignal.SIGINT, Interrupted);
        using var terminate = On(PosixSignal.SIGTERM, Terminated);
        using var hangUp = On(PosixSignal.SIGHUP, HungUp);
        try
        {
            return Run(file, text, options, output, error, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return Volatile.Read(ref code);
        }

        PosixSignalRegistration On(PosixSignal signal, int exitCode) => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            Interlocked.CompareExchange(ref code, exitCode, ExitCodes.Ok);
            stop.Cancel();
        });
    }

    /// <summary>Runs the text of a script in a temporary folder, which is removed with it.</summary>
    /// <param name="file">Its file, which says where it is.</param>
    /// <param name="text">What it holds.</param>
    /// <param name="options">What the command line says.</param>
    /// <param name="output">Where screens are printed.</param>
    /// <param name="error">Where problems go.</param>
    /// <param name="stop">Ends it at once, with an <see cref="OperationCanceledException"/>.</param>
    public static int Run(string file, string text, ScriptOptions options, TextWriter output, TextWriter error, CancellationToken stop)
    {
        var name = file == "-" ? "standard input" : file;
        var here = file == "-" ? Directory.GetCurrentDirectory() : Path.GetDirectoryName(Path.GetFullPath(file)) ?? Directory.GetCurrentDirectory();
        options = options with { Variables = new Dictionary<string, string>(options.Variables, StringComparer.Ordinal) { [ScriptVariables.Here] = here } };
        if (ScriptParser.Parse(name, text, options.Variables.Keys.Append(ScriptVariables.Folder), out var problems) is not { } script)
        {
            foreach (var problem in problems) error.WriteLine(problem);
            return ExitCodes.Usage;
        }
        var folder = Directory.CreateTempSubdirectory("tuichat-script-").FullName;
        try
        {
            return new ScriptRunner(script, options, output, error).Run(folder, stop);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static string? Read(string file, TextReader input, TextWriter error)
    {
        try
        {
            using var reader = file == "-" ? null : new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true));
            var buffer = new char[ScriptParser.MaxBytes + 1];
            var count = (reader ?? input).ReadBlock(buffer);
            return new string(buffer, 0, count); // what is longer is refused by the parser
        }
        catch (DecoderFallbackException)
        {
            error.WriteLine($"tuichat: {file} is not UTF-8.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            error.WriteLine($"tuichat: {file} cannot be read: {e.Message}");
        }
        return null;
    }
}
