using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace TuiChat.Scripting;

/// <summary>What a script looks for: a plain text, or a regular expression in which <c>^</c> and <c>$</c> are the ends of a row.</summary>
sealed class ExpectedText
{
    readonly string _text;
    readonly Regex? _pattern;

    ExpectedText(string text, Regex? pattern) => (_text, _pattern) = (text, pattern);

    /// <summary>Exactly this.</summary>
    public static ExpectedText Plain(string text) => new(text, null);

    /// <summary>What fits an expression, which is matched in time that grows with the text alone, so that no script can hang.</summary>
    public static bool TryPattern(string pattern, bool ignoresCase, [NotNullWhen(true)] out ExpectedText? expected, [NotNullWhen(false)] out string? problem)
    {
        try
        {
            var options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Multiline | (ignoresCase ? RegexOptions.IgnoreCase : RegexOptions.None);
            (expected, problem) = (new ExpectedText($"/{pattern}/", new Regex(pattern, options)), null);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException) // the second: look-around, or far too large
        {
            (expected, problem) = (null, $"/{pattern}/ is no regular expression that can be used here: {e.Message}");
            return false;
        }
    }

    /// <summary>Whether a text holds it.</summary>
    public bool IsIn(string text) => _pattern?.IsMatch(text) ?? text.Contains(_text, StringComparison.Ordinal);

    /// <summary>As people are told of it.</summary>
    public override string ToString() => _pattern is null ? $"“{_text}”" : _text;
}
