using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using TuiChat.Protocol;

namespace TuiChat.History.Search;

/// <summary>
/// Reads what a person types to search: words, <c>"phrases"</c>, <c>prefix*</c>, <c>from:NAME</c>, <c>in:ROOM</c>,
/// <c>server:NAME</c>, <c>before:DATE</c>, <c>after:DATE</c> (from that day on), <c>has:link</c>. Everything else is words, so nearly
/// everything is a query.
/// </summary>
static class SearchParser
{
    /// <summary>500 characters: more is cut off.</summary>
    const int MaxChars = 500;

    /// <summary>32 words and filters: more are left out.</summary>
    const int MaxParts = 32;

    /// <summary>Reads a query; on false <paramref name="problem"/> is a sentence for a person.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="now">From what <c>today</c> and <c>3d</c> count.</param>
    /// <param name="zone">In which days begin at midnight.</param>
    /// <param name="isTyping">The last word is not finished yet: it is taken as the beginning of one.</param>
    /// <param name="query">What it means.</param>
    /// <param name="problem">What is wrong.</param>
    public static bool TryParse(string text, DateTimeOffset now, TimeZoneInfo zone, bool isTyping, [NotNullWhen(true)] out SearchQuery? query, [NotNullWhen(false)] out string? problem)
    {
        var clean = HistoryText.Clean(text.Length > MaxChars ? text[..MaxChars] : text);
        query = new SearchQuery();
        problem = null;
        var words = Split(clean).Take(MaxParts).ToList();
        for (var i = 0; i < words.Count && problem is null; i++)
        {
            var isOpen = isTyping && i == words.Count - 1 && !char.IsWhiteSpace(clean[^1]);
            query = Add(query, words[i], isOpen, now, zone, out problem);
        }
        if (problem is null && query.IsEmpty) problem = words.Count == 0 ? "Type words to search for." : "Type words with letters or digits to search for.";
        if (problem is not null) query = null;
        return query is not null;
    }

    /// <summary>What is apart by spaces, except inside quotes.</summary>
    static IEnumerable<Word> Split(string text)
    {
        var at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }
            var key = KeyAt(text, at);
            at += key.Length;
            var isQuoted = at < text.Length && text[at] == '"';
            if (isQuoted) at++;
            var end = isQuoted ? text.IndexOf('"', at) : IndexOfSpace(text, at);
            if (end < 0) end = text.Length;
            yield return new Word(key.TrimEnd(':').ToLowerInvariant(), text[at..end], isQuoted);
            at = isQuoted ? end + 1 : end;
        }
    }

    static string KeyAt(string text, int at)
    {
        foreach (var key in (string[])["from:", "in:", "server:", "before:", "after:", "has:"])
        {
            if (string.Compare(text, at, key, 0, key.Length, StringComparison.OrdinalIgnoreCase) == 0) return key;
        }
        return "";
    }

    static int IndexOfSpace(string text, int from)
    {
        while (from < text.Length && !char.IsWhiteSpace(text[from])) from++;
        return from;
    }

    static SearchQuery Add(SearchQuery query, Word word, bool isOpen, DateTimeOffset now, TimeZoneInfo zone, out string? problem)
    {
        problem = null;
        if (word.Key.Length > 0 && word.Text.Length == 0) return query; // the rest is still to be typed
        switch (word.Key)
        {
            case "from":
                return query with { From = [.. query.From, AuthorKey(word.Text.TrimStart('@'))] };
            case "in":
                return query with { In = [.. query.In, RoomKey(word.Text.TrimStart('#'))] };
            case "server":
                return query with { Servers = [.. query.Servers, word.Text] };
            case "has":
                if (word.Text.Equals("link", StringComparison.OrdinalIgnoreCase)) return query with { HasLink = true };
                if (isOpen && "link".StartsWith(word.Text, StringComparison.OrdinalIgnoreCase)) return query;
                problem = "has: knows only has:link.";
                return query;
            case "before" or "after":
                if (!SearchDate.TryParse(word.Text, now, zone, out var moment, out problem)) return query;
                return word.Key == "before" ? query with { Before = moment } : query with { After = moment };
            default:
                return AddTerm(query, word, isOpen);
        }
    }

    static SearchQuery AddTerm(SearchQuery query, Word word, bool isOpen)
    {
        var isPrefix = word.Text.EndsWith('*') || (isOpen && !word.IsQuoted);
        var text = word.Text.TrimEnd('*');
        return HasWords(text) ? query with { Terms = [.. query.Terms, new SearchTerm(text, isPrefix)] } : query;
    }

    /// <summary>Whether the index could hold any part of it: it knows letters, digits and private characters.</summary>
    static bool HasWords(string text) => text.EnumerateRunes().Any(rune => Rune.IsLetterOrDigit(rune) || Rune.IsNumber(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.PrivateUse);

    /// <summary>What a name is compared by.</summary>
    public static string AuthorKey(string name) => Nickname.TryParse(name, out var nick, out _) ? nick.Key : name.ToLowerInvariant();

    /// <summary>The room that one shares with somebody has a name that nobody types: it is asked for by theirs.</summary>
    public static string RoomKey(string name) => RoomName.TryParse(name, out var room, out _) ? room.Value : name.StartsWith('@') ? "@" + AuthorKey(name[1..]) : name.ToLowerInvariant();

    readonly record struct Word(string Key, string Text, bool IsQuoted);
}
