using TuiChat.Conversations;

namespace TuiChat.Tests.Client.Conversations;

public sealed class MentionTests
{
    [Theory]
    [InlineData("ada: hi", true)]
    [InlineData("hi @Ada!", true)]
    [InlineData("(ADA)", true)]
    [InlineData("hi ada", true)]
    [InlineData("adamant", false)]
    [InlineData("canada", false)]
    [InlineData("canada and ada", true)]
    [InlineData("ada_2", false)]
    [InlineData("ada-2: hi", false)]
    [InlineData("x.ada: hi", false)]
    [InlineData("thanks, ada. And you?", true)]
    [InlineData("ada - are you there", true)]
    [InlineData("", false)]
    public void IsIn_Text_FindsTheNameAsAWord(string text, bool expected) => Assert.Equal(expected, Mention.IsIn(text, Names.Nick("ada")));

    [Fact]
    public void IsIn_WordOfOnesOwn_IsFoundInACompoundToo() => Assert.True(Mention.IsIn("the re-deploy is done", "deploy"));
}
