using TuiChat.Protocol;
using TuiChat.Server.Rooms;

namespace TuiChat.Tests.Server.Rooms;

public sealed class NickRegistryTests
{
    [Theory]
    [InlineData("ann", "Ann")]
    [InlineData("alice", "аlice")]
    [InlineData("bob", "b0b")]
    public void TryClaim_SameLook_IsRefusedUntilFreed(string first, string second)
    {
        var registry = new NickRegistry();
        var claim = Claim(LineClient.Nick(first));
        Assert.Null(registry.Claim(claim));
        Assert.Same(claim, registry.Claim(Claim(LineClient.Nick(second))));
        Assert.False(claim.Freed.IsCompleted);
        registry.Free(claim);
        Assert.True(claim.Freed.IsCompleted);
        Assert.Null(registry.Claim(Claim(LineClient.Nick(second))));
    }

    [Fact]
    public void Suggest_IsFreeAndNotTooLong()
    {
        var registry = new NickRegistry();
        var name = LineClient.Nick(new string('x', 24));
        registry.Claim(Claim(name));
        for (var i = 0; i < 20; i++)
        {
            var free = registry.Suggest(name);
            Assert.True(free is { } found && registry.Claim(Claim(found)) is null);
        }
    }

    static NickClaim Claim(Nickname nick) => new(nick, "secret", _ => { });
}
