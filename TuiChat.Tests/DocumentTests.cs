namespace TuiChat.Tests;

/// <summary>What holds for every page of the documentation.</summary>
public sealed class DocumentTests
{
    [Fact]
    public void Architecture_StaysShort() => Assert.InRange(File.ReadAllLines(Repository.PathOf("docs", "ARCHITECTURE.md")).Length, 1, 80);

    [Fact]
    public void Pages_HoldNoLeftoversOfAMerge()
    {
        string[] pages = [.. Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md"), .. Directory.EnumerateFiles(Repository.PathOf(), "*.md")];
        Assert.NotEmpty(pages);
        foreach (var page in pages)
        {
            Assert.DoesNotContain(File.ReadLines(page), line => line.StartsWith("<<<<<<<", StringComparison.Ordinal) || line.StartsWith(">>>>>>>", StringComparison.Ordinal));
        }
    }
}
