using TuiChat.Suggestions;

namespace TuiChat.Tests.Client.Suggestions;

public sealed class NameMatchTests
{
    [Theory]
    [InlineData("", "bob", 2)]
    [InlineData("bo", "Bob", 2)]
    [InlineData("bo", "_bob_", 2)]
    [InlineData("maxg", "Max_Grosse", 2)]
    [InlineData("max_", "Max_Grosse", 2)]
    [InlineData("gro", "Max_Grosse", 1)]
    [InlineData("max-", "Max_Grosse", null)]
    [InlineData("ross", "Max_Grosse", null)]
    [InlineData("bobby", "bob", null)]
    [InlineData("b", "", null)]
    public void Score_IgnoresCaseAndSignsOfTheName(string typed, string name, int? score) => Assert.Equal(score, NameMatch.Score(typed, name));
}
