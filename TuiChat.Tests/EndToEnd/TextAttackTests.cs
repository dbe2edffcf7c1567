using TuiChat.Terminal;
using TuiChat.Tests.Client.Sessions;
using TuiChat.Tests.Server;
using TuiChat.Tests.Terminal;

namespace TuiChat.Tests.EndToEnd;

/// <summary>
/// Texts that try to get out of their lines, through the real server, and through a server that lets everything pass: nothing but
/// the cells of the conversation may change, and no terminal byte may come from them.
/// </summary>
public sealed class TextAttackTests
{
    const int Width = 80, Height = 24;

    /// <summary>Each as JSON holds it.</summary>
    static readonly string[] Attacks =
    [
        "\\u001b[2J\\u001b[H", "\\u001b[31mred", "\\u001b]0;owned\\u0007", "\\u001b]52;c;aGk=\\u0007", "\\u001bP$q\\u001b\\\\", "\\u001b[?1049l", "\\u001bc",
        "\\u009b2J", "\\u009d0;owned\\u009c", "\\u0090x\\u009c", "\\u0085\\u0084", "a\\rb", "\\u0008\\u0008\\u0008", "\\u0007", "\\u000e\\u000f", "\\u007f", "\\u0000",
        "\\u202eevil\\u202c", "\\u2066\\u2067\\u2068evil\\u2069", "\\u200e\\u200f\\u061c", "\\u200b\\u200c\\u200d\\u2060\\ufeff", "\\u2028next\\u2029",
        "\\udb40\\udc41\\udb40\\udc42tag", "\\ufe0f\\ufe0e\\u20e3", "\\u115f\\u3164\\uffa0", "\\ufffd\\ufffe\\uffff", "\\u180e\\u034f", "\\ud83c\\uddf9\\ud83c\\uddfa\\ud83c\\uddf9",
        "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", "1️⃣❤️☠️🏴󠁧󠁢󠁷󠁬󠁳󠁿👍🏽", "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢",
        "שלום עולם (abc) 123", "مرحبا بالعالم", "ﷺ﷽", "क्षत्रिय", "\\u0e33\\u0e33", "ｆｕｌｌ", "\\u3000\\u2003\\u00a0",
        "\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n", "\\t\\t\\t\\t\\t\\t\\t\\t\\t\\t\\t\\t\\t\\t\\t\\t\\t\\t\\t\\t\\t\\t\\t",
        "[x](https://e.org/\\u001b]8;;\\u0007)", "https://e.org/\\u202e\\u0007", "[\\u001b[31m](http://e.org)", "||\\u001b[2J||", "```\\n\\u001b[2J\\n```", "> \\u009b2J", "**\\u202e**",
        "\\ud800", "\\udc00\\ud800", "x\\ud83d",
    ];

    [Fact]
    public async Task Attacks_ThroughTheRealServer_StayInTheirLines()
    {
        await using var server = await TestServer.StartAsync();
        using var mallory = await server.EnterAsync("mallory");
        await using var ada = TestClient.Enter(server.EndPoint, "ada", width: Width, height: Height);
        ada.Expect("2 people");
        var before = new Surroundings(ada.Terminal);
        var id = 0;
        foreach (var attack in All())
        {
            await mallory.SendRawAsync($$"""{"t":"send","id":"x{{++id}}","room":"main","text":"{{attack}}"}""" + "\n");
            await mallory.SendRawAsync($$"""{"t":"send","id":"e{{id}}","room":"main","text":"end {{id}}."}""" + "\n");
            ada.Expect($"end {id}.");
            before.AssertSame(ada.Terminal, attack);
        }
    }

    [Fact]
    public async Task Attacks_ThroughAServerThatLetsThemPass_StayInTheirLines()
    {
        using var peer = new TlsPeer();
        await using var ada = TestClient.Enter(peer.EndPoint, "ada", width: Width, height: Height);
        await using var stream = await peer.AcceptAsync();
        Task Send(string line) => TlsPeer.SendAsync(stream, line);
        await Send("""{"t":"welcome","re":"hello","v":1,"nick":"ada","name":"Evil","server":"x","at":0,"maxText":8192,"idle":60000}""");
        var joining = TlsPeer.ReceiveAsync(stream, "\"t\":\"join\"");
        ada.Expect(() => joining.IsCompletedSuccessfully, "the request to join");
        const string Re = "1";
        await Send($$"""{"t":"room","re":"{{Re}}","more":true,"room":"main","topic":"calm","head":0,"people":2}""");
        await Send($$"""{"t":"people-list","re":"{{Re}}","more":true,"room":"main","people":[{"nick":"ada"},{"nick":"bob"}]}""");
        await Send($$"""{"t":"page","re":"{{Re}}","room":"main","events":[]}""");
        ada.Expect("2 people");
        var before = new Surroundings(ada.Terminal);
        var seq = 0;
        // Half a pair is no JSON text: the client gives such a server up.
        foreach (var attack in All().Except(["\\ud800", "\\udc00\\ud800", "x\\ud83d"]))
        {
            await Send($$"""{"t":"msg","room":"main","seq":{{++seq}},"at":0,"from":"bob","text":"{{attack}}"}""");
            await Send($$"""{"t":"msg","room":"main","seq":{{++seq}},"at":0,"from":"bob","kind":"action","text":"{{attack}}"}""");
            await Send($$"""{"t":"notice","room":"main","seq":{{++seq}},"at":0,"text":"{{attack}}"}""");
            await Send($$"""{"t":"msg","room":"main","seq":{{++seq}},"at":0,"from":"bob","text":"end {{seq}}."}""");
            ada.Expect($"end {seq}.");
            before.AssertSame(ada.Terminal, attack);
        }
    }

    /// <summary>The attacks, and those too long to be written down.</summary>
    static IEnumerable<string> All() => Attacks
        .Append("a" + string.Concat(Enumerable.Repeat("\\u0301", 500)))
        .Append(new string('W', 3000))
        .Append(string.Concat(Enumerable.Repeat("👩‍👩‍👧", 200)))
        .Append(string.Concat(Enumerable.Repeat("\\u202e\\u2066", 400)) + "x")
        .Append(string.Concat(Enumerable.Repeat("line\\n", 600)));

    /// <summary>Everything on the screen that is not the conversation.</summary>
    sealed class Surroundings
    {
        readonly List<(int X, int Y, string Text, Style Style)> _cells = [];
        readonly (int, int)? _cursor;
        readonly string _title;
        readonly int[] _modes;

        public Surroundings(VirtualTerminal terminal)
        {
            for (var y = 0; y < Height; y++)
            {
                for (var x = 0; x < Width; x++)
                {
                    if (!IsConversation(x, y)) _cells.Add((x, y, terminal.TextAt(x, y), terminal.StyleAt(x, y)));
                }
            }
            (_cursor, _title, _modes) = (terminal.Cursor, terminal.Title, [.. terminal.Modes.Order()]);
        }

        public void AssertSame(VirtualTerminal terminal, string attack)
        {
            foreach (var (x, y, text, style) in _cells)
                Assert.True(terminal.TextAt(x, y) == text && Look.IsSame(text, terminal.StyleAt(x, y), style), $"{attack} changed the cell {x},{y} from “{text}” to “{terminal.TextAt(x, y)}”\n{terminal.ScreenText()}");
            Assert.Equal((_cursor, _title, attack), (terminal.Cursor, terminal.Title, attack));
            Assert.Equal(_modes, terminal.Modes.Order());
            Assert.True(terminal.Unknown.Count == 0, $"{attack} sent {string.Join(' ', terminal.Unknown)}");
            Assert.Null(terminal.Clipboard);
            Assert.Equal(0, terminal.Bells);
            Assert.DoesNotContain(terminal.ScreenText(), c => (char.IsControl(c) && c != '\n') || c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\u200b' or '\u200e' or '\u200f' or '\ufeff');
        }

        static bool IsConversation(int x, int y) => x is > 17 and < Width - 16 && y is > 0 and < Height - 2;
    }
}
