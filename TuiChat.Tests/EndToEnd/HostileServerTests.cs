using TuiChat.Protocol;
using TuiChat.Tests.Client.Sessions;

namespace TuiChat.Tests.EndToEnd;

/// <summary>A server that lets the client in and then says anything: nothing of it may end the client or reach its terminal raw.</summary>
public sealed class HostileServerTests
{
    static readonly string[] Texts = ["hi", "ada: hi", "\\u001b[31mred\\u001b]0;title\\u0007", "\\u202eevil", "\\u0000", "a\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301", "👩‍👩‍👧‍👦", "\\n\\n\\t", ""];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Anything_AfterTheWelcome_LeavesTheClientUsable(int seed)
    {
        var random = new Random(seed);
        using var peer = new TlsPeer();
        await using var ada = TestClient.Enter(peer.EndPoint, "ada");
        await using var stream = await peer.AcceptAsync();
        await TlsPeer.SendAsync(stream, """{"t":"welcome","re":"hello","v":1,"nick":"ada","name":"\u001b[2JEvil\u202e","server":"x","at":-1,"maxText":-5,"idle":0}""");
        var joining = TlsPeer.ReceiveAsync(stream, "\"t\":\"join\"");
        ada.Expect(() => joining.IsCompletedSuccessfully, "the request to join");
        await TlsPeer.SendAsync(stream, """{"t":"room","re":"1","more":true,"room":"main","topic":"\u001b[31m","head":-3,"people":-1}""");
        for (var i = 0; i < 400; i++) await TlsPeer.SendAsync(stream, Line(random));
        await TlsPeer.SendAsync(stream, """{"t":"page","re":"1","room":"main","events":[]}""");
        await TlsPeer.SendAsync(stream, """{"t":"joined","room":"main","at":0,"nick":"the-end"}""");

        ada.Expect("the-end");
        Assert.True(ada.Terminal.Unknown.Count == 0, $"seed {seed}: {string.Join(' ', ada.Terminal.Unknown)}");
        Assert.DoesNotContain(ada.Screen, c => char.IsControl(c) && c != '\n');
        ada.Type("still here");
        Assert.Contains("> still here", ada.Screen, StringComparison.Ordinal);
    }

    static string Line(Random random)
    {
        string Number() => random.Next(5) switch { 0 => "-1", 1 => "9223372036854775807", 2 => "0", _ => $"{random.Next(12)}" };
        string Room() => random.Next(3) == 0 ? "other" : "main";
        string Text() => Texts[random.Next(Texts.Length)];
        return random.Next(12) switch
        {
            0 => $$"""{"t":"msg","room":"{{Room()}}","seq":{{Number()}},"at":{{Number()}},"from":"bob","text":"{{Text()}}"}""",
            1 => $$"""{"t":"topic","room":"main","seq":{{Number()}},"at":{{Number()}},"from":"bob","text":"{{Text()}}"}""",
            2 => $$"""{"t":"notice","room":"main","seq":{{Number()}},"at":0,"text":"{{Text()}}"}""",
            3 => $$"""{"t":"joined","room":"{{Room()}}","at":{{Number()}},"nick":"n{{random.Next(9)}}"}""",
            4 => $$"""{"t":"left","room":"{{Room()}}","at":{{Number()}},"nick":"n{{random.Next(9)}}","why":"{{Text()}}"}""",
            5 => $$"""{"t":"page","re":"{{random.Next(4)}}","room":"{{Room()}}","events":[{"t":"msg","room":"other","seq":{{Number()}},"at":0,"from":"bob","text":"{{Text()}}"}]}""",
            6 => $$"""{"t":"people-list","re":"1","more":true,"room":"main","people":[{"nick":"p{{random.Next(99)}}"}]}""",
            7 => $$"""{"t":"refused","re":"{{random.Next(4)}}","code":"{{Text()}}","text":"{{Text()}}","more":true}""",
            8 => $$"""{"t":"surprise","room":"main","seq":{{Number()}},"at":{{Number()}}}""",
            9 => $$"""{"t":"room-list","re":"1","rooms":[]}""",
            10 => $$"""{"t":"ok","re":"{{random.Next(4)}}","more":true,"seq":{{Number()}}}""",
            _ => "}{ garbage \\ud800",
        };
    }

    [Fact]
    public async Task AnEndlessLine_EndsTheConnectionWithASentence()
    {
        using var peer = new TlsPeer();
        await using var ada = TestClient.Enter(peer.EndPoint, "ada");
        await using var stream = await peer.AcceptAsync();
        await TlsPeer.SendAsync(stream, """{"t":"welcome","re":"hello","v":1,"nick":"ada","name":"x","server":"x","at":0,"maxText":10,"idle":0}""");
        await TlsPeer.SendAsync(stream, "{" + new string('x', Limits.MaxLineBytes + 10));
        ada.Expect("too long to be true");
    }
}
