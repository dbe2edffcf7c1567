using TuiChat.Server.Access;
using ServerCommandLine = TuiChat.Server.CommandLine;

namespace TuiChat.Tests.Server.Access;

public sealed class PasswordHashTests
{
    [Fact]
    public void Matches_OnlyThePassword_AlsoAfterKeeping()
    {
        var made = PasswordHash.Make("correct horse");
        Assert.True(PasswordHash.TryParse(made.Text, out var read));
        Assert.Equal(made.Text, read.Text);
        Assert.True(read.Matches("correct horse"));
        Assert.False(read.Matches("correct horsf"));
        Assert.False(read.Matches(""));
        Assert.NotEqual(made.Text, PasswordHash.Make("correct horse").Text);
        Assert.DoesNotContain("correct", made.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(made.Text.Split('$')[^1], made.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Matches_HoweverItIsTyped() => Assert.True(PasswordHash.Make("Zoe\u0308").Matches("Zo\u00eb"));

    [Theory]
    [InlineData("")]
    [InlineData("secret")]
    [InlineData("pbkdf2-sha512$0$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("pbkdf2-sha512$99999999$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("pbkdf2-sha512$1$AAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("pbkdf2-sha512$1$AAAAAAAAAAAAAAAAAAAAAA==$")]
    [InlineData("bcrypt$1$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void TryParse_OfSomethingElse_IsFalse(string text) => Assert.False(PasswordHash.TryParse(text, out _));

    [Theory]
    [InlineData("correct horse\nmore\n", 0)]
    [InlineData("\n", 2)]
    [InlineData("", 2)]
    [InlineData("bell\a\n", 2)]
    public void HashPassword_ReadsOneLine(string input, int exitCode)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.Equal(exitCode, ServerCommandLine.HashPassword(new StringReader(input), output, error));
        Assert.Equal(exitCode == 0, PasswordHash.TryParse(output.ToString().TrimEnd(), out var hash) && hash.Matches("correct horse"));
        Assert.Equal(exitCode != 0, error.ToString().Length > 0);
    }
}
