using TuiChat.Server.Logging;

namespace TuiChat.Server.Operator;

/// <summary>
/// The console in the server's own terminal: keys, the line being typed, and what the log writes meanwhile above it. Where the terminal can do
/// nothing but print, whole lines are read. Reading blocks: give it a thread.
/// </summary>
sealed class ConsoleLoop(OperatorConsole console, TextWriter output, SharedTerminal terminal)
{
    const string Prompt = "> ";

    /// <summary>Reads keys and runs lines until <c>exit</c> or the end of input.</summary>
    /// <param name="readKey">The next key; null at the end.</param>
    /// <param name="width">How wide the terminal is now.</param>
    public async Task RunKeysAsync(Func<ConsoleKeyInfo?> readKey, Func<int> width)
    {
        var editor = new LineEditor(console.Completion.Find);
        terminal.Guard(() => output.Write("\r\x1b[K"), Draw);
        try
        {
            while (readKey() is { } key)
            {
                var result = terminal.Lock(() => Take(editor, key, Draw));
                if (result.Kind == EditKind.End) return;
                if (result.Kind != EditKind.Done) continue;
                var line = editor.Text;
                terminal.Lock(() =>
                {
                    editor.Finish(console.Find(line)?.IsSecret != true);
                    output.WriteLine();
                    terminal.Unguard(); // while the command runs there is no line to draw
                    return true;
                });
                if (await console.RunAsync(line, output).ConfigureAwait(false) == ConsoleResult.Exit) return;
                terminal.Guard(() => output.Write("\r\x1b[K"), Draw);
            }
        }
        finally
        {
            terminal.Unguard();
        }

        void Draw()
        {
            output.Write(editor.Render(Prompt, width()));
            output.Flush();
        }
    }

    /// <summary>Reads lines and runs them until <c>exit</c> or the end of input.</summary>
    public async Task RunLinesAsync(TextReader input)
    {
        while (ReadLine(input) is { } line)
        {
            if (await console.RunAsync(line, output).ConfigureAwait(false) == ConsoleResult.Exit) return;
        }
    }

    static string? ReadLine(TextReader input)
    {
        try
        {
            return input.ReadLine();
        }
        catch (IOException)
        {
            return null; // the terminal is gone
        }
    }

    EditResult Take(LineEditor editor, ConsoleKeyInfo key, Action draw)
    {
        var result = editor.Press(key);
        if (result.Kind == EditKind.Clear) output.Write("\x1b[H\x1b[2J");
        if (result.Candidates.Count > 0)
        {
            output.WriteLine();
            output.WriteLine("  " + LogText.Clean(string.Join("  ", result.Candidates)));
        }
        draw();
        return result;
    }
}
