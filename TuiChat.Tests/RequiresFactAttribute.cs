namespace TuiChat.Tests;

/// <summary>
/// A fact that needs programs of the machine, or root. Without them it is skipped with the reason, unless TUICHAT_TEST_REQUIRE_ALL=1 is
/// set: then it runs, and fails for what is missing.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresFactAttribute(params string[] programs) : FactAttribute
{
    /// <summary>True when only root can run it.</summary>
    public bool Root { get; set; }

    /// <summary>The programs that must be on the search path.</summary>
    public IReadOnlyList<string> Programs { get; } = programs;

    /// <inheritdoc/>
    public override string? Skip
    {
        get => base.Skip ?? Reason();
        set => base.Skip = value;
    }

    string? Reason()
    {
        if (Environment.GetEnvironmentVariable("TUICHAT_TEST_REQUIRE_ALL") == "1") return null;
        if (Programs.FirstOrDefault(program => !IsInstalled(program)) is { } missing) return $"{missing} is not installed.";
        if (Root && OperatingSystem.IsWindows()) return "This needs Linux.";
        return Root && !Environment.IsPrivilegedProcess ? "This needs root." : null;
    }

    static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin").Append("/sbin")
            .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe")));
}
