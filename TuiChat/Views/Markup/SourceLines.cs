using System.Text;

namespace TuiChat.Views.Markup;

/// <summary>
/// A message made ready for Markdown: spaces at the beginning of a line stay, quotes and lists end where their lines end (people
/// answer right below them), and many empty lines are one.
/// </summary>
sealed class SourceLines
{
    const char NoBreakSpace = '\u00A0';

    readonly StringBuilder _text = new();
    readonly List<bool> _isGap = [];
    bool _isInQuote;
    bool _isInList;

    /// <summary>Reads a message.</summary>
    /// <param name="text">With LF as line end, without tabs.</param>
    public SourceLines(string text)
    {
        var fence = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range);
            var content = line.TrimStart(' ');
            var mark = FenceLength(content);
            if (fence > 0) AddInFence(line, content, mark, ref fence);
            else if (content.TrimEnd(' ').IsEmpty) AddGap(isReal: true);
            else Add(line, content, mark, out fence);
        }
    }

    /// <summary>What to parse.</summary>
    public string Text => _text.ToString();

    /// <summary>Signs outside code blocks that may be markup: what the effort of parsing depends on.</summary>
    public int Marks { get; private set; }

    /// <summary>The sender left the line before this one empty.</summary>
    public bool HasGapBefore(int line) => line > 0 && line <= _isGap.Count && _isGap[line - 1];

    /// <summary>Whether a line, without its indent, begins a list.</summary>
    public static bool IsListItem(ReadOnlySpan<char> content)
    {
        if (content is ['-' or '*', ' ', ..]) return true;
        var digits = content.IndexOfAnyExceptInRange('0', '9');
        return digits is > 0 and < 10 && content[digits..] is ['.' or ')', ' ', ..];
    }

    void Add(ReadOnlySpan<char> line, ReadOnlySpan<char> content, int fenceMark, out int fence)
    {
        var isQuote = content is ['>'] or ['>', ' ' or '>', ..];
        var isItem = IsListItem(content);
        var indent = line.Length - content.Length;
        if ((_isInQuote && !isQuote) || (_isInList && !isItem && (indent == 0 || isQuote))) AddGap(isReal: false);
        _isInQuote = isQuote;
        _isInList = isItem || (_isInList && indent > 0);
        fence = fenceMark;
        Marks += content.Count('*') + content.Count('_') + content.Count('`') + content.Count('|') + content.Count('[') + content.Count(']') + (isQuote ? content.Count('>') : 0);
        var keepsIndent = indent > 0 && !_isInList && !isQuote && fence == 0;
        if (keepsIndent) Put(content, NoBreakSpace, indent);
        else Put(line, ' ', 0);
    }

    void AddInFence(ReadOnlySpan<char> line, ReadOnlySpan<char> content, int mark, ref int fence)
    {
        if (mark >= fence && content.TrimEnd(' ').Length == mark) fence = 0;
        Put(line, ' ', 0);
    }

    void AddGap(bool isReal)
    {
        if (_isGap is [.., true]) return;
        Put("", ' ', 0);
        _isGap[^1] = isReal;
        _isInQuote = false;
        _isInList &= isReal;
    }

    void Put(ReadOnlySpan<char> line, char before, int count)
    {
        _text.Append(before, count).Append(line).Append('\n');
        _isGap.Add(false);
    }

    /// <summary>How many backticks a fence of code begins or ends with; 0 for none.</summary>
    static int FenceLength(ReadOnlySpan<char> content)
    {
        var length = content.IndexOfAnyExcept('`');
        if (length < 0) length = content.Length;
        return length >= 3 && !content[length..].Contains('`') ? length : 0;
    }
}
