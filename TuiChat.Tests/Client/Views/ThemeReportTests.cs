using TuiChat.Views;

namespace TuiChat.Tests.Client.Views;

public sealed class ThemeReportTests : IDisposable
{
    readonly string _own = Directory.CreateTempSubdirectory("tuichat-themes-").FullName;

    [Fact]
    public void Print_OwnThemes_AreListedWithWhatIsWrong()
    {
        File.WriteAllText(Path.Combine(_own, "mine.json"), "{ \"name\": \"mine\", \"kind\": \"dark\" }");
        File.WriteAllText(Path.Combine(_own, "broken.json"), "{\n  \"name\": \"broken\", \"kind\": \"dark\",\n  \"roles\": { \"tiem\": \"red\" }\n}");
        var (output, error) = (new StringWriter(), new StringWriter());

        var isGood = ThemeReport.Print(new ThemeCatalog(Repository.PathOf("themes"), _own), output, error);

        Assert.False(isGood);
        Assert.Contains(Path.Combine(_own, "mine.json"), output.ToString(), StringComparison.Ordinal);
        Assert.Contains("dracula ", output.ToString(), StringComparison.Ordinal);
        Assert.Equal($"{Path.Combine(_own, "broken.json")}:3:22 roles.tiem: unknown role; did you mean \"time\"?", error.ToString().TrimEnd());
    }

    [Fact]
    public void Load_OwnThemeOfAShippedName_ComesFirst()
    {
        File.WriteAllText(Path.Combine(_own, "Nord.json"), "{ \"name\": \"my nord\", \"kind\": \"light\" }");
        Assert.Equal("my nord", new ThemeCatalog(Repository.PathOf("themes"), _own).Load("nord").Theme?.Name);
    }

    [Theory]
    [InlineData("../dark")]
    [InlineData("a\0b")]
    [InlineData("drak")]
    public void Load_UnknownName_SaysWhatThereIs(string name) =>
        Assert.Contains(name == "drak" ? "Did you mean dark?" : "There is no theme", Assert.Single(new ThemeCatalog(Repository.PathOf("themes"), _own).Load(name).Problems), StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(_own, recursive: true);
}
