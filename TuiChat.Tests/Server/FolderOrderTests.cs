namespace TuiChat.Tests.Server;

/// <summary>Holds the order of the server's folders: a file uses its own folder and those further down, never up.</summary>
public sealed class FolderOrderTests
{
    /// <summary>From the top down; folders in one row do not know each other.</summary>
    static readonly string[][] Rows = [["Operator"], ["Connections"], ["Http"], ["Commands"], ["Directs"], ["Accounts", "Moderation"], ["Rooms"], ["Storage", "Backplanes", "Certificates"], ["Logging", "Metrics"], ["Configuration"], ["Access"]];

    [Fact]
    public void Usings_PointDownwards()
    {
        var root = Repository.PathOf("TuiChat.Server");
        var rank = Rows.SelectMany((row, index) => row.Select(folder => (folder, index))).ToDictionary(pair => pair.folder, pair => pair.index);
        foreach (var file in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories))
        {
            var folder = Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar)[0];
            if (folder.EndsWith(".cs", StringComparison.Ordinal)) continue; // the root composes and may use all
            Assert.True(rank.ContainsKey(folder), $"The folder {folder} has no place in the order.");
            foreach (var used in File.ReadLines(file).Where(line => line.StartsWith("using TuiChat.Server.", StringComparison.Ordinal)))
            {
                var other = used["using TuiChat.Server.".Length..].TrimEnd(';').Split('.')[0];
                Assert.True(other == folder || rank[other] > rank[folder], $"{Path.GetRelativePath(root, file)}: {used}");
            }
        }
    }
}
