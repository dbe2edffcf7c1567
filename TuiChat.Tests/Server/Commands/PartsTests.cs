using TuiChat.Protocol;
using TuiChat.Server.Commands;

namespace TuiChat.Tests.Server.Commands;

public sealed class PartsTests
{
    [Fact]
    public void Split_Nothing_IsOneEmptyPart()
    {
        var (part, isLast) = Assert.Single(Parts.Split(Array.Empty<int>(), _ => 1));
        Assert.Empty(part);
        Assert.True(isLast);
    }

    [Fact]
    public void Split_KeepsOrderAndMarksOnlyTheLast()
    {
        var parts = Parts.Split(Enumerable.Range(0, 100).ToList(), _ => 10_000).ToList();
        Assert.Equal(Enumerable.Range(0, 100), parts.SelectMany(part => part.Part));
        Assert.Equal([.. Enumerable.Repeat(false, parts.Count - 1), true], parts.Select(part => part.IsLast));
    }

    [Theory]
    [InlineData('x')]
    [InlineData('"')]
    [InlineData('я')]
    [InlineData('\n')]
    public async Task Page_OfTheLongestTexts_FitsItsLines(char c)
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann", new string('ж', 32));
        var text = "." + new string(c, c > 127 ? 4000 : 8000);
        for (var i = 0; i < 20; i++) Assert.IsType<Done>(await ann.SayAsync(new string('ж', 32), text));

        using var bob = await server.EnterAsync("bob", room: null);
        var events = await bob.JoinAsync(new string('ж', 32));
        Assert.Equal(20, events.Count);
        Assert.All(events, stored => Assert.Equal(text, Assert.IsType<ChatMessage>(stored).Text));
    }
}
