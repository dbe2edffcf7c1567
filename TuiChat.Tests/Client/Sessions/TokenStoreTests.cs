using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat.Tests.Client.Sessions;

public sealed class TokenStoreTests : IDisposable
{
    const string Place = "sha256:here";

    static readonly Nickname Ada = Names.Nick("ada");

    readonly string _folder = Directory.CreateTempSubdirectory("tuichat-tokens-").FullName;

    static DateTimeOffset Later => DateTimeOffset.UtcNow.AddDays(1);

    [Fact]
    public void Keep_IsThereForTheNextStart_AndOnlyForItsPlaceAndName()
    {
        Assert.Null(Store().Keep(Place, "1", Ada, "t0", Later));

        Assert.Equal("t0", Store().Find(Place, Names.Nick("Ada"))?.Reveal());
        Assert.Null(Store().Find("sha256:elsewhere", Ada));
        Assert.Null(Store().Find(null, Ada));
        Assert.Null(Store().Find(Place, Names.Nick("bob")));
    }

    [Fact]
    public void Keep_FileBelongsToItsOwnerAlone()
    {
        var store = Store();
        store.Keep(Place, "1", Ada, "t0", Later);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(store.FilePath!));
        Assert.DoesNotContain("t0", new StoredToken(Place, "1", "ada", "t0", Later).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Keep_NewToken_TakesThePlaceOfTheOld()
    {
        var store = Store();
        store.Keep(Place, "1", Ada, "t0", Later);
        store.Keep(Place, "1", Ada, "t1", Later);
        Assert.Equal("t1", store.Find(Place, Ada)?.Reveal());
        store.Forget(Place, Ada);
        Assert.Null(Store().Find(Place, Ada));
    }

    [Fact]
    public void Find_ExpiredToken_IsNone()
    {
        var store = Store();
        store.Keep(Place, "1", Ada, "t0", DateTimeOffset.UtcNow.AddDays(-1));
        Assert.Null(store.Find(Place, Ada));
    }

    [Fact]
    public void Rename_FollowsTheAccount()
    {
        var store = Store();
        store.Keep(Place, "1", Ada, "t0", Later);
        store.Rename(Place, Ada, Names.Nick("lovelace"));
        Assert.Equal("t0", Store().Find(Place, Names.Nick("lovelace"))?.Reveal());
        Assert.Null(Store().Find(Place, Ada));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[null]")]
    [InlineData("[{\"place\":null}]")]
    public void Find_DamagedFile_IsEmptyAndCanBeWrittenAgain(string content)
    {
        var store = Store();
        File.WriteAllText(store.FilePath!, content);
        Assert.Null(store.Find(Place, Ada));
        Assert.Null(store.Keep(Place, "1", Ada, "t0", Later));
        Assert.Equal("t0", Store().Find(Place, Ada)?.Reveal());
    }

    [Fact]
    public void Place_WithoutKey_IsThisMachineOnly()
    {
        Assert.Null(TokenStore.Place(null, new ServerAddress("192.0.2.1", 9001), isLoopback: false));
        Assert.Equal("plain 127.0.0.1:9001", TokenStore.Place(null, new ServerAddress("127.0.0.1", 9001), isLoopback: true));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    TokenStore Store() => new(_folder, TimeProvider.System);
}
