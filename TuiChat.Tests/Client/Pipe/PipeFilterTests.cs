using TuiChat.Pipe;

namespace TuiChat.Tests.Client.Pipe;

public sealed class PipeFilterTests
{
    static readonly PipeEvent.Said Plain = new() { Room = "main", Seq = 1, At = 1, From = "Ann", Text = "hi" };

    [Theory]
    [InlineData("msg", true, true, false, false)]
    [InlineData("mention", false, true, false, false)]
    [InlineData("joined", false, false, true, false)]
    [InlineData("from:ann", true, true, false, true)]
    [InlineData("from:bob", false, false, true, true)]
    [InlineData("mention, joined", false, true, true, false)]
    [InlineData("pipe,from:ann", false, false, false, true)]
    public void Words_LetThrough(string words, bool line, bool mention, bool bobCame, bool first)
    {
        Assert.True(PipeFilter.TryParse(words, out var filter, out var problem), problem);
        Assert.Equal(line, filter.Lets(Plain));
        Assert.Equal(mention, filter.Lets(Plain with { Mention = true }));
        Assert.Equal(bobCame, filter.Lets(new PipeEvent.Joined { Room = "main", At = 1, Nick = "bob" }));
        Assert.Equal(first, filter.Lets(new PipeEvent.Started { V = 1, Software = "" }));
        Assert.True(filter.Lets(new PipeEvent.End { Exit = 0, Text = "" }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("msg,")]
    [InlineData("messages")]
    [InlineData("ok")]
    [InlineData("from:")]
    [InlineData("from:a b")]
    public void OtherWords_AreRefusedWithAReason(string words)
    {
        Assert.False(PipeFilter.TryParse(words, out _, out var problem));
        Assert.NotEqual("", problem);
    }
}
