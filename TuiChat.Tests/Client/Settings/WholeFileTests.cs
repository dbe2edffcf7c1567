using TuiChat.Settings;

namespace TuiChat.Tests.Client.Settings;

public sealed class WholeFileTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("tuichat-whole-").FullName;

    string Target => Path.Combine(_folder, "deep", "file");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Replace_ThatIsNew_MakesFolderAndLeavesNothingElse()
    {
        WholeFile.Replace(Target, "one"u8);
        WholeFile.Replace(Target, "two"u8);
        Assert.Equal("two", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(Target)!));
    }

    [Fact]
    public void Replace_NewFile_IsItsOwnersAlone()
    {
        if (OperatingSystem.IsWindows()) return; // other permissions
        WholeFile.Replace(Target, "one"u8);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Target));
    }

    [Fact]
    public void Replace_OfAFileThatIsThere_KeepsItsPermissions()
    {
        if (OperatingSystem.IsWindows()) return; // other permissions
        const UnixFileMode Shared = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        WholeFile.Replace(Target, "one"u8);
        File.SetUnixFileMode(Target, Shared);
        WholeFile.Replace(Target, "two"u8);
        Assert.Equal(Shared, File.GetUnixFileMode(Target));
    }

    [Fact]
    public void Replace_WithASecret_TakesTheFileFromAllOthers()
    {
        if (OperatingSystem.IsWindows()) return; // other permissions
        WholeFile.Replace(Target, "one"u8);
        File.SetUnixFileMode(Target, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        WholeFile.Replace(Target, "two"u8, isSecret: true);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Target));
    }

    [Fact]
    public void Replace_OfALink_ReplacesWhatItLeadsTo()
    {
        if (OperatingSystem.IsWindows()) return; // links need a right of their own
        var real = Path.Combine(_folder, "real");
        var link = Path.Combine(_folder, "link");
        File.WriteAllText(real, "one");
        File.CreateSymbolicLink(link, real);
        WholeFile.Replace(link, "two"u8);
        Assert.Equal("two", File.ReadAllText(real));
        Assert.Equal(real, File.ResolveLinkTarget(link, returnFinalTarget: true)?.FullName);
    }

    [Fact]
    public void Replace_ThatFails_LeavesTheFormerFileAndNoDraft()
    {
        Directory.CreateDirectory(Path.Combine(Target, "in the way"));
        Assert.ThrowsAny<Exception>(() => WholeFile.Replace(Target, "two"u8));
        Assert.Equal([Target], Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(Target)!));
    }
}
