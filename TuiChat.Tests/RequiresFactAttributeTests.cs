namespace TuiChat.Tests;

public sealed class RequiresFactAttributeTests
{
    static readonly bool RequiresAll = Environment.GetEnvironmentVariable("TUICHAT_TEST_REQUIRE_ALL") == "1";

    [Fact]
    public void Skip_ProgramMissing_NamesIt() => Assert.Equal(
        RequiresAll ? null : "no-such-program is not installed.", new RequiresFactAttribute("no-such-program").Skip);

    [Fact]
    public void Skip_NothingMissing_IsNull() => Assert.Null(new RequiresFactAttribute().Skip);
}
