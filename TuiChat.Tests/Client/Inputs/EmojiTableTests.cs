using TuiChat.Inputs;
using TuiChat.Terminal;

namespace TuiChat.Tests.Client.Inputs;

public sealed class EmojiTableTests
{
    [Theory]
    [InlineData("tada", "🎉")]
    [InlineData("+1", "👍")]
    [InlineData("thumbsup", "👍")]
    [InlineData("heart", "❤️")]
    [InlineData("hash", "#️⃣")]
    [InlineData("SMILE", "😄")]
    [InlineData("nosuchthing", null)]
    public void Find_ByName_IsTheEmoji(string name, string? emoji) => Assert.Equal(emoji, EmojiTable.Instance.Find(name));

    [Fact]
    public void Rows_AreManyAndCanBeDrawn()
    {
        Assert.True(EmojiTable.Instance.NameCount >= 1000);
        Assert.All(EmojiTable.Instance.Rows, row =>
        {
            Assert.Equal(row.Emoji, TextWidth.Sanitize(row.Emoji, keepLineBreaks: false));
            Assert.All(row.Names, name => Assert.All(name, letter => Assert.True(EmojiTable.IsNameLetter(letter), name)));
        });
    }

    [Theory]
    [InlineData(":ta", 0)]
    [InlineData("so :ta", 3)]
    [InlineData("(:ta", 1)]
    [InlineData("12:30", -1)]
    [InlineData("a:b", -1)]
    [InlineData("plain", -1)]
    [InlineData(":", 0)]
    [InlineData("", -1)]
    public void ColonBefore_BeginsNoWord(string text, int colon) => Assert.Equal(colon, EmojiTable.ColonBefore(text, text.Length));
}
