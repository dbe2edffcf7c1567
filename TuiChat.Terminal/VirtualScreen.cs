using System.Buffers;
using System.Globalization;
using System.Text;

namespace TuiChat.Terminal;

/// <summary>
/// An emulated terminal's output side: understands what this project emits, and keeps a list of everything else. Not safe for
/// several threads; <see cref="VirtualTerminal"/> holds the lock.
/// </summary>
sealed class VirtualScreen
{
    static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(i => (char)i).Where(char.IsControl)]);

    readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    readonly StringBuilder _pending = new();
    readonly WidthModel _model;
    readonly Action<string> _answer;
    VirtualCell[][]? _main;

    internal VirtualScreen(TerminalSize size, WidthModel model, Action<string> answer)
    {
        _model = model;
        _answer = answer;
        Grid = new VirtualGrid(size, model);
    }

    internal VirtualGrid Grid { get; }

    internal SortedSet<int> Modes { get; } = [7, 25];

    internal List<string> Unknown { get; } = [];

    internal string Title { get; private set; } = "";

    internal string? Clipboard { get; private set; }

    internal List<string> Notifications { get; } = [];

    internal int Bells { get; private set; }

    internal int CursorShape { get; private set; }

    internal int KittyDepth { get; private set; }

    internal bool IsKeypadApplication { get; private set; }

    internal int TitleDepth { get; private set; }

    /// <summary>Takes bytes; sequences and characters may be split between calls.</summary>
    internal void Write(ReadOnlySpan<byte> bytes)
    {
        char[] chars = new char[Encoding.UTF8.GetMaxCharCount(bytes.Length)];
        _pending.Append(chars.AsSpan(0, _decoder.GetChars(bytes, chars, flush: false)));
        string text = _pending.ToString();
        _pending.Clear();
        int position = 0;
        while (position < text.Length)
        {
            int length = Take(text.AsSpan(position));
            if (length == 0) break;

            position += length;
        }

        _pending.Append(text, position, text.Length - position);
    }

    // Returns 0 when the rest is the beginning of a sequence.
    int Take(ReadOnlySpan<char> text)
    {
        int length = text.IndexOfAny(Controls);
        if (length != 0)
        {
            if (length < 0) length = text.Length;
            Grid.Print(text[..length]);
            return length;
        }

        if (text[0] == '\e') return TakeEscape(text);

        switch (text[0])
        {
            case '\r': Grid.MoveTo(0, Grid.Y); break;
            case '\n': Grid.LineFeed(); break;
            case '\b': Grid.MoveTo(Grid.X - 1, Grid.Y); break;
            case '\a': Bells++; break;
            default: Unknown.Add($"0x{(int)text[0]:X2}"); break;
        }

        return 1;
    }

    int TakeEscape(ReadOnlySpan<char> text)
    {
        if (text.Length < 2) return 0;

        switch (text[1])
        {
            case '[':
                int end = text[2..].IndexOfAnyInRange('@', '~');
                if (end < 0) return 0;

                Csi(text[2..(end + 2)].ToString(), text[end + 2]);
                return end + 3;
            case ']':
                int terminator = text.IndexOf("\e\\");
                if (terminator < 0) return 0;

                Osc(text[2..terminator].ToString());
                return terminator + 2;
            case '=' or '>':
                IsKeypadApplication = text[1] == '=';
                return 2;
            default:
                Unknown.Add("ESC " + text[1]);
                return 2;
        }
    }

    void Csi(string parameters, char final)
    {
        if (parameters.StartsWith('?') && final is 'h' or 'l') SetModes(parameters[1..], final == 'h');
        else if (parameters.EndsWith('$') && final == 'p') Answer($"\e[{parameters[..^1]};{ModeState(parameters[1..^1])}$y");
        else if (parameters is "?" && final == 'u') Answer($"\e[?{(KittyDepth > 0 ? 1 : 0)}u");
        else if (parameters is "" or "0" && final == 'c') Answer("\e[?62;22c");
        else if (parameters is ">" or ">0" && final == 'q') Answer("\eP>|VirtualTerminal\e\\");
        else if (parameters.StartsWith('>') && final == 'u') KittyDepth++;
        else if (parameters.StartsWith('<') && final == 'u') KittyDepth = Math.Max(0, KittyDepth - 1);
        else if (parameters.EndsWith(' ') && final == 'q') CursorShape = Number(parameters[..^1], 0);
        else if (final == 't' && parameters is "22;0" or "23;0") TitleDepth += parameters[1] == '2' ? 1 : -1;
        else if (final == 'm') Grid.Style = SgrDecoder.Apply(Grid.Style, parameters);
        else if (!Move(parameters, final) && !Edit(parameters, final)) Unknown.Add($"CSI {parameters}{final}");
    }

    bool Move(string parameters, char final)
    {
        string[] parts = parameters.Split(';');
        int first = Number(parts[0], 1);
        switch (final)
        {
            case 'H': Grid.MoveTo(Number(parts.Length > 1 ? parts[1] : "", 1) - 1, first - 1); return true;
            case 'G': Grid.MoveTo(first - 1, Grid.Y); return true;
            case 'A': Grid.MoveTo(Grid.X, Grid.Y - first); return true;
            case 'B': Grid.MoveTo(Grid.X, Grid.Y + first); return true;
            case 'C': Grid.MoveTo(Grid.X + first, Grid.Y); return true;
            case 'D': Grid.MoveTo(Grid.X - first, Grid.Y); return true;
            default: return false;
        }
    }

    bool Edit(string parameters, char final)
    {
        string[] parts = parameters.Split(';');
        switch (final, parameters)
        {
            case ('K', "" or "0"): Grid.Erase(Grid.Y, Grid.X, Grid.Size.Width); return true;
            case ('X', _): Grid.Erase(Grid.Y, Grid.X, Grid.X + Number(parts[0], 1)); return true;
            case ('J', "2"):
                for (int y = 0; y < Grid.Size.Height; y++) Grid.Erase(y, 0, Grid.Size.Width);
                return true;
            case ('r', _): Grid.SetRegion(Number(parts[0], 1) - 1, Number(parts.Length > 1 ? parts[1] : "", Grid.Size.Height)); return true;
            case ('s', _) when Modes.Contains(69): Grid.SetMargins(Number(parts[0], 1) - 1, Number(parts.Length > 1 ? parts[1] : "", Grid.Size.Width)); return true;
            case ('S', _): Grid.Scroll(Number(parts[0], 1)); return true;
            case ('T', _): Grid.Scroll(-Number(parts[0], 1)); return true;
            case ('l', "4"): return true; // nothing here sets insert mode
            default: return false;
        }
    }

    void Osc(string body)
    {
        if (body.StartsWith("2;", StringComparison.Ordinal) || body.StartsWith("0;", StringComparison.Ordinal)) Title = body[2..];
        else if (body.StartsWith("8;", StringComparison.Ordinal) && body.IndexOf(';', 2) is > 0 and var end) Grid.Link = body.Length == end + 1 ? null : body[(end + 1)..];
        else if (body.StartsWith("52;c;", StringComparison.Ordinal)) Clipboard = Encoding.UTF8.GetString(Convert.FromBase64String(body[5..]));
        else if (body.StartsWith("9;", StringComparison.Ordinal) || body.StartsWith("777;notify;", StringComparison.Ordinal)) Notifications.Add(body);
        else if (body == "11;?") Answer("\e]11;rgb:1e1e/1e1e/2e2e\e\\");
        else Unknown.Add("OSC " + body);
    }

    void SetModes(string parameters, bool isOn)
    {
        foreach (string part in parameters.Split(';'))
        {
            int mode = Number(part, 0);
            if (mode is not (1 or 6 or 7 or 25 or 69 or 1000 or 1002 or 1003 or 1004 or 1006 or 1015 or 1049 or 2004 or 2026 or 2027)) Unknown.Add($"mode {part}");
            bool isChanged = isOn ? Modes.Add(mode) : Modes.Remove(mode);
            Grid.IsWrapping = Modes.Contains(7);
            if (mode == 69) Grid.SetMargins(0, Grid.Size.Width);
            if (mode == 1049 && isChanged) _main = isOn ? Grid.Exchange(null) : LeaveAlternate();
        }
    }

    VirtualCell[][]? LeaveAlternate()
    {
        Grid.Exchange(_main);
        return null;
    }

    int ModeState(string mode) => Number(mode, 0) switch
    {
        69 or 2026 or 2004 => Modes.Contains(Number(mode, 0)) ? 1 : 2,
        2027 => _model == WidthModel.Cluster ? Modes.Contains(2027) ? 1 : 2 : 0,
        _ => 0,
    };

    void Answer(string text) => _answer(text);

    static int Number(string text, int absent)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0 ? value : absent;
}
