using System.Collections.Frozen;
using System.Text;

namespace TuiChat.Protocol;

/// <summary>
/// Folds a name to what it is compared by, and to what it looks like. The table holds the look-alikes of Latin letters and
/// digits among Cyrillic, Greek, Armenian and Latin itself (selected from the idea of UTS #39 §4, "skeleton").
/// </summary>
static class Confusables
{
    static readonly FrozenDictionary<char, string> LookAlikes = Build(
        "a:аαɑ", "b:Ььв", "c:сϲ", "d:ԁ", "e:еєҽ", "f:ƒ", "g:ɡց", "h:һհн", "i:іιıɩӏ1l|јjϳ", "k:кκ", "m:мӎ", "n:ոηпń", "o:оοσօ0ө",
        "p:рρ", "q:ԛգ", "r:гɾ", "s:ѕʂ", "t:тτ", "u:υսцʋ", "v:νѵ", "w:ѡωԝшщ", "x:хχ", "y:уγүỳ", "z:ᴢʐ", "3:зэ");

    /// <summary>NFKC with case folded. Upper-casing first joins forms such as ς and σ, ß excepted by the table of the runtime.</summary>
    public static string Fold(string name) => Ascii.IsValid(name)
        ? name.ToLowerInvariant() // the same instance when it is in lower case already
        : name.Normalize(NormalizationForm.FormKC).ToUpperInvariant().ToLowerInvariant().Normalize(NormalizationForm.FormKC);

    /// <summary>The folded name with marks removed and every look-alike replaced by one stand-in.</summary>
    public static string Skeleton(string name)
    {
        var result = new StringBuilder(name.Length);
        foreach (var c in Fold(name).Normalize(NormalizationForm.FormD))
        {
            if (char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.NonSpacingMark) continue;
            if (LookAlikes.TryGetValue(c, out var stand)) result.Append(stand);
            else result.Append(c);
        }
        return result.Replace("rn", "m").Replace("vv", "w").ToString();
    }

    static FrozenDictionary<char, string> Build(params string[] rows)
    {
        var table = new Dictionary<char, string>();
        foreach (var row in rows)
        {
            foreach (var look in row.AsSpan(2)) table[look] = row[..1];
        }
        return table.ToFrozenDictionary();
    }
}
