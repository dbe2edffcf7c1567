using System.Diagnostics;

namespace TuiChat.Tests;

/// <summary>
/// A fact that needs programs of the machine, or root. Without them it is skipped with the reason, unless
/// TUICHAT_TEST_REQUIRE_ALL=1 is set: then it runs, and fails for what is missing.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresFactAttribute(params string[] programs) : FactAttribute
{
    static readonly Lazy<bool> CanMakeNamespaces = new(TryMakeNamespace);

    /// <summary>True when only root can run it.</summary>
    public bool Root { get; set; }

    /// <summary>True when it makes network namespaces of its own, which some containers forbid even to root.</summary>
    public bool NetworkNamespaces { get; set; }

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
        if (Root && !Environment.IsPrivilegedProcess) return "This needs root.";
        return NetworkNamespaces && !CanMakeNamespaces.Value ? "The system forbids network namespaces." : null;
    }

    static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin").Append("/sbin")
            .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe")));

    static bool TryMakeNamespace()
    {
        var start = new ProcessStartInfo("unshare", ["--net", "true"]) { RedirectStandardError = true };
        using Process? process = Process.Start(start);
        process?.WaitForExit();
        return process?.ExitCode == 0;
    }
}
