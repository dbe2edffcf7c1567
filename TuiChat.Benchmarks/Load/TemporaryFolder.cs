namespace TuiChat.Benchmarks.Load;

/// <summary>A folder for one measurement, gone with everything in it afterwards.</summary>
/// <param name="parent">Where it is made; null is the system's folder for such.</param>
sealed class TemporaryFolder(string? parent = null) : IDisposable
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = parent is null
        ? Directory.CreateTempSubdirectory("tuichat-bench-").FullName
        : Directory.CreateDirectory(System.IO.Path.Combine(parent, $"tuichat-bench-{Guid.NewGuid():N}")).FullName;

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
