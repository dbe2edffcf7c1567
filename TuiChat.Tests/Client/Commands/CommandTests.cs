using TuiChat.Commands;

namespace TuiChat.Tests.Client.Commands;

public sealed class CommandTests
{
    static readonly Argument Room = new("ROOM", "where", ArgumentKind.Room);
    static readonly Argument Passphrase = new("PASSPHRASE", "the secret of the room", ArgumentKind.Word) { IsOptional = true, IsSecret = true };
    static readonly Argument Text = new("TEXT", "what");

    [Fact]
    public void Usage_ShowsWhatMayBeLeftOutInBrackets() => Assert.Equal("/cd ROOM [PASSPHRASE]", Make(Room, Passphrase).Usage);

    [Theory]
    [InlineData("", "ROOM")]
    [InlineData("main", "TEXT")]
    [InlineData("main ", "TEXT")]
    [InlineData("main hello there", null)]
    public void Missing_IsTheFirstArgumentThatHasToBeThere(string text, string? name) => Assert.Equal(name, Make(Room, Text).Missing(text)?.Name);

    [Theory]
    [InlineData("main", false)]
    [InlineData("main ", false)]
    [InlineData("main open-sesame", true)]
    public void IsSecret_OnlyWithASecretArgument(string text, bool isSecret) => Assert.Equal(isSecret, Make(Room, Passphrase).IsSecret(text));

    static Command Make(params Argument[] arguments) => new("cd", arguments, "Goes.", (_, _) => CommandResult.Done);
}
