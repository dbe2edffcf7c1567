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
    [InlineData("", false)]
    public void IsIn_Text_FindsTheNameAsAWord(string text, bool expected) => Assert.Equal(expected, Mention.IsIn(text, Names.Nick("ada")));
}
