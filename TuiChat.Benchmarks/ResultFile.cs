using System.Globalization;

namespace TuiChat.Benchmarks;

/// <summary>What one command prints and leaves in benchmarks/ of the repository, so that figures stand beside the code they are of.</summary>
/// <param name="command">The arguments that it was run with.</param>
sealed class ResultFile(string command) : StringWriter(CultureInfo.InvariantCulture)
{
    /// <inheritdoc/>
    public override void WriteLine() => WriteLine("");

    /// <summary>Prints a piece of Markdown now and keeps it for the file.</summary>
    public override void WriteLine(string? value)
    {
        Console.Out.WriteLine(value);
        Console.Out.Flush();
        base.WriteLine(value);
    }

    /// <summary>Writes the file: the part of this title is replaced, those of other commands stay.</summary>
    public void Save(string title)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root(), "benchmarks")).FullName;
        var path = Path.Combine(folder, "RESULTS.md");
        var parts = (File.Exists(path) ? File.ReadAllText(path) : "# Results\n\nWritten by the commands named in them; absolute figures depend on the machine, compare within a run.\n\n").Split("\n## ");
        var part = $"{title}\n\n`dotnet run -c Release --project TuiChat.Benchmarks -- {command}`, {TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}\n\n"
            + $"{ToString().TrimEnd()}\n";
        var others = parts.Skip(1).Where(other => !other.StartsWith(title + "\n", StringComparison.Ordinal)).Append(part).Order(StringComparer.Ordinal);
        File.WriteAllText(path, parts[0] + string.Concat(others.Select(other => "\n## " + other)));
        Console.Out.WriteLine($"Written to {path}");
    }

    static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TuiChat.sln"))) return folder.FullName;
        }
        return Directory.GetCurrentDirectory();
    }
}
