using TuiChat.Protocol;

namespace TuiChat.Tests.Protocol;

public sealed class NameTests
{
    [Theory]
    [InlineData("ada", "ada")]
    [InlineData("Ada_L.-9", "Ada_L.-9")]
    [InlineData("Zoë", "Zoë")]
    [InlineData("Zoe\u0308", "Zoë")]
    [InlineData("Иван", "Иван")]
    [InlineData("山田", "山田")]
    [InlineData("हिन्दी", "हिन्दी")]
    [InlineData("abcdefghijklmnopqrstuvwx", "abcdefghijklmnopqrstuvwx")]
    public void Nickname_Good_IsTaken(string text, string value)
    {
        Assert.True(Nickname.TryParse(text, out var nickname, out var problem), problem);
        Assert.Equal(value, nickname.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("...")]
    [InlineData("a b")]
    [InlineData("a:b")]
    [InlineData("#a")]
    [InlineData("@a")]
    [InlineData("a/b")]
    [InlineData("abcdefghijklmnopqrstuvwxy")]
    [InlineData("a\u0000")]
    [InlineData("a\u001b[31m")]
    [InlineData("a\u202Eb")]
    [InlineData("a\u200Db")]
    [InlineData("a\u3164")]
    [InlineData("a\uFE0F")]
    [InlineData("\u0301a")]
    [InlineData("a\u0301\u0302\u0303\u0304")]
    [InlineData("😀")]
    [InlineData("a\uFFFE")]
    [InlineData("\uFFFF")]
    [InlineData("\uFDD0b")]
    public void Nickname_Bad_IsRefusedWithASentence(string? text)
    {
        Assert.False(Nickname.TryParse(text, out _, out var problem));
        Assert.EndsWith(".", problem, StringComparison.Ordinal);
        Assert.DoesNotContain(problem, char.IsControl);
    }

    [Theory]
    [InlineData("Ada", "aDA")]
    [InlineData("ΣΑΣ", "σας")]
    [InlineData("Ａｄａ", "ada")]
    [InlineData("ﬁn", "FIN")]
    public void Nickname_SameName_HasTheSameKey(string a, string b) => Assert.Equal(Parse(a).Key, Parse(b).Key);

    [Theory]
    [InlineData("alice", "аlice")]
    [InlineData("alice", "a1ice")]
    [InlineData("Ian", "lan")]
    [InlineData("modern", "rnodern")]
    [InlineData("bob", "b0b")]
    [InlineData("cope", "соре")]
    [InlineData("zoe", "zoë")]
    public void Nickname_LookAlike_HasTheSameSkeletonAndAnotherKey(string a, string b)
    {
        Assert.Equal(Parse(a).Skeleton, Parse(b).Skeleton);
        Assert.NotEqual(Parse(a).Key, Parse(b).Key);
    }

    [Theory]
    [InlineData("alice", "alina")]
    [InlineData("bob", "bob2")]
    [InlineData("team5", "teams")]
    [InlineData("a_b", "a-b")]
    public void Nickname_Different_HasAnotherSkeleton(string a, string b) => Assert.NotEqual(Parse(a).Skeleton, Parse(b).Skeleton);

    [Theory]
    [InlineData("Main", "main")]
    [InlineData("Ｌounge", "lounge")]
    [InlineData("küche", "küche")]
    [InlineData("@abcdefghijklmnopqrstuvwx27", "@abcdefghijklmnopqrstuvwx27")]
    public void RoomName_Good_IsNormalised(string text, string value)
    {
        Assert.True(RoomName.TryParse(text, out var room, out var problem), problem);
        Assert.Equal(value, room.Value);
        Assert.Equal(text[0] == '@', room.IsDirect);
    }

    [Theory]
    [InlineData("")]
    [InlineData("#main")]
    [InlineData("a room")]
    [InlineData("abcdefghijklmnopqrstuvwxyzabcdefg")]
    [InlineData("x\n")]
    [InlineData("@bob")]
    [InlineData("@ABCDEFGHIJKLMNOPQRSTUVWX27")]
    [InlineData("@abcdefghijklmnopqrstuvwx01")]
    [InlineData("@abcdefghijklmnopqrstuvwx2")]
    [InlineData("@abcdefghijklmnopqrstuvwx277")]
    public void RoomName_Bad_IsRefused(string text) => Assert.False(RoomName.TryParse(text, out _, out _));

    [Theory]
    [InlineData(21)]
    public void Names_OfRandomCharacters_NeverThrowAndStayEqualWhenParsedAgain(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => (char)random.Next(random.Next(2) == 0 ? 0x250 : 0x10000)));
            if (Nickname.TryParse(text, out var nick, out _)) Assert.True(Nickname.TryParse(nick.Value, out var again, out _) && again == nick, $"seed {seed}, round {i}");
            if (RoomName.TryParse(text, out var room, out _)) Assert.True(RoomName.TryParse(room.Value, out var again, out _) && again == room, $"seed {seed}, round {i}");
        }
    }

    static Nickname Parse(string text) => Nickname.TryParse(text, out var nickname, out var problem) ? nickname : throw new ArgumentException(problem);
}
