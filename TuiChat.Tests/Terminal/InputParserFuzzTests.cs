using System.Text;
using TuiChat.Terminal;

namespace TuiChat.Tests.Terminal;

public sealed class InputParserFuzzTests
{
    static readonly string[] Pieces =
    [
        "a", "ü", "😀", "\e", "\e[A", "\e[1;5C", "\eOP", "\e[<64;10;20M", "\e[M !!", "\e[200~x\ry\e[201~", "\e[?2026;2$y", "\eP>|name\e\\",
        "\e]11;rgb:1/2/3\a", "\e[27;2;13~", "\e[97;1:3u", "\r", "\n", "\t", "\0", "\e[", "\eO", "\e]", "\e[[", "\e[200~", "\e[201~", "\x18", "1", ";", "~", "M",
    ];

    [Fact]
    public void Feed_CutAnywhere_GivesTheSameEvents()
    {
        const int Seed = 4711;
        var random = new Random(Seed);
        for (int round = 0; round < 3000; round++)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Pieces[random.Next(Pieces.Length)])));
            List<TerminalEvent> whole = InputParserTests.Parse(bytes);
            var parser = new InputParser();
            var events = new List<TerminalEvent>();
            for (int i = 0; i < bytes.Length;)
            {
                int length = random.Next(1, Math.Min(5, bytes.Length - i) + 1);
                parser.Feed(bytes.AsSpan(i, length), events);
                i += length;
            }

            parser.Flush(events);
            Assert.True(whole.SequenceEqual(events), $"seed {Seed}, round {round}: {Convert.ToHexString(bytes)}");
        }
    }

    [Fact]
    public void Feed_Garbage_IsNeverStuckAndGivesNoControls()
    {
        const int Seed = 815;
        var random = new Random(Seed);
        byte[] likely = "\e\e\e[[]OP?<;:0123456789mMu~$y\a\\ "u8.ToArray();
        for (int round = 0; round < 5000; round++)
        {
            byte[] bytes = new byte[random.Next(1, 60)];
            random.NextBytes(bytes);
            for (int i = 0; i < bytes.Length; i++)
            {
                if (random.Next(2) == 0) bytes[i] = likely[random.Next(likely.Length)];
            }

            var parser = new InputParser();
            var events = new List<TerminalEvent>();
            parser.Feed(bytes, events);
            parser.Flush(events);
            Assert.False(parser.HasPending, $"seed {Seed}, round {round}: {Convert.ToHexString(bytes)}");
            foreach (TerminalEvent input in events)
            {
                bool isControl = input is KeyPressed { Key: { Code: KeyCode.Char } key } && (Rune.IsControl(key.Rune) || key.Rune.Value == 0);
                Assert.False(isControl, $"seed {Seed}, round {round}: {Convert.ToHexString(bytes)}");
            }

            // Whatever was swallowed as the late rest of a sequence ends at a control byte.
            events.Clear();
            parser.Feed("\rz"u8, events);
            Assert.True(events[^1] == new KeyPressed(Key.Of('z')), $"seed {Seed}, round {round}: {Convert.ToHexString(bytes)}");
        }
    }

    [Fact]
    public void Feed_EncodedKey_GivesTheKeyBack()
    {
        KeyModifiers[] modifiers = [.. Enumerable.Range(0, 8).Select(i => (KeyModifiers)i)];
        var keys = new List<Key>();
        foreach (KeyModifiers modifier in modifiers)
        {
            keys.AddRange("azhimjkP[]O_1+ ü".Select(c => Key.Of(c, modifier)));
            keys.AddRange(Enum.GetValues<KeyCode>().Where(c => c > KeyCode.Char).Select(c => Key.Of(c, modifier)));
        }

        foreach (Key key in keys)
        {
            if (key.Code == KeyCode.Char && key.Rune.Value == '_' && (key.Modifiers & KeyModifiers.Ctrl) != 0) continue;
            foreach (bool isKitty in new[] { false, true })
            {
                List<TerminalEvent> events = InputParserTests.Parse(KeyEncoder.Encode(key, isKitty));
                Assert.True(events.Count == 1 && events[0] is KeyPressed pressed && pressed.Key == key, $"{key}: {string.Join(", ", events)}");
            }

            Assert.Equal(key, Key.Parse(key.ToString()));
        }
    }
}
