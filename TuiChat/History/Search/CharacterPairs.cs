using System.Text;

namespace TuiChat.History.Search;

/// <summary>
/// Makes texts findable in which words are not set apart by spaces (Chinese, Japanese, Korean): every two characters in a row
/// are a word of their own, so that any part of a text is a phrase. Pure. What <see cref="OfText"/> gives stands in the index of
/// every database: it may not change without a new step in <see cref="HistoryMigrations"/>.
/// </summary>
static class CharacterPairs
{
    /// <summary>Whether a text holds such characters.</summary>
    public static bool AreIn(string text)
    {
        foreach (var c in text)
        {
            if (c >= '\u3041') return HasAny(text);
        }
        return false;
    }

    /// <summary>"今天ship" as it is kept: "今天 天 ship". Empty for a text without such characters, which needs no pairs.</summary>
    public static string OfText(string text) => AreIn(text) ? Split(text, isTerm: false) : "";

    /// <summary>
    /// A part of a text as it is looked for: as in the text, but that its last character may go on. A term that ends with a single
    /// character has to be looked for as the beginning of a word.
    /// </summary>
    public static (string Phrase, bool IsPrefix) OfTerm(string term)
    {
        var phrase = Split(term, isTerm: true);
        var last = phrase.LastIndexOf(' ') + 1;
        var isSingle = Rune.DecodeFromUtf16(phrase.AsSpan(last), out var rune, out var length) == System.Buffers.OperationStatus.Done && length == phrase.Length - last && IsOne(rune);
        return (phrase, isSingle);
    }

    static string Split(string text, bool isTerm)
    {
        var words = new StringBuilder(text.Length * 3);
        Rune? before = null;
        var isFirstOfRun = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var isOne = IsOne(rune);
            if (before is { } last && isOne) words.Append(last).Append(rune).Append(' ');
            else if (before is { } end) words.Append(end).Append(' ');
            else if (isOne && words.Length > 0) words.Append(' ');
            if (!isOne) words.Append(rune);
            isFirstOfRun = isOne && before is null;
            before = isOne ? rune : null;
        }
        if (before is { } open && (!isTerm || isFirstOfRun)) words.Append(open);
        return words.ToString().TrimEnd();
    }

    static bool HasAny(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsOne(rune)) return true;
        }
        return false;
    }

    /// <summary>Kana, Hangul syllables, and the ideographs of all planes.</summary>
    static bool IsOne(Rune rune) => rune.Value is (>= 0x3041 and <= 0x3096) or (>= 0x30A1 and <= 0x30FA) or 0x30FC or 0x3005 or (>= 0x31F0 and <= 0x31FF)
        or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFF66 and <= 0xFF9D) or (>= 0x20000 and <= 0x3FFFF);
}
