namespace TuiChat.Benchmarks.Screens;

/// <summary>Which client programs are measured.</summary>
static class ClientProgram
{
    /// <summary>The one built with the benchmarks.</summary>
    public static string Built
    {
        get
        {
            var program = Path.Combine(AppContext.BaseDirectory, "tuichat");
            return File.Exists(program) ? program : throw new ScenarioException($"There is no client at {program}.");
        }
    }

    /// <summary>A published one (ReadyToRun), named by TUICHAT_CLIENT; null when it is not set.</summary>
    public static string? Published => Environment.GetEnvironmentVariable("TUICHAT_CLIENT");
}
