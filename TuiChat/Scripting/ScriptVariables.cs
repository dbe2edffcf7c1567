using System.Text;
using System.Text.RegularExpressions;

namespace TuiChat.Scripting;

/// <summary>The names in a script that stand for something: <c>$NAME</c> or <c>${NAME}</c>; <c>$$</c> is a dollar sign.</summary>
static partial class ScriptVariables
{
    /// <summary>What every script has from the start.</summary>
    public const string Folder = "FOLDER", Here = "HERE";

    /// <summary>What there is once the script has a server.</summary>
    public const string Server = "SERVER", Port = "PORT", Link = "LINK", Key = "KEY", Claim = "CLAIM";

    /// <summary>Those of a server.</summary>
    public static IReadOnlyList<string> OfServer { get; } = [Server, Port, Link, Key, Claim];

    /// <summary>Whether a name may be given to something.</summary>
    public static bool IsName(string text) => Name().IsMatch(text);

    /// <summary>The names that a text uses, in order.</summary>
    public static IEnumerable<string> Of(string text) => Use().Matches(text).Select(NameOf).Where(name => name.Length > 0);

    /// <summary>The text with the values in place of the names; all of them are there.</summary>
    public static string Expand(string text, IReadOnlyDictionary<string, string> values)
    {
        var result = new StringBuilder();
        var at = 0;
        foreach (Match use in Use().Matches(text))
        {
            result.Append(text, at, use.Index - at).Append(use.Value == "$$" ? "$" : values[NameOf(use)]);
            at = use.Index + use.Length;
        }
        return result.Append(text, at, text.Length - at).ToString();
    }

    static string NameOf(Match use) => use.Groups[1].Success ? use.Groups[1].Value : use.Groups[2].Value;

    [GeneratedRegex(@"\$(?:\$|\{([A-Za-z_][A-Za-z0-9_]*)\}|([A-Za-z_][A-Za-z0-9_]*))", RegexOptions.CultureInvariant)]
    private static partial Regex Use();

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
