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
        Assert.True(registry.TryClaim(LineClient.Nick(first), out _));
        Assert.False(registry.TryClaim(LineClient.Nick(second), out var holder));
        Assert.Equal(first, holder.Value);
        registry.Free(LineClient.Nick(first));
        Assert.True(registry.TryClaim(LineClient.Nick(second), out _));
    }

    [Fact]
    public void Suggest_IsFreeAndNotTooLong()
    {
        var registry = new NickRegistry();
        var name = LineClient.Nick(new string('x', 24));
        registry.TryClaim(name, out _);
        for (var i = 0; i < 20; i++)
        {
            var free = registry.Suggest(name);
            Assert.True(free is { } found && registry.TryClaim(found, out _));
        }
    }
}
