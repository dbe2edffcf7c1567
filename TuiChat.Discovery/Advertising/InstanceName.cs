using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using TuiChat.Discovery.Wire;

namespace TuiChat.Discovery.Advertising;

/// <summary>Rules for instance names (RFC 6763 §4.1.1, §D): one label of UTF-8 in normal form C, at most 63 bytes.</summary>
static partial class InstanceName
{
    /// <summary>The name as it can be announced: normalised and cut at a character boundary.</summary>
    public static string Fit(string name) => Fit(name, "");

    /// <summary>The name to try after this one was found in use: "X", "X (2)", "X (3)".</summary>
    public static string Next(string name)
    {
        Match match = NumberedPattern().Match(name);
        if (!match.Success) return Fit(name, " (2)");
        int number = int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
        return Fit(match.Groups[1].Value, string.Create(CultureInfo.InvariantCulture, $" ({number + 1})"));
    }

    static string Fit(string name, string suffix)
    {
        int room = DnsName.MaxLabelBytes - suffix.Length;
        var fitted = new StringBuilder();
        foreach (Rune rune in name.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            room -= rune.Utf8SequenceLength;
            if (room < 0) break;
            fitted.Append(rune.ToString());
        }

        return fitted.Append(suffix).ToString();
    }

    [GeneratedRegex(@"^(.+) \(([1-9][0-9]{0,5})\)\z", RegexOptions.Singleline)]
    private static partial Regex NumberedPattern();
}
