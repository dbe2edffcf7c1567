namespace TuiChat.Server.Operator;

/// <summary>A row of the console's table.</summary>
/// <param name="Name">The word.</param>
/// <param name="Arguments">What follows it, as shown by help; empty when nothing does.</param>
/// <param name="Help">What it does.</param>
/// <param name="RunAsync">Does it; gets what follows the word, writes what is shown, returns false to stop the server.</param>
sealed record ConsoleCommand(string Name, string Arguments, string Help, Func<string, TextWriter, Task<bool>> RunAsync);
