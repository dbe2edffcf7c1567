namespace TuiChat.Tests;

/// <summary>Where the files of the repository are, for tests that read documents and sources.</summary>
static class Repository
{
    /// <summary>The folder that holds <c>TuiChat.sln</c>, found upwards from the test assembly.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    public static string Read(params string[] parts) => File.ReadAllText(PathOf(parts));

    static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "TuiChat.sln"))
            ? folder
            : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No TuiChat.sln above the test assembly."));
}
