using TuiChat.Suggestions;

namespace TuiChat.Tests.Client.Suggestions;

public sealed class FileCompletionTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("tuichat-files-").FullName;

    [Fact]
    public async Task Find_NamesFilesAndFolders_HiddenOnlyWhenAsked()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "pictures"));
        File.WriteAllText(Path.Combine(_folder, "pictures", "cat.png"), "");
        File.WriteAllText(Path.Combine(_folder, "Plan one.txt"), "");
        File.WriteAllText(Path.Combine(_folder, ".profile"), "");
        var files = new FileCompletion(_folder, _folder, TimeProvider.System);
        Assert.Equal(["pictures/", "Plan one.txt"], await FindAsync(files, ""));
        Assert.Equal(["pictures/", "Plan one.txt"], await FindAsync(files, "p"));
        Assert.Equal([".profile"], await FindAsync(files, "."));
        Assert.Equal(["pictures/cat.png"], await FindAsync(files, "pictures/"));
        Assert.Equal(["~/pictures/"], await FindAsync(files, "~/pi"));
        Assert.Equal(["~/"], await FindAsync(files, "~"));
        Assert.Equal([$"{_folder}/pictures/"], await FindAsync(files, $"{_folder}/pi"));
        Assert.Empty(await FindAsync(files, "nosuch/"));
    }

    [Fact]
    public async Task Find_TypedQuickly_OffersWhatWasTypedLast()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "pictures"));
        File.WriteAllText(Path.Combine(_folder, "pictures", "cat.png"), "");
        File.WriteAllText(Path.Combine(_folder, "plan.txt"), "");
        var files = new FileCompletion(_folder, _folder, TimeProvider.System);
        IReadOnlyList<TuiChat.Terminal.Completion> offered = [];
        files.Changed += () => offered = files.Find("pictures/");
        Assert.Empty(files.Find(""));
        Assert.Empty(files.Find("pictures/")); // before the first folder was read
        await files.Reading;
        Assert.Equal(["pictures/cat.png"], offered.Select(item => item.Text));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static async Task<IEnumerable<string>> FindAsync(FileCompletion files, string typed)
    {
        files.Find(typed);
        await files.Reading;
        return files.Find(typed).Select(item => item.Text);
    }
}
